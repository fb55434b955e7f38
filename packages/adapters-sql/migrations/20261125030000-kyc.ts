import type { RunStatement } from '../src/migrations/migration.js';

export async function up(run: RunStatement): Promise<void> {
  await run(`
    CREATE TABLE identities (
      id uuid NOT NULL CONSTRAINT identities_pkey PRIMARY KEY,
      user_id uuid NOT NULL CONSTRAINT identities_user_id_fkey REFERENCES users,
      attempt integer NOT NULL CHECK (attempt >= 1),
      refusals smallint NOT NULL CHECK (refusals BETWEEN 0 AND 4),
      level_requested smallint NOT NULL CHECK (level_requested IN (2, 3)),
      state text NOT NULL CHECK (state IN ('draft', 'submitted', 'in_review', 'approved', 'resubmission_requested',
        'rejected', 'withdrawn', 'abandoned', 'expired', 'superseded')),
      legal_first_name varchar(100) NOT NULL CHECK (legal_first_name <> ''),
      legal_last_name varchar(100) NOT NULL CHECK (legal_last_name <> ''),
      birth_date date NOT NULL,
      nationality char(2) NOT NULL CHECK (nationality ~ '^[A-Z]{2}$'),
      document_type text NOT NULL CHECK (document_type IN
        ('national_id', 'passport', 'residence_permit', 'driver_license', 'voter_card')),
      document_country char(2) NOT NULL CHECK (document_country ~ '^[A-Z]{2}$'),
      document_number_enc text NOT NULL,
      document_number_mask text NOT NULL,
      document_number_hmac text NOT NULL,
      document_expires_on date,
      address varchar(300),
      reason_codes text[] NOT NULL CHECK (reason_codes <@ ARRAY['document_unreadable', 'document_expired',
        'selfie_mismatch', 'name_mismatch', 'duplicate_identity', 'underage', 'sanctions_hit', 'other']),
      message_to_user varchar(2000),
      internal_note varchar(2000),
      reviewer_id uuid CONSTRAINT identities_reviewer_id_fkey REFERENCES users,
      claimed_until timestamptz,
      endorsed_by uuid CONSTRAINT identities_endorsed_by_fkey REFERENCES users,
      submitted_at timestamptz,
      decided_at timestamptz,
      expires_at timestamptz,
      version integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT identities_attempt_key UNIQUE (user_id, attempt),
      CONSTRAINT identities_submission_fits CHECK (CASE submitted_at IS NULL
        WHEN true THEN state IN ('draft', 'abandoned', 'withdrawn') ELSE state NOT IN ('draft', 'abandoned') END),
      CONSTRAINT identities_decision_fits CHECK ((decided_at IS NOT NULL) =
        (state IN ('approved', 'resubmission_requested', 'rejected', 'expired', 'superseded'))),
      CONSTRAINT identities_decided_after_submission CHECK (decided_at >= submitted_at),
      CONSTRAINT identities_claim_fits CHECK ((claimed_until IS NOT NULL) = (state = 'in_review')),
      CONSTRAINT identities_reviewer_fits CHECK
        ((reviewer_id IS NOT NULL) = (state = 'in_review' OR decided_at IS NOT NULL)),
      CONSTRAINT identities_nobody_decides_for_themselves CHECK (reviewer_id <> user_id),
      CONSTRAINT identities_nobody_endorses_themselves CHECK (endorsed_by <> user_id),
      CONSTRAINT identities_four_eyes CHECK (state NOT IN ('approved', 'expired', 'superseded')
        OR CASE WHEN level_requested < 3 THEN endorsed_by IS NULL
          ELSE endorsed_by IS NOT NULL AND endorsed_by <> reviewer_id END),
      CONSTRAINT identities_refusal_is_explained CHECK (CASE WHEN state IN ('resubmission_requested', 'rejected')
        THEN cardinality(reason_codes) > 0 AND message_to_user IS NOT NULL ELSE cardinality(reason_codes) = 0 END),
      CONSTRAINT identities_last_attempt_is_decided CHECK (state <> 'resubmission_requested' OR refusals < 4),
      CONSTRAINT identities_expiry_fits CHECK
        (expires_at IS NULL OR state IN ('approved', 'expired', 'superseded')),
      CONSTRAINT identities_expired_at_an_end CHECK (state <> 'expired' OR expires_at IS NOT NULL),
      CONSTRAINT identities_expires_after_decision CHECK (expires_at > decided_at),
      -- Days of UTC, whatever the session's time zone is.
      CONSTRAINT identities_of_age CHECK
        (birth_date + interval '18 years' <= submitted_at AT TIME ZONE 'UTC'),
      CONSTRAINT identities_document_valid CHECK (state NOT IN ('approved', 'expired', 'superseded')
        OR document_expires_on >= (decided_at AT TIME ZONE 'UTC')::date)
    );
    CREATE UNIQUE INDEX identities_open_user_key ON identities (user_id)
      WHERE state IN ('draft', 'submitted', 'in_review');
    CREATE UNIQUE INDEX identities_approved_user_key ON identities (user_id) WHERE state = 'approved';
    CREATE UNIQUE INDEX identities_approved_document_key ON identities (document_number_hmac) WHERE state = 'approved';
    CREATE INDEX identities_queue ON identities (state, submitted_at, id);
    CREATE INDEX identities_reviewer_id ON identities (reviewer_id) WHERE reviewer_id IS NOT NULL;
    CREATE INDEX identities_endorsed_by ON identities (endorsed_by) WHERE endorsed_by IS NOT NULL;

    -- An attempt stays, however it ended: the next one is another row.
    CREATE TRIGGER identities_are_kept BEFORE DELETE OR TRUNCATE ON identities
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

    CREATE TABLE identity_documents (
      identity_id uuid NOT NULL CONSTRAINT identity_documents_identity_id_fkey REFERENCES identities,
      kind text NOT NULL CHECK (kind IN ('front', 'back', 'selfie', 'proof_of_address')),
      upload_id uuid NOT NULL CONSTRAINT identity_documents_upload_id_fkey REFERENCES uploads,
      position smallint NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT identity_documents_pkey PRIMARY KEY (identity_id, kind),
      -- Each picture shows something else.
      CONSTRAINT identity_documents_upload_key UNIQUE (upload_id, identity_id)
    );

    CREATE TABLE kyc_limits (
      id uuid NOT NULL CONSTRAINT kyc_limits_pkey PRIMARY KEY,
      level smallint NOT NULL CHECK (level BETWEEN 0 AND 3),
      -- Null for every country that has none of its own.
      country char(2) CHECK (country ~ '^[A-Z]{2}$'),
      currency char(3) NOT NULL CHECK (currency IN ('XAF', 'XOF')),
      per_withdrawal_amount bigint NOT NULL CHECK (per_withdrawal_amount >= 0),
      per_day_amount bigint NOT NULL,
      per_month_amount bigint NOT NULL,
      valid_from timestamptz NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT kyc_limits_key UNIQUE NULLS NOT DISTINCT (level, currency, country, valid_from),
      CONSTRAINT kyc_limits_in_order CHECK
        (per_withdrawal_amount <= per_day_amount AND per_day_amount <= per_month_amount)
    );
    CREATE TRIGGER kyc_limits_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON kyc_limits
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP TABLE kyc_limits, identity_documents, identities');
}
