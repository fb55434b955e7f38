import { after, HOUR, MINUTE, type CursorRequest, type Position } from '@2krika/domain';
import {
  aChat,
  anEarning,
  anIdentity,
  anOrder,
  anOrderEvent,
  aPayment,
  aPayoutMethod,
  aRefund,
  aWithdrawal,
  captured,
  createParties,
  earnedMoney,
  rejectedIdentity,
  TEST_EPOCH,
} from '@2krika/domain/testing';
import { copyRow, useOwnDatabase, type RowCopies } from '@2krika/adapters-sql/testing';
import { planOf, rowsRead, type PlanNode } from '../../test/query-plan.js';
import { RecordingStore } from '../../test/recording-store.js';
import { SqlCatalogueViews } from '../catalogue/sql-catalogue-views.js';
import { SqlKycViews } from '../kyc/sql-kyc-views.js';
import { SqlEarningViews } from '../ledger/sql-earning-views.js';
import { SqlLedgerViews } from '../ledger/sql-ledger-views.js';
import { SqlWithdrawalViews } from '../ledger/sql-withdrawal-views.js';
import { SqlChatViews } from '../messaging/sql-chat-views.js';
import { SqlOrderViews } from '../ordering/sql-order-views.js';
import { SqlPaymentViews } from '../payments/sql-payment-views.js';
import { SequelizeDeadLetters } from '../platform/sequelize-dead-letters.js';
import { SqlJobRuns } from '../platform/sql-job-runs.js';
import { sqlStorage } from '../sql-storage.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';

/** Enough for the planner to see that an index is worth it. */
const COPIES = 5_000;
const LIMIT = 20;
/** Rows as they are made, one a minute: half of them are before this place, half behind. */
const MIDDLE: Position = {
  at: after(TEST_EPOCH, (COPIES / 2) * MINUTE),
  id: '80000000-0000-7000-8000-000000000000',
};

interface Market {
  readonly customerId: string;
  readonly sellerId: string;
  readonly categoryId: string;
  readonly orderId: string;
}

interface ScrolledList {
  readonly table: string;
  /** What it is read along. */
  readonly index: string;
  readonly middle?: Position;
  readonly read: (store: SqlStore, market: Market, request: CursorRequest) => Promise<unknown>;
}

/** Those that grow with the platform, or with what one person did on it. */
const LISTS: Readonly<Record<string, ScrolledList>> = {
  'live services': {
    table: 'services',
    index: 'services_live',
    read: (store, _, request) => new SqlCatalogueViews(store).listServices({}, request),
  },
  "a seller's services": {
    table: 'services',
    index: 'services_owner_id',
    read: (store, { sellerId }, request) => new SqlCatalogueViews(store).listOwnServices(sellerId, request),
  },
  // Those of other categories are passed over on the way, before any place as behind it.
  'live services of a category': {
    table: 'services',
    index: 'services_live',
    read: (store, { categoryId }, request) =>
      new SqlCatalogueViews(store).listServices({ categoryId }, request),
  },
  'orders somebody placed': {
    table: 'orders',
    index: 'orders_customer_id',
    read: (store, { customerId: userId }, request) =>
      new SqlOrderViews(store).list({ party: { userId, role: 'customer' } }, request),
  },
  'orders somebody works on': {
    table: 'orders',
    index: 'orders_seller_id',
    read: (store, { sellerId: userId }, request) =>
      new SqlOrderViews(store).list({ party: { userId, role: 'seller' } }, request),
  },
  "everybody's orders": {
    table: 'orders',
    index: 'orders_created_at',
    read: (store, _, request) => new SqlOrderViews(store).list({}, request),
  },
  "everybody's orders in a state": {
    table: 'orders',
    index: 'orders_state',
    read: (store, _, request) => new SqlOrderViews(store).list({ state: 'pending_payment' }, request),
  },
  'the timeline of an order': {
    table: 'order_events',
    ...{ index: 'order_events_seq_key', middle: { at: TEST_EPOCH, id: '2500' } },
    read: (store, { orderId }, request) => new SqlOrderViews(store).events(orderId, request),
  },
  'a statement': {
    table: 'transactions',
    ...{ index: 'transactions_user_id_created_at', middle: { ...MIDDLE, id: '2500' } },
    read: (store, { sellerId }, request) => new SqlLedgerViews(store).statement(sellerId, {}, request),
  },
  "a seller's earnings": {
    table: 'earnings',
    index: 'earnings_seller_id',
    read: (store, { sellerId }, request) => new SqlEarningViews(store).listOwn(sellerId, request),
  },
  "a seller's withdrawals": {
    table: 'withdrawals',
    index: 'withdrawals_user_id',
    read: (store, { sellerId }, request) => new SqlWithdrawalViews(store).listOwn(sellerId, request),
  },
  "everybody's withdrawals": {
    table: 'withdrawals',
    index: 'withdrawals_created_at',
    read: (store, _, request) => new SqlWithdrawalViews(store).listForStaff(null, request),
  },
  "everybody's withdrawals in a state": {
    table: 'withdrawals',
    index: 'withdrawals_state',
    read: (store, _, request) => new SqlWithdrawalViews(store).listForStaff('cancelled', request),
  },
  "somebody's attempts to prove who they are": {
    table: 'identities',
    ...{ index: 'identities_attempt_key', middle: { at: TEST_EPOCH, id: '2500' } },
    read: (store, { sellerId }, request) => new SqlKycViews(store).listOwn(sellerId, request),
  },
  'what was done by the calendar': {
    table: 'job_runs',
    index: 'job_runs_scheduled_for',
    read: (store, _, request) => new SqlJobRuns(store).list(request),
  },
  'what reviewers were handed': {
    table: 'identities',
    index: 'identities_submitted',
    read: (store, _, request) => new SqlKycViews(store).listForStaff({ state: null, level: null }, request),
  },
  'what reviewers were handed, in a state': {
    table: 'identities',
    index: 'identities_state',
    read: (store, _, request) =>
      new SqlKycViews(store).listForStaff({ state: 'rejected', level: null }, request),
  },
};

/** Those that stay short, because few rows belong to one person or order, or died: read whole, then sorted. */
const SHORT_LISTS: Readonly<Record<string, Omit<ScrolledList, 'index'>>> = {
  "somebody's chats": {
    table: 'chats',
    read: (store, { customerId }, request) => new SqlChatViews(store).listOf(customerId, request),
  },
  "a seller's payout methods": {
    table: 'payout_methods',
    read: (store, { sellerId }, request) =>
      new SqlWithdrawalViews(store).listPayoutMethods(sellerId, request),
  },
  'the payments of an order': {
    table: 'payments',
    read: (store, { orderId }, request) => new SqlPaymentViews(store).listOfOrder(orderId, request),
  },
  'the refunds of an order': {
    table: 'refunds',
    read: (store, { orderId }, request) => new SqlPaymentViews(store).listRefundsOfOrder(orderId, request),
  },
  'dead letters': {
    table: 'payments',
    read: (store, _, request) => new SequelizeDeadLetters(store).list(request),
  },
};

/** The others, each known by a number. */
const PEOPLE = 1_000;
const somebody = (number: string) => `('00000000-0000-7000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;
/** One of them. */
const ANYBODY = somebody(`n % ${PEOPLE} + 1`);
const ANYBODY_ELSE = somebody(`(n + 1) % ${PEOPLE} + 1`);

const ANEW = { id: 'gen_random_uuid()', created_at: `source.created_at + n * interval '1 minute'` };
const NUMBERED = { ...ANEW, number: `'copy-' || n || '-' || gen_random_uuid()` };
const AN_ORDER = { ...NUMBERED, chat_id: 'gen_random_uuid()' };
const AN_EARNING = { ...ANEW, order_id: 'gen_random_uuid()' };
const A_SERVICE = { ...ANEW, slug: `source.slug || '-' || n` };
const A_WITHDRAWAL = { ...NUMBERED, provider_key: 'gen_random_uuid()' };
const A_METHOD = {
  ...{ ...ANEW, usable_from: `source.usable_from + n * interval '1 minute'` },
  ...{ user_id: ANYBODY, account_hmac: 'gen_random_uuid()' },
};
const LATER = `n * interval '1 minute'`;
const AN_IDENTITY = {
  ...{ ...ANEW, attempt: 'n + 1' },
  ...{ submitted_at: `source.submitted_at + ${LATER}`, decided_at: `source.decided_at + ${LATER}` },
};
const A_TRANSACTION = { ...ANEW, source_key: `'copy-' || gen_random_uuid()` };

/** As much of one person, and as much again of others and in other states. */
const GROWN: readonly Omit<RowCopies, 'count'>[] = [
  { table: 'services', changes: A_SERVICE },
  { table: 'services', changes: { ...A_SERVICE, owner_id: ANYBODY } },
  { table: 'orders', changes: AN_ORDER },
  {
    table: 'orders',
    changes: { ...AN_ORDER, state: `'expired'`, customer_id: ANYBODY, seller_id: ANYBODY_ELSE },
  },
  { table: 'order_events', changes: { ...ANEW, seq: 'n + 1' } },
  { table: 'order_events', changes: { ...ANEW, order_id: 'gen_random_uuid()' } },
  { table: 'transactions', where: 'user_id IS NOT NULL', changes: A_TRANSACTION },
  { table: 'transactions', where: 'user_id IS NOT NULL', changes: { ...A_TRANSACTION, user_id: ANYBODY } },
  { table: 'transaction_entries', changes: { transaction_id: 'gen_random_uuid()' } },
  { table: 'earnings', changes: AN_EARNING },
  { table: 'earnings', changes: { ...AN_EARNING, seller_id: ANYBODY } },
  { table: 'withdrawals', changes: A_WITHDRAWAL },
  { table: 'withdrawals', changes: { ...A_WITHDRAWAL, user_id: ANYBODY, state: `'paid'` } },
  { table: 'identities', changes: AN_IDENTITY },
  {
    table: 'identities',
    changes: { ...AN_IDENTITY, user_id: ANYBODY, state: `'resubmission_requested'` },
  },
  { table: 'job_runs', changes: { scheduled_for: `source.scheduled_for + ${LATER}` } },
  { table: 'accounts', changes: { id: 'gen_random_uuid()', owner_id: 'gen_random_uuid()' } },
  { table: 'chats', changes: { ...ANEW, id: somebody('n'), order_id: 'gen_random_uuid()' } },
  { table: 'chat_members', changes: { chat_id: somebody('n'), user_id: ANYBODY } },
  { table: 'payout_methods', changes: A_METHOD },
  { table: 'payments', changes: { ...ANEW, order_id: 'gen_random_uuid()' } },
  {
    table: 'refunds',
    changes: { ...ANEW, order_id: 'gen_random_uuid()', provider_key: 'gen_random_uuid()' },
  },
];

describe('a list read by cursor', () => {
  const own = useOwnDatabase();
  let market: Market;

  beforeAll(async () => {
    const { admin, database } = own();
    const storage = sqlStorage(database);
    const parties = await createParties(storage);
    const service = await storage.services.find(parties.serviceId);
    const order = anOrder(parties);
    const method = aPayoutMethod(parties.sellerId);
    await storage.orders.add(order, anOrderEvent(order));
    await storage.chats.add(aChat(order.snapshot()));
    const payment = aPayment({ orderId: order.id, payerId: parties.customerId }, captured());
    await storage.payments.add(payment);
    await storage.refunds.add(aRefund(payment));
    await storage.earnings.add(anEarning(parties.sellerId));
    await storage.payoutMethods.add(method);
    await storage.withdrawals.add(aWithdrawal(parties.sellerId, method.id, { state: 'cancelled' }));
    await earnedMoney(storage.ledger, parties.sellerId, 100n);
    await storage.jobRuns.begin({ job: 'backup', scheduledFor: TEST_EPOCH }, HOUR);
    await storage.identities.add(anIdentity(parties.sellerId, rejectedIdentity(parties.customerId)));
    const people = { id: somebody('n'), email: `n || source.email`, username: `source.username || n` };
    await copyRow(admin, { table: 'users', count: PEOPLE, changes: people });
    for (const copies of GROWN) await copyRow(admin, { ...copies, count: COPIES });
    await admin.query(`UPDATE payments SET dead_at = now(), error = 'Error' WHERE id = $1`, [payment.id]);
    await admin.query('ANALYZE');
    const categoryId = service?.snapshot().categoryId ?? '';
    market = { ...parties, categoryId, orderId: order.id };
  }, 60_000);

  async function planFor(
    list: Pick<ScrolledList, 'read'>,
    request: CursorRequest,
  ): Promise<readonly PlanNode[]> {
    const { admin, database } = own();
    const store = new RecordingStore(database);
    await list.read(store, market, request);
    const [statement, ...others] = store.sent;
    if (!statement || others.length > 0) throw new Error('A stretch of a list is read in one statement.');
    return planOf(admin, statement);
  }

  it.each(Object.entries(LISTS))(
    'of %s reads as many rows in its middle as at its head, along an index',
    async (_, list) => {
      const head = await planFor(list, { from: null, direction: 'next', limit: LIMIT });
      for (const direction of ['next', 'previous'] as const) {
        const middle = await planFor(list, { from: list.middle ?? MIDDLE, direction, limit: LIMIT });
        for (const plan of [head, middle]) {
          const scans = plan.filter((node) => node['Relation Name'] === list.table);
          expect(scans.map((node) => node['Index Name'])).toEqual([list.index]);
          expect(scans.map(rowsRead)).toEqual([LIMIT + 1]);
          // Nothing was sorted, hashed or thrown away on the way: a row brings a few of other tables with it.
          expect(Math.max(...plan.map(rowsRead))).toBeLessThanOrEqual(3 * (LIMIT + 1));
        }
        const total = (plan: readonly PlanNode[]) => plan.reduce((sum, node) => sum + rowsRead(node), 0);
        expect(total(middle)).toBeLessThanOrEqual(total(head) * 1.2);
      }
    },
  );

  it.each(Object.entries(SHORT_LISTS))('of %s reads no row of others', async (_, list) => {
    const plan = await planFor(list, { from: null, direction: 'next', limit: LIMIT });
    const scans = plan.filter((node) => node['Relation Name'] === list.table);
    expect(scans.map(rowsRead)).toEqual([1]);
  });
});
