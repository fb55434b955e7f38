import { Transactional, type DomainEvent, type Within } from '../../kernel/index.js';

/**
 * Where a transaction leaves the events it made true. They are delivered after its commit, and never when it
 * rolls back.
 */
export abstract class Outbox extends Transactional {
  /** Keeps the order given; each event receives its id here. */
  abstract publish(events: readonly DomainEvent[], within?: Within): Promise<void>;
}
