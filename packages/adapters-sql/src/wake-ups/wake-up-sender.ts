import { setTimeout as pause } from 'node:timers/promises';
import type { Duration } from '@2krika/domain';
import type { SqlSession } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

/** What workers listen to. A wake-up says that there may be work, and never which. */
export const CHANNEL = 'work';

/** Not flushed to the disk: a wake-up that a crash loses would have woken nobody. */
const NOTIFY: Statement = {
  name: 'work_notify',
  text: `SELECT set_config('synchronous_commit', 'off', true), pg_notify('${CHANNEL}', '')`,
};

/** Between two wake-ups, so that a burst of work is not twice as many transactions. */
const LEAST_PAUSE: Duration = 20;

/**
 * Wakes the workers of this database. Never inside the transaction that makes the work: commits that notify wait
 * for each other on the whole server, which took ten writers at once from 2 400 to 390 transactions a second.
 * The first is sent at once; what is made in the moment after it is told together.
 */
export class WakeUpSender {
  private isSending = false;
  private isWanted = false;

  constructor(private readonly store: { session(): SqlSession }) {}

  /** Nobody waits for it, and nobody is told when it is lost: the workers look each second anyway. */
  send(): void {
    this.isWanted = true;
    if (this.isSending) return;
    this.isSending = true;
    void this.sendAll().finally(() => {
      this.isSending = false;
    });
  }

  private async sendAll(): Promise<void> {
    while (this.isWanted) {
      this.isWanted = false;
      await this.store
        .session()
        .rows(NOTIFY)
        .catch(() => undefined);
      await pause(LEAST_PAUSE, undefined, { ref: false });
    }
  }
}
