import type {
  ChatIntegrity,
  LedgerProof,
  OneTimeTokenRepository,
  OrderState,
  PaymentState,
  RefundState,
  SessionRepository,
  WithdrawalState,
} from '@2krika/domain';
import { createCategory } from '../factories/catalogue/category-factory.js';
import { createService } from '../factories/catalogue/service-factory.js';
import { createUpload } from '../factories/files/upload-factory.js';
import { createOneTimeToken, createSession } from '../factories/identity/session-factory.js';
import { createUser, suspended, TEST_PASSWORD, withPhone } from '../factories/identity/user-factory.js';
import { createPayoutMethod } from '../factories/ledger/payout-method-factory.js';
import { createChat } from '../factories/messaging/chat-factory.js';
import {
  createEarning,
  createOrder,
  createPayment,
  createRefund,
} from '../factories/ordering/create-order.js';
import {
  createWithdrawal,
  WITHDRAWAL_TRAITS,
  type WithdrawalFactoryPorts,
  type WithdrawalTrait,
} from '../factories/ordering/create-withdrawal.js';
import { ORDER_TRAITS, type OrderTrait } from '../factories/ordering/order-story.js';
import { generateId } from '../factories/unique.js';
import { FakeHasher } from '../fakes/identity/fake-hasher.js';
import type { Open } from './open.js';

export interface FactoriesPorts extends WithdrawalFactoryPorts {
  readonly sessions: SessionRepository;
  readonly oneTimeTokens: OneTimeTokenRepository;
  readonly ledgerProof: LedgerProof;
  readonly chatIntegrity: ChatIntegrity;
}

/** What each trait makes of the order, its newest payment and its refund. */
const ORDERS: Readonly<Record<OrderTrait, readonly [OrderState, PaymentState, RefundState | null]>> = {
  placed: ['pending_payment', 'initiated', null],
  started: ['pending_payment', 'pending', null],
  declined: ['pending_payment', 'failed', null],
  paid: ['in_progress', 'captured', null],
  delivered: ['delivered', 'captured', null],
  in_revision: ['in_revision', 'captured', null],
  completed: ['completed', 'captured', null],
  auto_completed: ['completed', 'captured', null],
  cleared: ['completed', 'captured', null],
  refund_requested: ['in_progress', 'captured', 'requested'],
  refund_rejected: ['in_progress', 'captured', 'rejected'],
  refund_approved: ['cancelled', 'captured', 'approved'],
  refund_sent: ['cancelled', 'captured', 'processing'],
  refunded: ['cancelled', 'captured', 'succeeded'],
  partly_refunded: ['completed', 'captured', 'succeeded'],
  cancelled: ['cancelled', 'cancelled', null],
  expired: ['expired', 'cancelled', null],
};

const WITHDRAWALS: Readonly<Record<WithdrawalTrait, WithdrawalState>> = {
  requested: 'requested',
  approved: 'approved',
  pending_approval: 'pending_approval',
  rejected: 'rejected',
  cancelled: 'cancelled',
  processing: 'processing',
  paid: 'paid',
  failed: 'failed',
  returned: 'returned',
};

const NO_MORE = 'There is room for no more.';

/** The same port, which takes nothing new. */
function refusing<Port extends object>(port: Port): Port {
  const add = () => Promise.reject(new Error(NO_MORE));
  return new Proxy(port, { get: (target, name) => (name === 'add' ? add : Reflect.get(target, name)) });
}

/** The factories make the same on every store, and leave nothing that any of the proofs finds fault with. */
export function factoriesContract(open: Open<FactoriesPorts>): void {
  describe('factories', () => {
    let ports: FactoriesPorts;

    beforeEach(async () => {
      ports = await open();
    });

    /** What is not as it should be, in the books and between orders and chats. */
    async function faults(): Promise<unknown[]> {
      const reports = await ports.ledgerProof.check();
      const { chatIntegrity } = ports;
      return [
        ...reports.filter(({ violations }) => violations > 0),
        ...(await chatIntegrity.ordersWithoutChat()),
        ...(await chatIntegrity.ordersWithoutParty()),
      ];
    }

    describe('createUser', () => {
      it('stores as many as are asked for, each with an address and a name of their own', async () => {
        const made = await Promise.all(Array.from({ length: 5 }, () => createUser(ports)));
        expect(new Set(made.map((user) => user.snapshot().email)).size).toBe(5);
        for (const { id } of made) expect(await ports.users.find(id)).not.toBeNull();
      });

      it('takes every value it is told, and hashes the password', async () => {
        const [hasher, id] = [new FakeHasher(), generateId()];
        const wish = {
          id,
          fullName: 'Mariam Traoré',
          country: 'CI',
          ...suspended(),
          ...withPhone(),
        } as const;
        const user = await createUser({ ...ports, hasher }, { ...wish, password: 'secret' });
        expect((await ports.users.find(id))?.snapshot()).toEqual(user.snapshot());
        expect(user.snapshot()).toMatchObject(wish);
        expect(await hasher.verify(user.snapshot().passwordHash, 'secret')).toBe(true);
      });

      it('lets everybody sign in with the same password unless told otherwise', async () => {
        const { passwordHash } = (await createUser(ports)).snapshot();
        expect(await new FakeHasher().verify(passwordHash, TEST_PASSWORD)).toBe(true);
      });
    });

    it('makes an owner and a category only for a service that has none', async () => {
      const [owner, category] = [await createUser(ports), await createCategory(ports)];
      const full = { ...ports, users: refusing(ports.users), categories: refusing(ports.categories) };
      const given = await createService(full, { ownerId: owner.id, categoryId: category.id });
      expect(given.snapshot()).toMatchObject({ ownerId: owner.id, categoryId: category.id });
      await expect(createService(full, { categoryId: category.id })).rejects.toThrow(NO_MORE);
      await expect(createService(full, { ownerId: owner.id })).rejects.toThrow(NO_MORE);
      const alone = await createService(ports);
      expect((await ports.services.find(alone.id))?.snapshot()).toEqual(alone.snapshot());
    });

    it('stores what a user has', async () => {
      const user = await createUser(ports);
      const session = await createSession(ports, { userId: user.id });
      const token = await createOneTimeToken(ports, { userId: user.id });
      const upload = await createUpload(ports, { ownerId: user.id });
      const method = await createPayoutMethod(ports, { userId: user.id });
      const chat = await createChat(ports, { customerId: user.id });
      const { refreshHash } = session.snapshot();
      const { secretHash, purpose } = token.snapshot();
      const transaction = await ports.sessions.begin();
      const found = [
        await ports.sessions.findByRefreshHashForUpdate(refreshHash, { transaction }),
        await ports.oneTimeTokens.findBySecretHashForUpdate(purpose, secretHash, { transaction }),
        await ports.uploads.find(upload.id),
        await ports.payoutMethods.get(method.id),
        await ports.chats.find(chat.id),
      ];
      await transaction.rollback();
      expect(found.map((each) => each?.id)).toEqual(
        [session, token, upload, method, chat].map(({ id }) => id),
      );
    });

    it.each(ORDER_TRAITS)('makes an order that is %s, with all that belongs to it', async (trait) => {
      const order = await createOrder(ports, { as: trait });
      const payments = await ports.unitOfWork.run((scope) => scope.payments.listOfOrderForUpdate(order.id));
      const [refund] = await ports.refunds.listOfOrder(order.id);
      expect([
        order.snapshot().state,
        payments.at(-1)?.snapshot().state,
        refund?.snapshot().state ?? null,
      ]).toEqual(ORDERS[trait]);
      expect(await faults()).toEqual([]);
    });

    it('makes an order of the people and the service it is told, and nobody else', async () => {
      const [customer, service] = [await createUser(ports), await createService(ports)];
      const full = { ...ports, users: refusing(ports.users) };
      const order = await createOrder(full, {
        customerId: customer.id,
        serviceId: service.id,
        as: 'cleared',
      });
      expect(order.snapshot()).toMatchObject({
        customerId: customer.id,
        serviceId: service.id,
        sellerId: service.snapshot().ownerId,
        itemsAmount: service.snapshot().basicPrice,
      });
    });

    it('makes an order in XOF where the service is sold in it', async () => {
      const service = await createService(ports, { currency: 'XOF', basicPrice: 75_000n });
      const order = await createOrder(ports, { serviceId: service.id, as: 'partly_refunded' });
      expect(order.snapshot()).toMatchObject({ currency: 'XOF', refundedAmount: 15_100n });
      expect(await faults()).toEqual([]);
    });

    it('makes orders beside each other on a store without fees and channels', async () => {
      const orders = await Promise.all(Array.from({ length: 4 }, () => createOrder(ports, { as: 'paid' })));
      expect(new Set(orders.map(({ id }) => id)).size).toBe(4);
      expect(await faults()).toEqual([]);
    });

    it('makes payments, refunds and earnings with their orders', async () => {
      expect((await createPayment(ports, { as: 'captured' })).snapshot().capturedAmount).toBe(10_100n);
      expect((await createRefund(ports, { as: 'after_completion' })).snapshot()).toMatchObject({
        state: 'succeeded',
        source: 'completed_order',
        amount: 2_000n,
      });
      expect((await createEarning(ports)).snapshot()).toMatchObject({ netAmount: 8_500n, clearedAt: null });
      expect((await createEarning(ports, { as: 'available' })).snapshot().clearedAt).not.toBeNull();
      expect(await faults()).toEqual([]);
    });

    it.each(WITHDRAWAL_TRAITS)('makes a withdrawal that is %s, with the money it is of', async (trait) => {
      const withdrawal = await createWithdrawal(ports, { as: trait });
      expect(withdrawal.snapshot().state).toBe(WITHDRAWALS[trait]);
      expect(await faults()).toEqual([]);
    });
  });
}
