import {
  DeadLetterNotFound,
  DeadLetters,
  WORK_QUEUES,
  type DeadLetter,
  type ListRequest,
  type WorkQueue,
  type Within,
} from '@2krika/domain';
import { WORK_TABLES } from '../mapping/lease.js';
import { listStatements, readList } from '../mapping/list.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const LETTERS_OF_EACH = WORK_QUEUES.map((queue) => {
  const { name, key } = WORK_TABLES[queue];
  return `SELECT '${queue}' AS queue, ${key} AS unit_id, attempts, error, dead_at FROM ${name} WHERE dead_at IS NOT NULL`;
});

type Row = [queue: WorkQueue, unitId: string, attempts: number, error: string, deadAt: Date];

const LIST = listStatements<Row>({
  name: 'dead_letters_list',
  ...{ columns: 'queue, unit_id, attempts, error, dead_at', values: 0 },
  source: `(${LETTERS_OF_EACH.join('\nUNION ALL ')}) AS letters`,
  key: { at: 'dead_at', id: 'unit_id' },
});

export class SequelizeDeadLetters extends DeadLetters {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  list<Request extends ListRequest>(request: Request) {
    return readList(this.store, LIST, [], request, LISTING);
  }

  async replay(queue: WorkQueue, unitId: string, now: Date, within?: Within) {
    const none = () => new DeadLetterNotFound(queue, unitId);
    await this.store.session(within).executeExactly(1, replayOf(queue), [unitId, now], none);
  }
}

const LISTING = {
  viewOf: ([queue, unitId, attempts, error, deadAt]: Row): DeadLetter => ({
    ...{ queue, unitId, attempts, error, deadAt },
  }),
  positionOf: ({ deadAt, unitId }: DeadLetter) => ({ at: deadAt, id: unitId }),
};

function replayOf(queue: WorkQueue): Statement {
  const { name, key } = WORK_TABLES[queue];
  return {
    name: `${name}_replay`,
    text: `UPDATE ${name} SET dead_at = NULL, attempts = 0, error = NULL, available_at = $2, locked_until = NULL
      WHERE ${key} = $1 AND dead_at IS NOT NULL`,
  };
}
