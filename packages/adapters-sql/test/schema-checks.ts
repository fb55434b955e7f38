import type { ClientBase } from 'pg';

export interface ColumnFacts {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly isNullable: boolean;
  /** As PostgreSQL writes it down. Null for a column it numbers or computes itself. */
  readonly default: string | null;
  readonly isNumbered: boolean;
}

export interface ForeignKeyFacts {
  readonly table: string;
  readonly columns: readonly string[];
  readonly target: string;
  /** Whether a row of the target is named by one row at most. */
  readonly isUnique: boolean;
}

/** Of the application: the migrator's own table is none of them. */
const TABLE = `c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'schema_migrations'`;

/** Every column there is, by table and name. */
export async function columnsOf(client: ClientBase): Promise<readonly ColumnFacts[]> {
  const { rows } = await client.query<ColumnFacts>(`
    SELECT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, a.atttypmod) AS type,
      NOT a.attnotnull AS "isNullable", a.attidentity <> '' AS "isNumbered",
      CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS "default"
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE ${TABLE} AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY c.relname, a.attname`);
  return rows;
}

/** An index over these columns alone, whose condition leaves out no row that has them. */
const COVERS = (columns: string) => `
  i.indisvalid AND (i.indkey::int2[])[0:cardinality(${columns}) - 1] @> ${columns}
  AND (i.indpred IS NULL OR (cardinality(${columns}) = 1 AND pg_get_expr(i.indpred, i.indrelid) =
    format('(%I IS NOT NULL)', (SELECT attname FROM pg_attribute WHERE attrelid = i.indrelid AND attnum = (${columns})[1]))))`;

export async function foreignKeysOf(client: ClientBase): Promise<readonly ForeignKeyFacts[]> {
  const { rows } = await client.query<ForeignKeyFacts>(`
    SELECT c.relname AS "table", k.confrelid::regclass::text AS target,
      (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attnum = ANY (k.conkey)) AS columns,
      EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique
        AND i.indnkeyatts = cardinality(k.conkey) AND ${COVERS('k.conkey')}) AS "isUnique"
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype = 'f' AND ${TABLE}
    ORDER BY c.relname, k.conname`);
  return rows;
}

/** Foreign keys for which a change of the table they name would read all of theirs. */
export async function foreignKeysWithoutIndex(client: ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT k.conname AS name FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype = 'f' AND ${TABLE}
      AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND ${COVERS('k.conkey')})
    ORDER BY 1`);
  return rows.map(({ name }) => name);
}

/**
 * Indexes that another one makes superfluous: it begins with the same columns in the same order, for the same
 * rows. A unique index guards something, unless the other guards the same.
 */
export async function redundantIndexes(client: ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(`
    WITH indexes AS (
      SELECT i.indexrelid AS id, i.indexrelid::regclass::text AS name, i.indrelid, i.indisunique, i.indnkeyatts AS width,
        m.relam, coalesce(pg_get_expr(i.indpred, i.indrelid), '') AS condition,
        (SELECT array_agg(concat_ws(' ', pg_get_indexdef(i.indexrelid, n, true), i.indclass[n - 1], i.indcollation[n - 1],
           i.indoption[n - 1]) ORDER BY n) FROM generate_series(1, i.indnkeyatts) AS n) AS keys
      FROM pg_index i JOIN pg_class m ON m.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
      WHERE ${TABLE})
    SELECT DISTINCT less.name
    FROM indexes less JOIN indexes more ON more.indrelid = less.indrelid AND more.id <> less.id
      AND more.relam = less.relam AND more.condition = less.condition AND more.keys[1:less.width] = less.keys
    WHERE CASE WHEN more.width > less.width THEN NOT less.indisunique
      -- Of two that are alike the younger one goes, or the one that guards nothing.
      ELSE less.indisunique::int < more.indisunique::int OR less.indisunique = more.indisunique AND less.id > more.id END
    ORDER BY 1`);
  return rows.map(({ name }) => name);
}

export interface ConstraintFacts {
  readonly table: string;
  readonly name: string;
  readonly kind: 'condition' | 'key' | 'exclusion' | 'foreign key' | 'deferred condition' | 'trigger';
  readonly isValidated: boolean;
}

/** Everything that may refuse a row or a statement: constraints, unique indexes that are none, and triggers. */
export async function constraintsOf(client: ClientBase): Promise<readonly ConstraintFacts[]> {
  const { rows } = await client.query<ConstraintFacts>(`
    SELECT c.relname AS "table", k.conname AS name, k.convalidated AS "isValidated", CASE k.contype
      WHEN 'c' THEN 'condition' WHEN 'x' THEN 'exclusion' WHEN 'f' THEN 'foreign key'
      WHEN 't' THEN 'deferred condition' ELSE 'key' END AS kind
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype IN ('c', 'p', 'u', 'x', 'f', 't') AND ${TABLE}
    UNION ALL
    SELECT c.relname, i.indexrelid::regclass::text, true, 'key' FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE i.indisunique AND ${TABLE}
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
    UNION ALL
    SELECT c.relname, g.tgname, true, 'trigger' FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
    WHERE NOT g.tgisinternal AND g.tgconstraint = 0 AND ${TABLE}
    ORDER BY 1, 2`);
  return rows;
}
