import { JournalCorrupt, type Journal } from './journal/journal.js';
import type { Operation } from './operator/operation.js';
import type { OperationKind } from './operator/operation-kind.js';
import { operationKey, type Delivery } from './webhooks/delivery.js';

/** What changes together: kept whole or not at all. */
export interface Change {
  readonly operations?: readonly Operation[];
  readonly deliveries?: readonly Delivery[];
  /** Keys of requests that were answered with an error before they were recorded. */
  readonly lostRequests?: readonly string[];
}

/**
 * Everything the operator knows, in memory, and its journal. A change is visible at once, so that rules are
 * checked and changes made in one synchronous step; nothing may leave the process before `durable` resolves.
 */
export class Store {
  private readonly operations = new Map<string, Operation>();
  private readonly due = new Map<string, Operation>();
  private readonly waiting = new Map<string, Delivery>();
  private readonly lost = new Set<string>();

  constructor(private readonly journal: Journal) {}

  async open(): Promise<void> {
    for (const [index, record] of (await this.journal.open()).entries()) {
      if (!isChange(record)) throw new JournalCorrupt(`record ${index + 1}`);
      this.apply(record);
    }
  }

  commit(change: Change): void {
    this.apply(change);
    this.journal.append(change);
  }

  /** Resolves when everything committed so far survives a crash. */
  durable(): Promise<void> {
    return this.journal.flush();
  }

  close(): Promise<void> {
    return this.journal.close();
  }

  find<Kind extends OperationKind>(kind: Kind, reference: string): Extract<Operation, { kind: Kind }> | null {
    const operation = this.operations.get(operationKey({ kind, reference }));
    return operation !== undefined && isOfKind(operation, kind) ? operation : null;
  }

  all(): Iterable<Operation> {
    return this.operations.values();
  }

  /** Operations that will change by themselves. */
  dueOperations(): readonly Operation[] {
    return [...this.due.values()];
  }

  /** In the order they were made. */
  waitingDeliveries(): readonly Delivery[] {
    return [...this.waiting.values()];
  }

  wasLost(key: string): boolean {
    return this.lost.has(key);
  }

  private apply({ operations = [], deliveries = [], lostRequests = [] }: Change): void {
    for (const operation of operations) {
      const key = operationKey(operation);
      this.operations.set(key, operation);
      if (operation.dueAt === null) this.due.delete(key);
      else this.due.set(key, operation);
    }
    for (const delivery of deliveries) {
      if (delivery.state === 'waiting') this.waiting.set(delivery.id, delivery);
      else this.waiting.delete(delivery.id);
    }
    for (const key of lostRequests) this.lost.add(key);
  }
}

function isOfKind<Kind extends OperationKind>(
  operation: Operation,
  kind: Kind,
): operation is Extract<Operation, { kind: Kind }> {
  return operation.kind === kind;
}

/** The journal is written by this class alone, so only its outline is checked. */
function isChange(record: unknown): record is Change {
  if (typeof record !== 'object' || record === null) return false;
  return Object.entries(record).every(
    ([name, items]) => ['operations', 'deliveries', 'lostRequests'].includes(name) && Array.isArray(items),
  );
}
