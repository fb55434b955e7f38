import type { HistoryView, MessageView } from '../../src/http/messaging/messaging-views.js';
import type { OrderView } from '../../src/http/ordering/order-views.js';
import type { Marketplace } from '../product/marketplace.js';
import type { Visitor } from '../product/visitor.js';
import type { Installation } from './installation.js';
import { openShop } from './open-shop.js';
import { expectSound } from './soundness.js';
import { SLOW, useInstallation } from './use-installation.js';

describe('while MongoDB is stopped', () => {
  const opened = useInstallation();
  let installation: Installation;
  let market: Marketplace;
  let seller: Visitor;
  let customer: Visitor;
  let serviceId: string;

  beforeAll(async () => {
    installation = opened();
    ({ market, seller, customer, serviceId } = await openShop(installation));
  }, SLOW);

  afterEach(async () => {
    const { mongo } = installation.databases;
    if (!mongo.isRunning) await mongo.start();
  }, SLOW);

  const place = () => customer.post<OrderView>('/v1/orders', { serviceId });
  const messagesPath = ({ chatId }: OrderView) => `/v1/chats/${chatId}/messages`;

  /** What the platform has said in the chat, once it has said so much. */
  async function said(order: OrderView, count: number): Promise<readonly MessageView[]> {
    const { results } = await market.eventually(
      () => seller.get<HistoryView>(messagesPath(order)),
      (history) => history.results.length >= count,
    );
    return results;
  }

  it(
    'chats answer 503 in time, orders and payments go on, and all that was promised is said once afterwards',
    async () => {
      const { mongo } = installation.databases;
      const before = await place();
      await said(before, 1);

      await mongo.kill();

      const idea = { content: 'Bonjour, voici mon idée.' };
      const key = { 'idempotency-key': 'an-idea' };
      for (const answer of [
        await seller.call('GET', messagesPath(before)),
        await customer.call('POST', messagesPath(before), idea, key),
      ]) {
        expect(answer.status).toBe(503);
        expect(answer.headers.get('retry-after')).toBe('1');
      }
      // A worker that waits for the chat at every event would not be there for the money.
      const during = [await place(), await place()];
      for (const order of [before, ...during]) await market.pay(customer, order);
      const [{ id }] = during as [OrderView, OrderView];
      await seller.post(`/v1/orders/${id}/deliveries`, {
        ...{ message: 'Tout est dans le dossier.', linkUrls: ['https://exemple.cm/dossier'] },
      });
      expect(await installation.tables.count('outbox_events', 'published_at IS NULL')).toBeGreaterThan(0);

      await mongo.start();

      // Sent again, as a client does that was told to.
      await market.eventually(
        () => customer.call('POST', messagesPath(before), idea, key),
        ({ status }) => status === 201,
      );
      const expected = [
        { order: before, events: ['order.created', 'order.paid'], texts: 1 },
        { order: during[0], events: ['order.created', 'order.delivered', 'order.paid'], texts: 0 },
        { order: during[1], events: ['order.created', 'order.paid'], texts: 0 },
      ];
      await expectSound(installation, market);
      for (const { order, events, texts } of expected) {
        if (!order) throw new Error('It was placed.');
        const messages = await said(order, events.length + texts);
        expect(messages.flatMap(({ event }) => event ?? []).toSorted()).toEqual(events);
        expect(messages.filter(({ kind }) => kind === 'text')).toHaveLength(texts);
        expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
      }
    },
    SLOW,
  );

  it(
    'is stopped and started again and again, and each order says each thing once, without a restart',
    async () => {
      const { mongo } = installation.databases;
      const apps = [installation.running('api'), installation.running('worker')];
      const orders: OrderView[] = [];
      for (let cycle = 0; cycle < 3; cycle += 1) {
        const placing = Promise.all(Array.from({ length: 4 }, place));
        await mongo.kill();
        orders.push(...(await placing));
        await mongo.start();
      }
      await expectSound(installation, market);
      for (const order of orders) {
        const messages = await said(order, 1);
        expect(messages).toMatchObject([{ event: 'order.created', seq: 1 }]);
      }
      expect(orders).toHaveLength(12);
      expect(apps.map(({ isRunning }) => isRunning)).toEqual([true, true]);
    },
    SLOW,
  );
});
