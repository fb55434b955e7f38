import type { AppProcess } from './app-process.js';
import type { BusyDay, Sales } from './busy-day.js';
import type { Installation } from './installation.js';

/** Work that a worker can be caught in the middle of. */
export interface CatchableWork {
  readonly name: string;
  /** Does what comes before it. */
  prepare(day: BusyDay): Promise<Sales>;
  /** Makes it, while no worker works. */
  make(day: BusyDay, prepared: Sales): Promise<unknown>;
  readonly table: string;
  /** Which of its rows are pieces of it that are not done, in SQL. */
  readonly undone: string;
  /** And which of these somebody is in the middle of. */
  readonly begun: string;
}

const IS_HELD = 'locked_until > clock_timestamp()';
const CALL_NOT_ANSWERED = `state IN ('created', 'sent')`;
const NOTHING = async () => [];
const startPayments = async (day: BusyDay) => day.startPayments(await day.place());

/** A call is begun once it is written down, and ended once its answer is. */
export const WORK: readonly CatchableWork[] = [
  {
    name: 'telling of an order',
    prepare: NOTHING,
    make: (day) => day.place(),
    ...{ table: 'outbox_events', undone: 'published_at IS NULL', begun: IS_HELD },
  },
  {
    name: 'looking into a webhook',
    prepare: NOTHING,
    make: startPayments,
    ...{ table: 'webhook_events', undone: `state = 'received'`, begun: IS_HELD },
  },
  {
    name: 'asking for a payment',
    prepare: NOTHING,
    make: startPayments,
    ...{ table: 'payment_attempts', undone: CALL_NOT_ANSWERED, begun: `state = 'sent'` },
  },
  {
    name: 'giving money back',
    prepare: (day) => day.pay(),
    make: (day, sales) => day.refund(sales),
    ...{ table: 'refunds', undone: `state IN ('approved', 'processing') AND provider_ref IS NULL` },
    begun: `state = 'processing'`,
  },
  {
    name: 'paying money out',
    async prepare(day) {
      const sales = await day.pay();
      await day.clear(sales);
      return sales;
    },
    make: (day) => day.withdraw(),
    ...{ table: 'payout_attempts', undone: CALL_NOT_ANSWERED, begun: `state = 'sent'` },
  },
];

/** Lets the worker do this work, and stops it in the middle. */
export async function stopAt(
  work: CatchableWork,
  worker: AppProcess,
  { tables }: Installation,
  day: BusyDay,
): Promise<void> {
  const prepared = await work.prepare(day);
  worker.signal('SIGSTOP');
  await work.make(day, prepared);
  await worker.stopWhen(work.name, async () => {
    const begun = await tables.count(work.table, `${work.undone} AND ${work.begun}`);
    return begun > 0;
  });
}
