import { escapeIdentifier, escapeLiteral, type ClientBase } from 'pg';
import type { SqlValue } from '../src/unit-of-work/statement.js';
import type { SentStatement } from './recording-store.js';

/** One step of a plan, and what it did. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** Every step of what the server did for the statement, by the plan that it keeps for a prepared one. */
export async function planOf(
  client: ClientBase,
  { name, text, values }: SentStatement,
): Promise<readonly PlanNode[]> {
  await client.query('SET plan_cache_mode = force_generic_plan');
  const { rowCount } = await client.query('SELECT FROM pg_prepared_statements WHERE name = $1', [name]);
  if (rowCount === 0) await client.query(`PREPARE ${escapeIdentifier(name)} AS ${text}`);
  const given = values.length > 0 ? `(${values.map(literal).join(', ')})` : '';
  const { rows } = await client.query<{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }>(
    `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) EXECUTE ${escapeIdentifier(name)} ${given}`,
  );
  return rows.flatMap((row) => nodesIn(row['QUERY PLAN'][0].Plan));
}

/** How many rows a step took into its hands. */
export function rowsRead({ 'Actual Rows': rows, 'Actual Loops': loops, ...node }: PlanNode): number {
  return (rows + (node['Rows Removed by Filter'] ?? 0)) * loops;
}

function nodesIn(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesIn)];
}

function literal(value: SqlValue): string {
  if (value === null) return 'NULL';
  return escapeLiteral(value instanceof Date ? value.toISOString() : String(value));
}
