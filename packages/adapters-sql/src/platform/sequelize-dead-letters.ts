import { DeadLetterNotFound, DeadLetters, WORK_QUEUES, type WorkQueue, type Within } from '@2krika/domain';
import { WORK_TABLES } from '../mapping/lease.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const LETTERS_OF_EACH = WORK_QUEUES.map((queue) => {
  const { name, key } = WORK_TABLES[queue];
  return `SELECT '${queue}' AS queue, ${key} AS unit_id, attempts, error, dead_at FROM ${name} WHERE dead_at IS NOT NULL`;
});

const LIST: Statement<[queue: WorkQueue, unitId: string, attempts: number, error: string, deadAt: Date]> = {
  name: 'dead_letters_list',
  text: `${LETTERS_OF_EACH.join('\nUNION ALL ')}\nORDER BY dead_at DESC, unit_id LIMIT $1`,
};

export class SequelizeDeadLetters extends DeadLetters {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async list(limit: number, within?: Within) {
    const rows = await this.store.session(within).rows(LIST, [limit]);
    return rows.map(([queue, unitId, attempts, error, deadAt]) => ({
      ...{ queue, unitId, attempts, error, deadAt },
    }));
  }

  async replay(queue: WorkQueue, unitId: string, now: Date, within?: Within) {
    const none = () => new DeadLetterNotFound(queue, unitId);
    await this.store.session(within).executeExactly(1, replayOf(queue), [unitId, now], none);
  }
}

function replayOf(queue: WorkQueue): Statement {
  const { name, key } = WORK_TABLES[queue];
  return {
    name: `${name}_replay`,
    text: `UPDATE ${name} SET dead_at = NULL, attempts = 0, error = NULL, available_at = $2, locked_until = NULL
      WHERE ${key} = $1 AND dead_at IS NOT NULL`,
  };
}
