import { IsIn, IsInt, Min } from 'class-validator';
import {
  meanMs,
  p95Ms,
  QUERY_STORES,
  type ExplainSlowQuery,
  type ListSlowQueries,
  type QueryStore,
  type SlowQuery,
} from '@2krika/domain';
import {
  Instant,
  ListQuery,
  ok,
  PagesOf,
  route,
  staff,
  Text,
  TextList,
  type Route,
} from '../server/index.js';

export interface SlowQueryUseCases {
  readonly listSlowQueries: ListSlowQueries;
  readonly explainSlowQuery: ExplainSlowQuery;
}

const FINGERPRINT = { min: 16, max: 16, pattern: /^[0-9a-f]{16}$/ };

class SlowQueryView {
  /** The same for texts that differ in their values and lengths of lists alone. */
  @Text(FINGERPRINT)
  fingerprint!: string;

  @IsIn(QUERY_STORES)
  store!: QueryStore;

  /** Without values. */
  @Text({ max: 20_000 })
  text!: string;

  /** Slow ones alone, as are all figures. */
  @IsInt()
  @Min(1)
  calls!: number;

  /** Milliseconds. */
  @IsInt()
  @Min(1)
  meanMs!: number;

  /** Milliseconds; estimated, never too low and at most a fifth too high. */
  @IsInt()
  @Min(1)
  p95Ms!: number;

  /** Milliseconds. */
  @IsInt()
  @Min(1)
  maxMs!: number;

  /** Milliseconds of all calls together. */
  @IsInt()
  @Min(1)
  totalMs!: number;

  /** Rows or documents returned or changed by all calls together, as far as the store told. */
  @IsInt()
  @Min(0)
  rows!: number;

  @Instant()
  firstSeenAt!: string;

  @Instant()
  lastSeenAt!: string;
}

const SlowQueryPages = PagesOf(SlowQueryView);

class SlowQueryParams {
  @Text(FINGERPRINT)
  fingerprint!: string;
}

class QueryPlanView {
  /** As PostgreSQL writes it, line by line. */
  @TextList({ max: 10_000, items: 10_000 })
  plan!: readonly string[];
}

/** What shows where time is lost. */
export function slowQueryRoutes({ listSlowQueries, explainSlowQuery }: SlowQueryUseCases): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/admin/slow-queries',
      summary: 'Queries of both databases that took too long, those that took the most time first.',
      tag: 'Operations',
      access: staff('ops:operate'),
      query: ListQuery,
      answers: { 200: SlowQueryPages },
      async handle({ actor, query }) {
        const queries = await listSlowQueries.execute({ actor, ...query });
        return ok({ ...queries, results: queries.results.map(toSlowQueryView) });
      },
    }),
    route({
      method: 'POST',
      path: '/admin/slow-queries/{fingerprint}/explain',
      summary:
        'How PostgreSQL would go about a query, for no values in particular. It is planned and not run.',
      tag: 'Operations',
      access: staff('ops:operate'),
      params: SlowQueryParams,
      answers: { 200: QueryPlanView },
      refusals: ['platform.slow_query_not_found', 'platform.query_not_explainable'],
      async handle({ actor, params }) {
        return ok({ plan: await explainSlowQuery.execute({ actor, fingerprint: params.fingerprint }) });
      },
    }),
  ];
}

function toSlowQueryView(query: SlowQuery): SlowQueryView {
  const { fingerprint, store, text, calls, maxMs, totalMs, rows, firstSeenAt, lastSeenAt } = query;
  return {
    fingerprint,
    ...{ store, text, calls, maxMs, totalMs, rows },
    meanMs: meanMs(query),
    p95Ms: p95Ms(query),
    firstSeenAt: firstSeenAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  };
}
