import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { MINUTE, SECOND, type Duration } from '@2krika/domain';
import type { mongo } from 'mongoose';
import { isDuplicateKey } from '../connection/mongo-errors.js';

interface LockDocument {
  readonly _id: string;
  readonly holder: string;
  /** Of the host's clock. When the holder died, the next one waits for this. */
  readonly until: Date;
}

const NAME = 'migrations';
/** How long a holder that says nothing is believed to live. */
const LEASE: Duration = 30 * SECOND;
/** How long a start waits for another that is migrating. */
const WAIT: Duration = 5 * MINUTE;
const TURN: Duration = 100;

/** Lets one process at a time migrate a database: one document, which every server of the family can guard. */
export class MigrationLock {
  private readonly collection: mongo.Collection<LockDocument>;

  constructor(database: mongo.Db) {
    this.collection = database.collection('schema_lock');
  }

  /** @throws Error when another holds it for longer than anybody should */
  async alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const holder = randomUUID();
    await this.take(holder);
    const renewal = setInterval(() => {
      // A renewal that fails shows in the work, which uses the same server.
      this.renew(holder).catch(() => undefined);
    }, LEASE / 3);
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      await this.collection.deleteOne({ _id: NAME, holder });
    }
  }

  private async take(holder: string): Promise<void> {
    const start = performance.now();
    while (!(await this.tryToTake(holder))) {
      if (performance.now() - start > WAIT)
        throw new Error('Another process is still migrating this database.');
      await pause(Math.random() * 2 * TURN);
    }
  }

  /** Replaces a lock that ran out, or makes the first; one that is held refuses the second by its key. */
  private async tryToTake(holder: string): Promise<boolean> {
    try {
      await this.collection.updateOne(
        { _id: NAME, until: { $lt: new Date() } },
        { $set: { holder, until: inOneLease() } },
        { upsert: true },
      );
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  private async renew(holder: string): Promise<void> {
    await this.collection.updateOne({ _id: NAME, holder }, { $set: { until: inOneLease() } });
  }
}

function inOneLease(): Date {
  return new Date(Date.now() + LEASE);
}
