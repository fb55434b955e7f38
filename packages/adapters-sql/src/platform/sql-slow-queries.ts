import {
  SlowQueries,
  type CountedQuery,
  type ListRequest,
  type QueryStore,
  type SlowQuery,
} from '@2krika/domain';
import { listStatements, readList } from '../mapping/list.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

/** In the order of their keys, so that processes that add the same at once do not wait for each other in a circle. */
const ADD: Statement = {
  name: 'slow_queries_add',
  text: `INSERT INTO slow_queries AS kept
      (fingerprint, store, statement, calls, total_ms, max_ms, rows, buckets, first_seen_at, last_seen_at)
    SELECT fingerprint, store, text, calls, "totalMs", "maxMs", rows,
        ARRAY(SELECT count::bigint FROM jsonb_array_elements_text(buckets) WITH ORDINALITY AS b (count, place) ORDER BY place),
        $2, $2
      FROM jsonb_to_recordset($1) AS counted (fingerprint text, store text, text text, calls bigint,
        "totalMs" bigint, "maxMs" bigint, rows bigint, buckets jsonb)
      ORDER BY fingerprint
    ON CONFLICT (fingerprint) DO UPDATE SET
      calls = kept.calls + excluded.calls,
      total_ms = kept.total_ms + excluded.total_ms,
      max_ms = greatest(kept.max_ms, excluded.max_ms),
      rows = kept.rows + excluded.rows,
      buckets = ARRAY(
        SELECT b.kept + b.counted
        FROM unnest(kept.buckets, excluded.buckets) WITH ORDINALITY AS b (kept, counted, place) ORDER BY place),
      first_seen_at = least(kept.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(kept.last_seen_at, excluded.last_seen_at),
      updated_at = now()`,
};

type Row = [
  fingerprint: string,
  store: QueryStore,
  text: string,
  calls: bigint,
  totalMs: bigint,
  maxMs: bigint,
  rows: bigint,
  buckets: number[],
  firstSeenAt: Date,
  lastSeenAt: Date,
];

const COLUMNS =
  'fingerprint, store, statement, calls, total_ms, max_ms, rows, to_jsonb(buckets), first_seen_at, last_seen_at';

/** A length of time has the order of the instants that lie so long after 1970. */
const LIST = listStatements<Row>({
  name: 'slow_queries_list',
  ...{ columns: COLUMNS, source: 'slow_queries', values: 0 },
  key: { at: 'to_timestamp(total_ms / 1000.0)', id: 'fingerprint', idType: 'text' },
});

const FIND: Statement<Row> = {
  name: 'slow_queries_find',
  text: `SELECT ${COLUMNS} FROM slow_queries WHERE fingerprint = $1`,
};

export class SqlSlowQueries extends SlowQueries {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async add(counted: readonly CountedQuery[], now: Date) {
    if (counted.length === 0) return;
    await this.store.session().execute(ADD, [JSON.stringify(counted), now]);
  }

  list<Request extends ListRequest>(request: Request) {
    return readList(this.store, LIST, [], request, LISTING);
  }

  async find(fingerprint: string) {
    const row = await this.store.session().row(FIND, [fingerprint]);
    return row && queryOf(row);
  }
}

const LISTING = {
  viewOf: queryOf,
  positionOf: ({ totalMs, fingerprint }: SlowQuery) => ({ at: new Date(totalMs), id: fingerprint }),
};

function queryOf([fingerprint, store, text, calls, totalMs, maxMs, rows, ...rest]: Row): SlowQuery {
  const [buckets, firstSeenAt, lastSeenAt] = rest;
  return {
    fingerprint,
    ...{ store, text, calls: Number(calls), totalMs: Number(totalMs), maxMs: Number(maxMs) },
    ...{ rows: Number(rows), buckets, firstSeenAt, lastSeenAt },
  };
}
