import type { RunStatement } from '../src/migrations/migration.js';

export const transaction = false;

const CONDITIONS = [
  {
    table: 'payments',
    name: 'payments_start_is_whole',
    condition: `(provider IS NULL) = (channel IS NULL) AND (provider IS NULL) = (payer_msisdn_enc IS NULL)
      AND (provider IS NULL) = (payer_msisdn_mask IS NULL)`,
  },
  {
    table: 'deliveries',
    name: 'deliveries_have_content',
    condition: 'cardinality(link_urls) + cardinality(upload_ids) > 0 OR char_length(message) >= 20',
  },
  { table: 'payout_methods', name: 'payout_methods_cool_down', condition: 'usable_from >= created_at' },
];

/** Binding for what is written from now on, then looked up in what is there, which holds nobody up. */
export async function up(run: RunStatement): Promise<void> {
  for (const { table, name, condition } of CONDITIONS) {
    await run(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${name}`);
    await run(`ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${condition}) NOT VALID`);
    await run(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`);
  }
}

export async function down(run: RunStatement): Promise<void> {
  for (const { table, name } of CONDITIONS) {
    await run(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${name}`);
  }
}
