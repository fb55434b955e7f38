import { createHmac, randomUUID } from 'node:crypto';
import { MINUTE, SECOND } from '@2krika/domain';
import type { OrderView } from '../../src/http/ordering/order-views.js';
import type { PaymentView } from '../../src/http/payments/payment-routes.js';
import type { Marketplace } from '../product/marketplace.js';
import type { Visitor } from '../product/visitor.js';
import type { Installation } from './installation.js';
import { openShop } from './open-shop.js';
import { expectSound } from './soundness.js';
import { SLOW, useInstallation } from './use-installation.js';

/** Milliseconds. Longer than a call waits for its answer: what becomes of a payment is not told before we say so. */
const NOT_BY_ITSELF = 60 * SECOND;

describe('an operator', () => {
  const opened = useInstallation({ operatorDelay: NOT_BY_ITSELF });
  let installation: Installation;
  let market: Marketplace;
  let customer: Visitor;
  let serviceId: string;

  beforeAll(async () => {
    installation = opened();
    ({ market, customer, serviceId } = await openShop(installation));
  }, SLOW);

  /** An order whose payment was accepted by the operator, who does with it what the number says. */
  async function ask(ending: string, isThere: (payment: PaymentView) => boolean) {
    const order = await customer.post<OrderView>('/v1/orders', { serviceId });
    const { id } = await market.startPayment(customer, order, `+23767000${ending}`);
    const read = () => customer.get<PaymentView>(`/v1/payments/${id}`);
    await market.eventually(read, isThere);
    return { order, read };
  }
  const isPending = ({ state }: PaymentView) => state === 'pending';

  /** Lets the operator do what it has under way, and tell. */
  async function settle(): Promise<void> {
    const response = await fetch(
      new URL('/v1/sandbox/settle', installation.setting('SANDBOX_PROVIDER_URL')),
      {
        method: 'POST',
        headers: { authorization: `Bearer ${installation.setting('SANDBOX_API_KEY')}` },
      },
    );
    expect(response.status).toBe(200);
  }

  const stateOf = async ({ id }: OrderView) => (await customer.get<OrderView>(`/v1/orders/${id}`)).state;
  const captures = (orderId: string) =>
    installation.tables.count('transactions', `type = 'T1' AND order_id = '${orderId}'`);
  const webhooks = (condition?: string) => installation.tables.count('webhook_events', condition);
  const unallocated = async () => (await market.books()).balances['unallocated_receipts'] ?? 0;

  it(
    'whose webhook is lost is asked until it says that it was paid',
    async () => {
      const { order, read } = await ask('9920', isPending);
      const before = await webhooks();
      await settle();
      expect((await read()).state).toBe('pending');
      await installation.letPass(MINUTE);
      await market.eventually(read, ({ state }) => state === 'captured');
      expect(await stateOf(order)).toBe('in_progress');
      expect(await webhooks()).toBe(before);
      expect(await captures(order.id)).toBe(1);
      await expectSound(installation, market);
    },
    SLOW,
  );

  it.each([
    ['that says it twice', '9921', 1],
    ['that says afterwards what was true before', '9923', 2],
  ])(
    '%s is believed once',
    async (_, ending, events) => {
      const { order, read } = await ask(ending, isPending);
      const before = await webhooks();
      await settle();
      await market.eventually(read, ({ state }) => state === 'captured');
      await settle();
      await market.eventually(
        () => webhooks(`state = 'processed'`),
        (count) => count >= before + events,
      );
      expect(await webhooks()).toBe(before + events);
      expect(await stateOf(order)).toBe('in_progress');
      expect((await read()).state).toBe('captured');
      expect(await captures(order.id)).toBe(1);
      await expectSound(installation, market);
    },
    SLOW,
  );

  it(
    'that says it before it answers is believed once',
    async () => {
      const { order } = await ask('9922', ({ state }) => state === 'captured');
      expect(await stateOf(order)).toBe('in_progress');
      expect(await captures(order.id)).toBe(1);
      await expectSound(installation, market);
    },
    SLOW,
  );

  it(
    'that somebody else speaks for is answered 401, and nothing is stored',
    async () => {
      const { order, read } = await ask('0001', isPending);
      const before = await webhooks();
      const body = { id: randomUUID(), type: 'collection.updated', reference: randomUUID() };
      const timestamp = Math.floor(Date.now() / SECOND);
      const sign = (secret: string) =>
        createHmac('sha256', secret)
          .update(`${timestamp}.${JSON.stringify(body)}`)
          .digest('hex');
      const send = (signature: string) =>
        installation.visitor().call('POST', '/v1/webhooks/payments/sandbox', body, {
          ...{ 'x-sandbox-timestamp': String(timestamp), 'x-sandbox-signature': signature },
        });
      expect((await send(sign('a-secret-that-is-not-ours'))).status).toBe(401);
      expect(await webhooks()).toBe(before);
      // The same bytes, signed as they should be.
      expect((await send(sign(installation.setting('SANDBOX_WEBHOOK_SECRET')))).status).toBe(204);
      expect(await webhooks()).toBe(before + 1);
      expect((await read()).state).toBe('pending');
      expect(await stateOf(order)).toBe('pending_payment');
      await settle();
      await market.eventually(read, ({ state }) => state === 'captured');
    },
    SLOW,
  );

  it.each([
    ['half', '9930', 0.5],
    ['twice', '9931', 2],
  ])(
    'that was paid %s of what was asked for leaves the money unallocated and the order unpaid',
    async (_, ending, share) => {
      const { order, read } = await ask(ending, isPending);
      const before = await unallocated();
      await settle();
      const { failureCode } = await market.eventually(read, ({ state }) => state === 'failed');
      expect(failureCode).toBe('amount_mismatch');
      expect((await unallocated()) - before).toBe(order.totalAmount * share);
      expect(await stateOf(order)).toBe('pending_payment');
      expect(await captures(order.id)).toBe(0);
      await expectSound(installation, market);
    },
    SLOW,
  );

  it.each([
    ['and takes the money', '9911', 'captured', 'in_progress'],
    ['and declines', '9912', 'failed', 'pending_payment'],
    ['but a fault, and takes the money', '9914', 'captured', 'in_progress'],
  ])(
    'that gives no answer %s leaves the payment unknown until it is known',
    async (_, ending, end, orderState) => {
      const { order, read } = await ask(ending, ({ state }) => state === 'unknown');
      expect(await stateOf(order)).toBe('pending_payment');
      await settle();
      await market.eventually(read, ({ state }) => state === end);
      expect(await stateOf(order)).toBe(orderState);
      await expectSound(installation, market);
    },
    SLOW,
  );

  it.each([
    ['9901', 'insufficient_funds'],
    ['9902', 'wrong_pin'],
    ['9904', 'user_cancelled'],
  ])(
    'that declines %s gives the reason, and the order can still be paid',
    async (ending, reason) => {
      const { order, read } = await ask(ending, isPending);
      await settle();
      expect(await market.eventually(read, ({ state }) => state === 'failed')).toMatchObject({
        failureCode: reason,
      });
      expect(await stateOf(order)).toBe('pending_payment');
      await market.startPayment(customer, order, '+237670000001');
      await market.eventually(
        () => installation.tables.count('payment_attempts', `state = 'accepted'`),
        (count) => count === 1,
      );
      await settle();
      expect(await market.orderIn(customer, order.id, 'in_progress')).toMatchObject({ id: order.id });
      await expectSound(installation, market);
    },
    SLOW,
  );

  it(
    'that refuses a number is not asked again',
    async () => {
      const { order, read } = await ask('9910', ({ state }) => state === 'failed');
      expect(await read()).toMatchObject({ failureCode: 'number_refused' });
      expect(await stateOf(order)).toBe('pending_payment');
      await expectSound(installation, market);
    },
    SLOW,
  );
});
