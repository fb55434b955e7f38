import type { RunStatement } from '../src/migrations/migration.js';

/** Without one, everybody works on while the rows that are there are looked through. */
export const transaction = false;

const exchange = (rule: string, condition: string) => [
  `ALTER TABLE uploads DROP CONSTRAINT IF EXISTS ${rule}, ADD CONSTRAINT ${rule} CHECK (${condition}) NOT VALID`,
  `ALTER TABLE uploads VALIDATE CONSTRAINT ${rule}`,
];

export async function up(run: RunStatement): Promise<void> {
  const purpose = `purpose IN ('avatar', 'service_media', 'message', 'delivery', 'identity')`;
  for (const statement of exchange('uploads_purpose_check', purpose)) await run(statement);
  const visibility = `visibility IN ('public', 'parties', 'restricted')`;
  for (const statement of exchange('uploads_visibility_check', visibility)) await run(statement);
  const restricted = `(purpose = 'identity') = (visibility = 'restricted')`;
  for (const statement of exchange('uploads_identity_is_restricted', restricted)) await run(statement);
}

export async function down(run: RunStatement): Promise<void> {
  await run('ALTER TABLE uploads DROP CONSTRAINT IF EXISTS uploads_identity_is_restricted');
  // Nothing links them any more, so that only their owners see them still.
  await run(`UPDATE uploads SET purpose = 'message', visibility = 'parties' WHERE purpose = 'identity'`);
  const purpose = `purpose IN ('avatar', 'service_media', 'message', 'delivery')`;
  for (const statement of exchange('uploads_purpose_check', purpose)) await run(statement);
  const visibility = `visibility IN ('public', 'parties')`;
  for (const statement of exchange('uploads_visibility_check', visibility)) await run(statement);
}
