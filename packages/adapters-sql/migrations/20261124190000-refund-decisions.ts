import type { RunStatement } from '../src/migrations/migration.js';

/** Who decided on a refund and why not, when to send it, and what a provider states against what it said before. */
export async function up(run: RunStatement): Promise<void> {
  await run(`
    ALTER TABLE payments ADD COLUMN contradiction text;
    ALTER TABLE refunds RENAME COLUMN approved_by TO decided_by;
    ALTER TABLE refunds RENAME CONSTRAINT refunds_approved_by_fkey TO refunds_decided_by_fkey;
    ALTER INDEX refunds_approved_by RENAME TO refunds_decided_by;
    ALTER TABLE refunds ADD COLUMN rejection_reason text, ADD COLUMN contradiction text,
      ADD COLUMN next_send_at timestamptz;
    UPDATE refunds SET rejection_reason = note, note = NULL WHERE state = 'rejected';
    UPDATE refunds SET next_send_at = coalesce(sent_at, created_at)
      WHERE state = 'approved' OR state = 'processing' AND provider_ref IS NULL;
    DROP INDEX refunds_unanswered;
    CREATE INDEX refunds_next_send_at ON refunds (next_send_at) WHERE next_send_at IS NOT NULL;
    CREATE INDEX refunds_sent_payouts ON refunds (currency)
      WHERE rail = 'payout' AND state IN ('processing', 'unknown')`);
}

export async function down(run: RunStatement): Promise<void> {
  await run(`
    DROP INDEX refunds_sent_payouts;
    DROP INDEX refunds_next_send_at;
    CREATE INDEX refunds_unanswered ON refunds (created_at) WHERE state IN ('approved', 'processing');
    UPDATE refunds SET note = rejection_reason WHERE state = 'rejected';
    ALTER TABLE refunds DROP COLUMN next_send_at, DROP COLUMN contradiction, DROP COLUMN rejection_reason;
    ALTER INDEX refunds_decided_by RENAME TO refunds_approved_by;
    ALTER TABLE refunds RENAME CONSTRAINT refunds_decided_by_fkey TO refunds_approved_by_fkey;
    ALTER TABLE refunds RENAME COLUMN decided_by TO approved_by;
    ALTER TABLE payments DROP COLUMN contradiction`);
}
