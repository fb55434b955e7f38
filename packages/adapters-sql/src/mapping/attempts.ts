/** A table of the calls that were made to a provider for one row of another: the same columns for money in and out. */
export interface AttemptTable {
  readonly name: string;
  readonly owner: string;
  /** The column that names the owner's row. */
  readonly ownerId: string;
}

/** Writes what a `written` row of the owner has; `place` is the parameter that holds the attempts as JSON. */
export function putAttempts({ name, ownerId }: AttemptTable, place: number): string {
  return `INSERT INTO ${name}
    (${ownerId}, id, number, provider, provider_key, provider_ref, state, sent_at, finished_at)
  SELECT written.id, a.id, a.number, a.provider, a."providerKey", a."providerRef", a.state, a."sentAt", a."finishedAt"
  FROM written, jsonb_to_recordset($${place}::jsonb) AS a (id uuid, number integer, provider text,
    "providerKey" uuid, "providerRef" text, state text, "sentAt" timestamptz, "finishedAt" timestamptz)
  ON CONFLICT (id) DO UPDATE SET provider_ref = excluded.provider_ref, state = excluded.state,
    sent_at = excluded.sent_at, finished_at = excluded.finished_at, updated_at = now()`;
}

/** The attempts of a row of the owner as one column, the first one first. */
export function readAttempts({ name, owner, ownerId }: AttemptTable): string {
  return `(
    SELECT coalesce(json_agg(json_build_array(id, number, provider, provider_key, provider_ref, state,
      ${instant('sent_at')}, ${instant('finished_at')}) ORDER BY number), '[]')
    FROM ${name} WHERE ${ownerId} = ${owner}.id)`;
}

/** As JSON of JavaScript has it. */
function instant(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
