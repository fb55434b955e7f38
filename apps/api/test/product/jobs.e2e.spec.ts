import {
  openTestDatabase as openMessages,
  type TestDatabase as Messages,
} from '@2krika/adapters-mongo/testing';
import { factsOf, openTestDatabase, rowsIn, rowsOf, type TestDatabase } from '@2krika/adapters-sql/testing';
import { SILENT, type OpenContainer } from '@2krika/composition';
import * as domain from '@2krika/domain';
import { until } from '@2krika/domain/testing';
import { productJobs, runJobs, Worker } from '@2krika/worker';
import { BusyMarket, STEPS } from './busy-market.js';

/** Milliseconds: a market is filled and worked off a few times on a busy machine. */
const SLOW = 60_000;
/** Milliseconds, below the limit of a test. */
const PATIENCE = 45_000;
const { SECOND } = domain;

type Row = Readonly<Record<string, unknown>>;

describe('the jobs of the worker', () => {
  let database: TestDatabase;
  let messages: Messages;
  let market: BusyMarket;
  let first: OpenContainer;
  const workers: Worker[] = [];
  /** What one worker leaves that does everything once: the measure of all others. */
  let once: Awaited<ReturnType<typeof outcome>>;

  beforeAll(async () => {
    await openMarket();
    await workOff(runOf(first));
    once = await outcome();
    await closeMarket();
  }, SLOW);

  beforeEach(() => openMarket(), SLOW);
  afterEach(() => closeMarket(), SLOW);

  async function openMarket() {
    database = await openTestDatabase();
    messages = await openMessages({ name: 'jobs' });
    market = new BusyMarket({
      SQL_DATABASE_URL_TEST: database.url,
      MONGO_DATABASE_URL: messages.url,
      MONGO_DATABASE_NAME_TEST: messages.databaseName,
    });
    first = await market.process();
    await market.fill(first);
  }

  async function closeMarket() {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    await market.close();
    await messages.drop();
    await database.close();
  }

  /** A worker as it runs in production, of another process. */
  async function aWorker(): Promise<Worker> {
    const worker = Worker.start(await market.process(), SILENT);
    workers.push(worker);
    return worker;
  }

  /** Runs every job of the process until none finds anything. */
  const runOf =
    ({ container }: OpenContainer) =>
    () =>
      runJobs(productJobs(container), () => market.clock.now());

  /** Does all that is due, step by step; several do each step at once. */
  async function workOff(...workers: readonly (() => Promise<void>)[]): Promise<void> {
    for (const step of STEPS) {
      market.clock.advance(step);
      await Promise.all(workers.map((work) => work()));
    }
  }

  /** What is said in the chats, and how many messages wait to be told of. */
  async function said() {
    const { container } = first;
    const repository = container.get(domain.MessageRepository);
    const ids = (await allIn('chats')).map((row) => String(row['id']));
    const chats = await Promise.all(ids.map((id) => repository.listAfter(id, 0, 100)));
    const waiting = await repository.listPending(new Date(8.64e15), 100);
    const texts = chats.map((chat) => chat.map(({ seq, content }) => `${seq} ${content}`).join('\n'));
    return { texts: texts.sort(), waiting: waiting.length };
  }

  async function outcome() {
    return { facts: await factsOf(database.admin), said: await said() };
  }

  async function allIn(table: string): Promise<readonly Row[]> {
    return (await rowsIn(database.admin, table)).map((row) => JSON.parse(row) as Row);
  }

  const countIn = async (table: string, isCounted: (row: Row) => boolean) =>
    (await allIn(table)).filter(isCounted).length;

  const unpublished = () => countIn('outbox_events', (row) => row['published_at'] === null);

  /** Whether the instant in this column of the row is reached. */
  const isDue = (row: Row, column: string) => new Date(String(row[column])) <= market.clock.now();

  it(
    'do all that was to be done',
    async () => {
      await workOff(runOf(first));
      const inState = (table: string, state: string) => countIn(table, (row) => row['state'] === state);
      expect({
        expired: await inState('orders', 'expired'),
        completed: await inState('orders', 'completed'),
        captured: await inState('payments', 'captured'),
        cleared: await countIn('earnings', (row) => row['cleared_at'] !== null),
        refunded: await inState('refunds', 'succeeded'),
        withdrawn: await inState('withdrawals', 'paid'),
        webhooks: await inState('webhook_events', 'processed'),
      }).toEqual({
        ...{ expired: 1, completed: 3, captured: 6, cleared: 2, refunded: 1, withdrawn: 1, webhooks: 1 },
      });
      expect(await unpublished()).toBe(0);
      expect((await said()).waiting).toBe(0);
      const letters = await first.container.get(domain.DeadLetters).list(domain.pageRequest());
      expect(letters.results).toEqual([]);
    },
    SLOW,
  );

  it(
    'change nothing when they are run again, by the same worker or another',
    async () => {
      await workOff(runOf(first));
      const rows = await rowsOf(database.admin);
      const { calls } = market;
      await runOf(first)();
      await runOf(await market.process())();
      expect(await rowsOf(database.admin)).toEqual(rows);
      expect(market.calls).toEqual(calls);
    },
    SLOW,
  );

  it(
    'leave the same when each is run twice in a row',
    async () => {
      const jobs = productJobs(first.container).flatMap((job) => [job, job]);
      await workOff(() => runJobs(jobs, () => market.clock.now()));
      expect(await outcome()).toEqual(once);
    },
    SLOW,
  );

  it(
    'leave the same when two workers run them at once, who make each call once',
    async () => {
      await workOff(runOf(first), runOf(await market.process()));
      expect(await outcome()).toEqual(once);
      expect(new Set(market.calls).size).toBe(market.calls.length);
    },
    SLOW,
  );

  it(
    'are done within ten seconds of the death of a worker that held them all',
    async () => {
      const { container } = first;
      const now = market.clock.now();
      // What a worker leaves that is killed with its first batches in hand.
      await container.get(domain.OutboxQueue).claim(now, 100);
      await container.get(domain.WebhookInbox).claim(now, 100);
      await container.get(domain.DeadlineRepository).claimDue(now, 100);
      await container.get(domain.PaymentRepository).claimToSend(now, 100);
      await container.get(domain.PaymentRepository).claimToPoll(now, 100);
      await container.get(domain.RefundRepository).claimToSend(now, 100);
      await container.get(domain.WithdrawalRepository).claimToSend(now, 100);
      await container.get(domain.EarningRepository).claimDue(now, 100);
      const died = performance.now();
      const worker = await aWorker();
      await until(
        async () =>
          (await unpublished()) === 0 &&
          (await countIn('deadlines', (row) => row['state'] === 'armed' && isDue(row, 'fire_at'))) === 0 &&
          (await countIn('earnings', (row) => row['cleared_at'] === null && isDue(row, 'clears_at'))) === 0 &&
          (await countIn('payment_attempts', (row) => row['state'] === 'created')) === 0,
        PATIENCE,
      );
      expect(performance.now() - died).toBeLessThan(10 * SECOND);
      await worker.stop();
      await workOff(runOf(await market.process()));
      expect(await outcome()).toEqual(once);
    },
    SLOW,
  );

  it(
    'are done by others while a worker is stopped for longer than its lease, and once',
    async () => {
      // Stopped, as by SIGSTOP, in the middle of an event: its handler has run, and nothing is written down.
      const stopped = await market.process();
      const queue = stopped.container.get(domain.OutboxQueue);
      let goOn: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      let isStopped = false;
      stopped.container.rebind(domain.OutboxQueue).toConstantValue({
        claim: (now, limit) => queue.claim(now, limit),
        handledBy: (id) => queue.handledBy(id),
        markHandled: async (id, handler, at) => {
          isStopped = true;
          await held;
          await queue.markHandled(id, handler, at);
        },
        markPublished: (lease, at) => queue.markPublished(lease, at),
      });
      const relaying = stopped.container.get(domain.RelayOutbox).execute();
      await until(() => isStopped);
      const worker = await aWorker();
      await until(async () => (await unpublished()) === 0, PATIENCE);
      await worker.stop();
      goOn();
      await relaying;
      await workOff(runOf(await market.process()));
      expect(await outcome()).toEqual(once);
    },
    SLOW,
  );
});
