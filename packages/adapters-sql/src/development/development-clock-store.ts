import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const READ: Statement<[offset: bigint]> = {
  name: 'development_clock_read',
  text: 'SELECT offset_ms FROM development_clock',
};

const ADVANCE: Statement<[offset: bigint]> = {
  name: 'development_clock_advance',
  text: `INSERT INTO development_clock (offset_ms) VALUES ($1)
    ON CONFLICT (only_row) DO UPDATE SET offset_ms = development_clock.offset_ms + $1, updated_at = now()
    RETURNING offset_ms`,
};

const BEAT: Statement = {
  name: 'development_processes_beat',
  text: `INSERT INTO development_processes (id, offset_ms) VALUES ($1, $2)
    ON CONFLICT (id) DO UPDATE SET offset_ms = $2, seen_at = clock_timestamp(), updated_at = now()`,
};

const LEAVE: Statement = {
  name: 'development_processes_leave',
  text: `DELETE FROM development_processes WHERE id = $1 OR seen_at < clock_timestamp() - interval '1 minute'`,
};

/** A process that was killed is not waited for: it is not seen any more. */
const LAGGARDS: Statement<[count: bigint]> = {
  name: 'development_processes_laggards',
  text: `SELECT count(*) FROM development_processes
    WHERE offset_ms < $1 AND seen_at > clock_timestamp() - interval '2 seconds'`,
};

/** How far business time was moved in development, and which processes have noticed. */
export class DevelopmentClockStore {
  constructor(private readonly store: SqlStore) {}

  /** Milliseconds ahead of the host. */
  async read(): Promise<number> {
    const row = await this.store.session().row(READ);
    return Number(row?.[0] ?? 0n);
  }

  /** @returns the new offset */
  async advance(milliseconds: number): Promise<number> {
    const [row] = await this.store.session().returning(ADVANCE, [milliseconds]);
    return Number(row?.[0] ?? 0n);
  }

  /** Tells that the process lives, and which offset it has caught up with. */
  async beat(processId: string, offset: number): Promise<void> {
    await this.store.session().execute(BEAT, [processId, offset]);
  }

  async leave(processId: string): Promise<void> {
    await this.store.session().execute(LEAVE, [processId]);
  }

  /** How many live processes have not caught up with this offset. */
  async laggards(offset: number): Promise<number> {
    const row = await this.store.session().row(LAGGARDS, [offset]);
    return Number(row?.[0] ?? 0n);
  }
}
