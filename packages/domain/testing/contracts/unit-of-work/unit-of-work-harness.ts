import { AsyncLocalStorage } from 'node:async_hooks';
import {
  DomainError,
  Transactional,
  type Duration,
  type Transaction,
  type UnitOfWork,
  type Within,
} from '@2krika/domain';
import { SequentialIds } from '../../fakes/sequential-ids.js';

/** The smallest row that shows every rule of a store: a value to lose, a unique one to fight for, a version. */
export interface Counter {
  readonly id: string;
  /** Unique among the counters that have one. */
  readonly label: string | null;
  readonly value: bigint;
  readonly version: number;
}

/** Another counter has this label. */
export class LabelTaken extends DomainError {
  readonly code = 'counter.label_taken';
  readonly kind = 'conflict';

  constructor(label: string | null) {
    super('Another counter has this label.', { label });
  }
}

/** The port that both stores implement for the suite, the way any repository of theirs is written. */
export abstract class CounterRepository extends Transactional {
  /** @throws LabelTaken; AlreadyExists for a known id */
  abstract add(counter: Counter, within?: Within): Promise<void>;
  /** @throws LabelTaken; StaleVersion when no stored counter has this id and version */
  abstract save(counter: Counter, within?: Within): Promise<void>;
  abstract find(id: string, within?: Within): Promise<Counter | null>;
  /** Also locks it. @throws LockTimeout */
  abstract findForUpdate(id: string, within?: Within): Promise<Counter | null>;
  /** The sum of the values of all counters. */
  abstract total(within?: Within): Promise<bigint>;
}

export interface CounterScope {
  readonly counters: CounterRepository;
  /** Registers a hook on the transaction that the scope belongs to. */
  readonly afterCommit: (hook: () => void) => void;
}

/** An empty table of counters in one store, and what the suite has to see of that store. */
export interface UnitOfWorkHarness {
  /** Made with the database: without a transaction, each statement is one of its own. */
  readonly counters: CounterRepository;
  /** Hands out repositories made with its transaction. */
  readonly unitOfWork: UnitOfWork<CounterScope>;
  /** Begins a transaction of another database of the same kind. */
  readonly beginElsewhere: () => Promise<Transaction>;
  /** How many statements wait for a lock now. */
  readonly waiting: () => number | Promise<number>;
  /** The stacks that began the transactions that are open now. */
  readonly unfinished: () => readonly string[];
  /** Ends it and what it opened; the counters may be thrown away. */
  readonly close: () => Promise<void>;
}

export interface HarnessOptions {
  /** How long a statement waits for another transaction. A deadlock must be found sooner. */
  readonly lockTimeout: Duration;
}

export type OpenHarness = (options: HarnessOptions) => Promise<UnitOfWorkHarness>;

/** Does something outside of the unit of work that is running. */
export const elsewhere = AsyncLocalStorage.snapshot();

const ids = new SequentialIds();

/** A counter that was never stored: no label, value 0, unless told. */
export function newCounter(fields: Partial<Omit<Counter, 'id' | 'version'>> = {}): Counter {
  return { id: ids.generate(), label: null, value: 0n, ...fields, version: 0 };
}
