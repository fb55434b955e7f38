import { LockTimeout, type Duration } from '@2krika/domain';
import { Deadlock } from './transaction-conflict.js';

interface Waiter<Owner> {
  readonly owner: Owner;
  readonly grant: () => void;
}

interface Lock<Owner> {
  holder: Owner;
  /** First come, first served. */
  readonly waiters: Waiter<Owner>[];
}

/** Exclusive named locks that an owner keeps until it releases all of them at once. */
export class LockManager<Owner> {
  private readonly locks = new Map<string, Lock<Owner>>();
  /** The one lock each waiting owner waits for. */
  private readonly waits = new Map<Owner, string>();

  constructor(private readonly timeout: Duration) {}

  /** How many owners wait now. */
  get waiting(): number {
    return this.waits.size;
  }

  /**
   * Resolves once the lock is the owner's; at once when it has it already. An owner waits for one at a time.
   * @throws Deadlock when those it would wait for wait for it; LockTimeout
   */
  async acquire(name: string, owner: Owner): Promise<void> {
    const lock = this.locks.get(name);
    if (lock === undefined) this.locks.set(name, { holder: owner, waiters: [] });
    else if (lock.holder !== owner) await this.wait(name, lock, owner);
  }

  /** The names of the locks that are the owner's. */
  heldBy(owner: Owner): ReadonlySet<string> {
    return new Set([...this.locks].filter(([, { holder }]) => holder === owner).map(([name]) => name));
  }

  /** Hands each lock of the owner, but for those it keeps, to whoever has waited for it longest. */
  releaseAll(owner: Owner, kept: ReadonlySet<string> = new Set()): void {
    for (const [name, lock] of this.locks) {
      if (lock.holder !== owner || kept.has(name)) continue;
      const next = lock.waiters.shift();
      if (next === undefined) {
        this.locks.delete(name);
      } else {
        lock.holder = next.owner;
        next.grant();
      }
    }
  }

  private wait(name: string, lock: Lock<Owner>, owner: Owner): Promise<void> {
    if (this.isAwaitedByHolderOf(name, owner)) return Promise.reject(new Deadlock());
    this.waits.set(owner, name);
    return new Promise<void>((resolve, reject) => {
      const waiter = {
        owner,
        grant: () => {
          clearTimeout(timer);
          this.waits.delete(owner);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        lock.waiters.splice(lock.waiters.indexOf(waiter), 1);
        this.waits.delete(owner);
        reject(new LockTimeout());
      }, this.timeout);
      lock.waiters.push(waiter);
    });
  }

  /** Each waits for one holder, who waits for one holder at most: a chain, in which a circle would come back. */
  private isAwaitedByHolderOf(name: string, owner: Owner): boolean {
    const holder = this.locks.get(name)?.holder;
    if (holder === undefined || holder === owner) return holder === owner;
    const next = this.waits.get(holder);
    return next !== undefined && this.isAwaitedByHolderOf(next, owner);
  }
}
