-- The schema all migrations lead to, written from the database's catalogue. Not edited by hand.
SET check_function_bodies = off;

CREATE EXTENSION btree_gist;

CREATE OR REPLACE FUNCTION public.assert_category_depth()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      IF EXISTS (SELECT FROM categories c JOIN categories p ON p.id = c.parent_id
          WHERE (c.id = NEW.id OR c.parent_id = NEW.id) AND c.depth <> p.depth + 1) THEN
        RAISE EXCEPTION 'The category % is not one level below its parent.', NEW.id
          USING ERRCODE = 'check_violation', CONSTRAINT = 'categories_depth_fits';
      END IF;
      RETURN NULL;
    END
    $function$
;

CREATE OR REPLACE FUNCTION public.assert_order_items_add_up()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    DECLARE
      checked uuid;
    BEGIN
      IF TG_TABLE_NAME = 'orders' THEN checked := NEW.id;
      ELSE checked := coalesce(NEW.order_id, OLD.order_id);
      END IF;
      IF EXISTS (SELECT FROM orders o WHERE o.id = checked AND o.items_amount IS DISTINCT FROM
          (SELECT sum(i.amount) FROM order_items i WHERE i.order_id = o.id)) THEN
        RAISE EXCEPTION 'The items of the order % are not what it costs.', checked
          USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_items_add_up';
      END IF;
      RETURN NULL;
    END
    $function$
;

CREATE OR REPLACE FUNCTION public.assert_packages_fit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      IF TG_TABLE_NAME = 'services' THEN
        PERFORM assert_packages_of(NEW.id);
        RETURN NULL;
      END IF;
      IF NEW.service_id IS NOT NULL THEN
        PERFORM assert_packages_of(NEW.service_id);
      END IF;
      IF OLD.service_id IS DISTINCT FROM NEW.service_id AND OLD.service_id IS NOT NULL THEN
        PERFORM assert_packages_of(OLD.service_id);
      END IF;
      RETURN NULL;
    END
    $function$
;

CREATE OR REPLACE FUNCTION public.assert_packages_of(checked uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
    DECLARE
      own record;
      sold record;
    BEGIN
      -- Whoever else changes them waits here: two changes that fit alone may not fit together.
      SELECT basic_price, delivery_days, revisions_included INTO own FROM services
        WHERE id = checked FOR NO KEY UPDATE;
      IF NOT FOUND THEN
        RETURN;
      END IF;
      SELECT bool_or(tier = 'basic' AND price = own.basic_price AND delivery_days = own.delivery_days
            AND revisions_included IS NOT DISTINCT FROM own.revisions_included) AS has_basic,
          max(price) FILTER (WHERE tier = 'basic') AS basic, max(price) FILTER (WHERE tier = 'standard') AS standard,
          max(price) FILTER (WHERE tier = 'premium') AS premium
        INTO sold FROM service_packages WHERE service_id = checked AND deleted_at IS NULL;
      IF sold.has_basic IS NOT TRUE THEN
        RAISE EXCEPTION 'The service % has no basic package with its terms.', checked
          USING ERRCODE = 'check_violation', CONSTRAINT = 'services_have_their_package';
      END IF;
      IF sold.standard <= sold.basic OR sold.premium <= sold.basic OR sold.premium <= sold.standard THEN
        RAISE EXCEPTION 'The prices of the packages of the service % do not rise.', checked
          USING ERRCODE = 'check_violation', CONSTRAINT = 'service_packages_prices_rise';
      END IF;
    END
    $function$
;

CREATE OR REPLACE FUNCTION public.assert_refunds_within_captured()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      IF EXISTS (SELECT FROM payments p WHERE p.id = NEW.payment_id AND p.captured_amount <
          (SELECT sum(r.amount) FROM refunds r WHERE r.payment_id = p.id
            AND r.state IN ('approved', 'processing', 'unknown', 'failed', 'succeeded'))) THEN
        RAISE EXCEPTION 'The refunds of the payment % are more than was captured.', NEW.payment_id
          USING ERRCODE = 'check_violation', CONSTRAINT = 'refunds_within_captured';
      END IF;
      RETURN NULL;
    END
    $function$
;

CREATE OR REPLACE FUNCTION public.assert_transaction_balanced()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    DECLARE
      checked uuid := CASE TG_TABLE_NAME WHEN 'transactions' THEN to_jsonb(NEW) ->> 'id'
        ELSE to_jsonb(NEW) ->> 'transaction_id' END;
      is_balanced boolean;
      is_of_its_user boolean;
    BEGIN
      SELECT count(*) > 0 AND sum(CASE e.side WHEN 'debit' THEN e.amount ELSE -e.amount END) = 0
          AND sum(e.amount) FILTER (WHERE e.side = 'debit') = t.amount AND bool_and(a.currency = t.currency),
          min(a.owner_id) FILTER (WHERE a.owner_type = 'user') IS NOT DISTINCT FROM t.user_id::text
            AND max(a.owner_id) FILTER (WHERE a.owner_type = 'user') IS NOT DISTINCT FROM t.user_id::text
        INTO is_balanced, is_of_its_user
        FROM transactions t LEFT JOIN transaction_entries e ON e.transaction_id = t.id LEFT JOIN accounts a ON a.id = e.account_id
        WHERE t.id = checked GROUP BY t.id;
      IF is_balanced IS NOT TRUE THEN
        RAISE EXCEPTION 'The ledger transaction % is not balanced.', checked
          USING ERRCODE = 'check_violation', CONSTRAINT = 'transactions_balanced';
      END IF;
      IF is_of_its_user IS NOT TRUE THEN
        RAISE EXCEPTION 'The ledger transaction % touches the accounts of another user than its own.', checked
          USING ERRCODE = 'check_violation', CONSTRAINT = 'transactions_of_one_user';
      END IF;
      RETURN NULL;
    END
    $function$
;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      RAISE EXCEPTION 'Rows of % are never changed or removed.', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
    END
    $function$
;

CREATE OR REPLACE FUNCTION public.refuse_removal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      RAISE EXCEPTION 'Rows of % are never removed.', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END
    $function$
;

CREATE OR REPLACE FUNCTION public.refuse_row()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      RAISE EXCEPTION 'This change of % is refused.', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END
    $function$
;

CREATE SEQUENCE order_numbers AS bigint INCREMENT 1 MINVALUE 1 MAXVALUE 9223372036854775807 START 1 CACHE 1;

CREATE SEQUENCE withdrawal_numbers AS bigint INCREMENT 1 MINVALUE 1 MAXVALUE 9223372036854775807 START 1 CACHE 1;

CREATE TABLE accounts (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  code text NOT NULL,
  owner_type text NOT NULL,
  owner_id text,
  currency character(3) NOT NULL,
  normal_side text NOT NULL,
  is_constrained boolean NOT NULL,
  posted_debits bigint,
  posted_credits bigint,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT accounts_pkey PRIMARY KEY (id),
  CONSTRAINT accounts_currency_check CHECK ((currency = ANY (ARRAY['XAF'::bpchar, 'XOF'::bpchar]))),
  CONSTRAINT accounts_key UNIQUE NULLS NOT DISTINCT (owner_id, code, currency),
  CONSTRAINT accounts_never_negative CHECK (((NOT is_constrained) OR (
CASE normal_side
    WHEN 'debit'::text THEN (posted_debits - posted_credits)
    ELSE (posted_credits - posted_debits)
END >= 0))),
  CONSTRAINT accounts_normal_side_check CHECK ((normal_side = ANY (ARRAY['debit'::text, 'credit'::text]))),
  CONSTRAINT accounts_owner_fits CHECK (((owner_type = 'platform'::text) = (owner_id IS NULL))),
  CONSTRAINT accounts_owner_type_check CHECK ((owner_type = ANY (ARRAY['user'::text, 'order'::text, 'provider'::text, 'platform'::text]))),
  CONSTRAINT accounts_totals_fit CHECK (((is_constrained = (posted_debits IS NOT NULL)) AND (is_constrained = (posted_credits IS NOT NULL))))
);

CREATE TABLE audit_logs (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  "position" bigint GENERATED ALWAYS AS IDENTITY (START 1 INCREMENT 1) NOT NULL,
  actor_id uuid,
  actor_kind text NOT NULL,
  action text NOT NULL,
  resource_type text NOT NULL,
  resource_id text NOT NULL,
  diff jsonb NOT NULL,
  reason text,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT audit_logs_pkey PRIMARY KEY (id),
  CONSTRAINT audit_logs_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'staff'::text, 'system'::text, 'provider'::text])))
);

CREATE TABLE categories (
  id uuid NOT NULL,
  parent_id uuid,
  depth smallint NOT NULL,
  slug text NOT NULL,
  name_fr text NOT NULL,
  name_en text NOT NULL,
  description text,
  "position" integer NOT NULL,
  is_active boolean NOT NULL,
  version integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  deleted_at timestamp with time zone,
  CONSTRAINT categories_pkey PRIMARY KEY (id),
  CONSTRAINT categories_check CHECK (((depth = 1) = (parent_id IS NULL))),
  CONSTRAINT categories_depth_check CHECK (((depth >= 1) AND (depth <= 3)))
);

CREATE TABLE chat_members (
  chat_id uuid NOT NULL,
  user_id uuid NOT NULL,
  role text NOT NULL,
  joined_at timestamp with time zone NOT NULL,
  left_at timestamp with time zone,
  muted_until timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT chat_members_pkey PRIMARY KEY (chat_id, user_id),
  CONSTRAINT chat_members_role_check CHECK ((role = ANY (ARRAY['customer'::text, 'seller'::text, 'staff'::text])))
);

CREATE TABLE chats (
  id uuid NOT NULL,
  kind text NOT NULL,
  order_id uuid,
  service_id uuid,
  state text NOT NULL,
  created_by uuid NOT NULL,
  last_seq integer DEFAULT 0 NOT NULL,
  last_message_at timestamp with time zone,
  last_message_preview text,
  active_at timestamp with time zone GENERATED ALWAYS AS (COALESCE(last_message_at, created_at)) STORED NOT NULL,
  version integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT chats_pkey PRIMARY KEY (id),
  CONSTRAINT chats_activity_is_whole CHECK ((((last_seq = 0) = (last_message_at IS NULL)) AND ((last_seq = 0) = (last_message_preview IS NULL)))),
  CONSTRAINT chats_kind_check CHECK ((kind = ANY (ARRAY['order'::text, 'inquiry'::text]))),
  CONSTRAINT chats_kind_fits CHECK (((kind = 'order'::text) = (order_id IS NOT NULL))),
  CONSTRAINT chats_last_seq_check CHECK ((last_seq >= 0)),
  CONSTRAINT chats_order_id_key UNIQUE (order_id),
  CONSTRAINT chats_state_check CHECK ((state = ANY (ARRAY['open'::text, 'locked'::text, 'archived'::text])))
);

CREATE TABLE deadlines (
  id uuid NOT NULL,
  aggregate_type text NOT NULL,
  aggregate_id uuid NOT NULL,
  event text NOT NULL,
  fire_at timestamp with time zone NOT NULL,
  state text DEFAULT 'armed'::text NOT NULL,
  locked_until timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  lease integer DEFAULT 0 NOT NULL,
  dead_at timestamp with time zone,
  attempts integer DEFAULT 0 NOT NULL,
  available_at timestamp with time zone,
  error text,
  CONSTRAINT deadlines_pkey PRIMARY KEY (id),
  CONSTRAINT deadlines_attempts_check CHECK ((attempts >= 0)),
  CONSTRAINT deadlines_state_check CHECK ((state = ANY (ARRAY['armed'::text, 'fired'::text, 'cancelled'::text])))
);

CREATE TABLE deliveries (
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  number integer NOT NULL,
  message text NOT NULL,
  link_urls text[] NOT NULL,
  upload_ids uuid[] NOT NULL,
  submitted_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  revision_message text,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT deliveries_pkey PRIMARY KEY (id),
  CONSTRAINT deliveries_check CHECK (((state = 'revision_requested'::text) = (revision_message IS NOT NULL))),
  CONSTRAINT deliveries_have_content CHECK ((((cardinality(link_urls) + cardinality(upload_ids)) > 0) OR (char_length(message) >= 20))),
  CONSTRAINT deliveries_number_check CHECK ((number >= 1)),
  CONSTRAINT deliveries_number_key UNIQUE (order_id, number),
  CONSTRAINT deliveries_state_check CHECK ((state = ANY (ARRAY['submitted'::text, 'accepted'::text, 'revision_requested'::text, 'superseded'::text])))
);

CREATE TABLE development_clock (
  only_row boolean DEFAULT true NOT NULL,
  offset_ms bigint NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT development_clock_pkey PRIMARY KEY (only_row),
  CONSTRAINT development_clock_offset_ms_check CHECK ((offset_ms >= 0)),
  CONSTRAINT development_clock_only_row_check CHECK (only_row)
);

CREATE TABLE development_processes (
  id uuid NOT NULL,
  offset_ms bigint NOT NULL,
  seen_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT development_processes_pkey PRIMARY KEY (id)
);

CREATE TABLE earnings (
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  seller_id uuid NOT NULL,
  currency character(3) NOT NULL,
  gross_amount bigint NOT NULL,
  commission_amount bigint NOT NULL,
  net_amount bigint NOT NULL,
  reversed_amount bigint NOT NULL,
  clears_at timestamp with time zone NOT NULL,
  cleared_at timestamp with time zone,
  locked_until timestamp with time zone,
  version integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  lease integer DEFAULT 0 NOT NULL,
  dead_at timestamp with time zone,
  attempts integer DEFAULT 0 NOT NULL,
  available_at timestamp with time zone,
  error text,
  CONSTRAINT earnings_pkey PRIMARY KEY (id),
  CONSTRAINT earnings_attempts_check CHECK ((attempts >= 0)),
  CONSTRAINT earnings_commission_amount_check CHECK ((commission_amount >= 0)),
  CONSTRAINT earnings_currency_check CHECK ((currency = ANY (ARRAY['XAF'::bpchar, 'XOF'::bpchar]))),
  CONSTRAINT earnings_gross_adds_up CHECK ((gross_amount = (commission_amount + net_amount))),
  CONSTRAINT earnings_gross_amount_check CHECK ((gross_amount >= 0)),
  CONSTRAINT earnings_net_amount_check CHECK ((net_amount >= 0)),
  CONSTRAINT earnings_order_id_key UNIQUE (order_id),
  CONSTRAINT earnings_reversed_within_net CHECK (((reversed_amount >= 0) AND (reversed_amount <= net_amount)))
);

CREATE TABLE fee_rules (
  id uuid NOT NULL,
  component text NOT NULL,
  scope_type text NOT NULL,
  scope_id text,
  currency character(3) NOT NULL,
  percent_bps integer NOT NULL,
  fixed_amount bigint NOT NULL,
  min_amount bigint,
  max_amount bigint,
  valid_from timestamp with time zone NOT NULL,
  valid_to timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT fee_rules_pkey PRIMARY KEY (id),
  CONSTRAINT fee_rules_component_check CHECK ((component = ANY (ARRAY['commission'::text, 'service_fee'::text, 'withdrawal_fee'::text]))),
  CONSTRAINT fee_rules_currency_check CHECK ((currency = ANY (ARRAY['XAF'::bpchar, 'XOF'::bpchar]))),
  CONSTRAINT fee_rules_end_after_they_begin CHECK ((valid_to > valid_from)),
  CONSTRAINT fee_rules_fixed_amount_check CHECK ((fixed_amount >= 0)),
  CONSTRAINT fee_rules_limits_fit CHECK ((max_amount >= min_amount)),
  CONSTRAINT fee_rules_max_amount_check CHECK ((max_amount >= 0)),
  CONSTRAINT fee_rules_min_amount_check CHECK ((min_amount >= 0)),
  CONSTRAINT fee_rules_never_overlap EXCLUDE USING gist (component WITH =, scope_type WITH =, COALESCE(scope_id, ''::text) WITH =, currency WITH =, tstzrange(valid_from, valid_to) WITH &&),
  CONSTRAINT fee_rules_percent_bps_check CHECK (((percent_bps >= 0) AND (percent_bps <= 10000))),
  CONSTRAINT fee_rules_scope_fits CHECK (((scope_type = 'default'::text) = (scope_id IS NULL))),
  CONSTRAINT fee_rules_scope_type_check CHECK ((scope_type = ANY (ARRAY['default'::text, 'category'::text, 'seller'::text, 'seller_level'::text])))
);

CREATE TABLE idempotency_keys (
  scope text NOT NULL,
  route text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  answer jsonb,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (scope, route, key),
  CONSTRAINT idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255)))
);

CREATE TABLE identities (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  attempt integer NOT NULL,
  refusals smallint NOT NULL,
  level_requested smallint NOT NULL,
  state text NOT NULL,
  legal_first_name character varying(100) NOT NULL,
  legal_last_name character varying(100) NOT NULL,
  birth_date date NOT NULL,
  nationality character(2) NOT NULL,
  document_type text NOT NULL,
  document_country character(2) NOT NULL,
  document_number_enc text NOT NULL,
  document_number_mask text NOT NULL,
  document_number_hmac text NOT NULL,
  document_expires_on date,
  address character varying(300),
  reason_codes text[] NOT NULL,
  message_to_user character varying(2000),
  internal_note character varying(2000),
  reviewer_id uuid,
  claimed_until timestamp with time zone,
  endorsed_by uuid,
  submitted_at timestamp with time zone,
  decided_at timestamp with time zone,
  expires_at timestamp with time zone,
  version integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT identities_pkey PRIMARY KEY (id),
  CONSTRAINT identities_attempt_check CHECK ((attempt >= 1)),
  CONSTRAINT identities_attempt_key UNIQUE (user_id, attempt),
  CONSTRAINT identities_claim_fits CHECK (((claimed_until IS NOT NULL) = (state = 'in_review'::text))),
  CONSTRAINT identities_decided_after_submission CHECK ((decided_at >= submitted_at)),
  CONSTRAINT identities_decision_fits CHECK (((decided_at IS NOT NULL) = (state = ANY (ARRAY['approved'::text, 'resubmission_requested'::text, 'rejected'::text, 'expired'::text, 'superseded'::text])))),
  CONSTRAINT identities_document_country_check CHECK ((document_country ~ '^[A-Z]{2}$'::text)),
  CONSTRAINT identities_document_type_check CHECK ((document_type = ANY (ARRAY['national_id'::text, 'passport'::text, 'residence_permit'::text, 'driver_license'::text, 'voter_card'::text]))),
  CONSTRAINT identities_document_valid CHECK (((state <> ALL (ARRAY['approved'::text, 'expired'::text, 'superseded'::text])) OR (document_expires_on >= ((decided_at AT TIME ZONE 'UTC'::text))::date))),
  CONSTRAINT identities_expired_at_an_end CHECK (((state <> 'expired'::text) OR (expires_at IS NOT NULL))),
  CONSTRAINT identities_expires_after_decision CHECK ((expires_at > decided_at)),
  CONSTRAINT identities_expiry_fits CHECK (((expires_at IS NULL) OR (state = ANY (ARRAY['approved'::text, 'expired'::text, 'superseded'::text])))),
  CONSTRAINT identities_four_eyes CHECK (((state <> ALL (ARRAY['approved'::text, 'expired'::text, 'superseded'::text])) OR
CASE
    WHEN (level_requested < 3) THEN (endorsed_by IS NULL)
    ELSE ((endorsed_by IS NOT NULL) AND (endorsed_by <> reviewer_id))
END)),
  CONSTRAINT identities_last_attempt_is_decided CHECK (((state <> 'resubmission_requested'::text) OR (refusals < 4))),
  CONSTRAINT identities_legal_first_name_check CHECK (((legal_first_name)::text <> ''::text)),
  CONSTRAINT identities_legal_last_name_check CHECK (((legal_last_name)::text <> ''::text)),
  CONSTRAINT identities_level_requested_check CHECK ((level_requested = ANY (ARRAY[2, 3]))),
  CONSTRAINT identities_nationality_check CHECK ((nationality ~ '^[A-Z]{2}$'::text)),
  CONSTRAINT identities_nobody_decides_for_themselves CHECK ((reviewer_id <> user_id)),
  CONSTRAINT identities_nobody_endorses_themselves CHECK ((endorsed_by <> user_id)),
  CONSTRAINT identities_of_age CHECK (((birth_date + '18 years'::interval) <= (submitted_at AT TIME ZONE 'UTC'::text))),
  CONSTRAINT identities_reason_codes_check CHECK ((reason_codes <@ ARRAY['document_unreadable'::text, 'document_expired'::text, 'selfie_mismatch'::text, 'name_mismatch'::text, 'duplicate_identity'::text, 'underage'::text, 'sanctions_hit'::text, 'other'::text])),
  CONSTRAINT identities_refusal_is_explained CHECK (
CASE
    WHEN (state = ANY (ARRAY['resubmission_requested'::text, 'rejected'::text])) THEN ((cardinality(reason_codes) > 0) AND (message_to_user IS NOT NULL))
    ELSE (cardinality(reason_codes) = 0)
END),
  CONSTRAINT identities_refusals_check CHECK (((refusals >= 0) AND (refusals <= 4))),
  CONSTRAINT identities_reviewer_fits CHECK (((reviewer_id IS NOT NULL) = ((state = 'in_review'::text) OR (decided_at IS NOT NULL)))),
  CONSTRAINT identities_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'in_review'::text, 'approved'::text, 'resubmission_requested'::text, 'rejected'::text, 'withdrawn'::text, 'abandoned'::text, 'expired'::text, 'superseded'::text]))),
  CONSTRAINT identities_submission_fits CHECK (
CASE (submitted_at IS NULL)
    WHEN true THEN (state = ANY (ARRAY['draft'::text, 'abandoned'::text, 'withdrawn'::text]))
    ELSE (state <> ALL (ARRAY['draft'::text, 'abandoned'::text]))
END)
);

CREATE TABLE identity_documents (
  identity_id uuid NOT NULL,
  kind text NOT NULL,
  upload_id uuid NOT NULL,
  "position" smallint NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT identity_documents_pkey PRIMARY KEY (identity_id, kind),
  CONSTRAINT identity_documents_kind_check CHECK ((kind = ANY (ARRAY['front'::text, 'back'::text, 'selfie'::text, 'proof_of_address'::text]))),
  CONSTRAINT identity_documents_upload_key UNIQUE (upload_id, identity_id)
);

CREATE TABLE job_runs (
  job text NOT NULL,
  scheduled_for timestamp with time zone NOT NULL,
  attempts integer DEFAULT 1 NOT NULL,
  locked_until timestamp with time zone,
  finished_at timestamp with time zone,
  error text,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  result jsonb,
  CONSTRAINT job_runs_pkey PRIMARY KEY (job, scheduled_for),
  CONSTRAINT job_runs_attempts_check CHECK ((attempts >= 1))
);

CREATE TABLE kyc_limits (
  id uuid NOT NULL,
  level smallint NOT NULL,
  country character(2),
  currency character(3) NOT NULL,
  per_withdrawal_amount bigint NOT NULL,
  per_day_amount bigint NOT NULL,
  per_month_amount bigint NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT kyc_limits_pkey PRIMARY KEY (id),
  CONSTRAINT kyc_limits_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  CONSTRAINT kyc_limits_currency_check CHECK ((currency = ANY (ARRAY['XAF'::bpchar, 'XOF'::bpchar]))),
  CONSTRAINT kyc_limits_in_order CHECK (((per_withdrawal_amount <= per_day_amount) AND (per_day_amount <= per_month_amount))),
  CONSTRAINT kyc_limits_key UNIQUE NULLS NOT DISTINCT (level, currency, country, valid_from),
  CONSTRAINT kyc_limits_level_check CHECK (((level >= 0) AND (level <= 3))),
  CONSTRAINT kyc_limits_per_withdrawal_amount_check CHECK ((per_withdrawal_amount >= 0))
);

CREATE TABLE one_time_tokens (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  purpose text NOT NULL,
  secret_hash text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  version integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT one_time_tokens_pkey PRIMARY KEY (id),
  CONSTRAINT one_time_tokens_purpose_check CHECK ((purpose = ANY (ARRAY['verify_email'::text, 'reset_password'::text]))),
  CONSTRAINT one_time_tokens_secret_hash_key UNIQUE (secret_hash)
);

CREATE TABLE options (
  id uuid NOT NULL,
  service_id uuid NOT NULL,
  "position" smallint NOT NULL,
  title text NOT NULL,
  description text,
  price bigint NOT NULL,
  extra_days smallint NOT NULL,
  max_quantity smallint NOT NULL,
  is_active boolean NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  deleted_at timestamp with time zone,
  CONSTRAINT options_pkey PRIMARY KEY (id),
  CONSTRAINT options_max_quantity_check CHECK ((max_quantity >= 1)),
  CONSTRAINT options_price_check CHECK ((price > 0))
);

CREATE TABLE order_events (
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  seq integer NOT NULL,
  event text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  actor_role text NOT NULL,
  actor_id uuid,
  payload jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT order_events_pkey PRIMARY KEY (id),
  CONSTRAINT order_events_actor_role_check CHECK ((actor_role = ANY (ARRAY['customer'::text, 'seller'::text, 'staff'::text, 'system'::text]))),
  CONSTRAINT order_events_check CHECK (((actor_role = 'system'::text) = (actor_id IS NULL))),
  CONSTRAINT order_events_from_state_check CHECK ((from_state = ANY (ARRAY['pending_payment'::text, 'in_progress'::text, 'delivered'::text, 'in_revision'::text, 'completed'::text, 'cancelled'::text, 'expired'::text]))),
  CONSTRAINT order_events_seq_check CHECK ((seq >= 1)),
  CONSTRAINT order_events_seq_key UNIQUE (order_id, seq),
  CONSTRAINT order_events_to_state_check CHECK ((to_state = ANY (ARRAY['pending_payment'::text, 'in_progress'::text, 'delivered'::text, 'in_revision'::text, 'completed'::text, 'cancelled'::text, 'expired'::text])))
);

CREATE TABLE order_items (
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  "position" integer NOT NULL,
  kind text NOT NULL,
  ref_id uuid NOT NULL,
  title text NOT NULL,
  unit_price bigint NOT NULL,
  quantity integer NOT NULL,
  amount bigint NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT order_items_pkey PRIMARY KEY (id),
  CONSTRAINT order_items_amount_adds_up CHECK ((amount = (unit_price * quantity))),
  CONSTRAINT order_items_kind_check CHECK ((kind = ANY (ARRAY['package'::text, 'option'::text]))),
  CONSTRAINT order_items_position_key UNIQUE (order_id, "position"),
  CONSTRAINT order_items_quantity_check CHECK ((quantity >= 1)),
  CONSTRAINT order_items_unit_price_check CHECK ((unit_price >= 0))
);

CREATE TABLE orders (
  id uuid NOT NULL,
  number text NOT NULL,
  customer_id uuid NOT NULL,
  seller_id uuid NOT NULL,
  service_id uuid NOT NULL,
  chat_id uuid NOT NULL,
  state text NOT NULL,
  process_version integer NOT NULL,
  currency character(3) NOT NULL,
  items_amount bigint NOT NULL,
  service_fee_amount bigint NOT NULL,
  total_amount bigint NOT NULL,
  commission_amount bigint NOT NULL,
  seller_net_amount bigint NOT NULL,
  refunded_amount bigint DEFAULT 0 NOT NULL,
  fee_rule_snapshot jsonb NOT NULL,
  package_snapshot jsonb NOT NULL,
  delivery_days integer NOT NULL,
  revisions_included integer,
  revisions_used integer DEFAULT 0 NOT NULL,
  payment_due_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone,
  delivered_at timestamp with time zone,
  review_due_at timestamp with time zone,
  completed_at timestamp with time zone,
  completed_by text,
  cancelled_at timestamp with time zone,
  cancelled_by text,
  cancel_reason_code text,
  clears_at timestamp with time zone,
  version integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT orders_pkey PRIMARY KEY (id),
  CONSTRAINT orders_cancellation_is_whole CHECK (((state = 'cancelled'::text) = (cancelled_at IS NOT NULL))),
  CONSTRAINT orders_cancelled_by_check CHECK ((cancelled_by = ANY (ARRAY['customer'::text, 'seller'::text, 'staff'::text, 'system'::text]))),
  CONSTRAINT orders_commission_amount_check CHECK ((commission_amount >= 0)),
  CONSTRAINT orders_completed_by_check CHECK ((completed_by = ANY (ARRAY['customer'::text, 'seller'::text, 'staff'::text, 'system'::text]))),
  CONSTRAINT orders_completion_is_whole CHECK (((state = 'completed'::text) = (completed_at IS NOT NULL))),
  CONSTRAINT orders_currency_check CHECK ((currency = ANY (ARRAY['XAF'::bpchar, 'XOF'::bpchar]))),
  CONSTRAINT orders_delivery_days_check CHECK ((delivery_days >= 1)),
  CONSTRAINT orders_items_amount_check CHECK ((items_amount >= 0)),
  CONSTRAINT orders_number_key UNIQUE (number),
  CONSTRAINT orders_parties_differ CHECK ((customer_id <> seller_id)),
  CONSTRAINT orders_price_adds_up CHECK ((items_amount = (commission_amount + seller_net_amount))),
  CONSTRAINT orders_refunded_within_total CHECK (((refunded_amount >= 0) AND (refunded_amount <= total_amount))),
  CONSTRAINT orders_revisions_included_check CHECK ((revisions_included >= 0)),
  CONSTRAINT orders_revisions_used_check CHECK ((revisions_used >= 0)),
  CONSTRAINT orders_seller_net_amount_check CHECK ((seller_net_amount >= 0)),
  CONSTRAINT orders_service_fee_amount_check CHECK ((service_fee_amount >= 0)),
  CONSTRAINT orders_state_check CHECK ((state = ANY (ARRAY['pending_payment'::text, 'in_progress'::text, 'delivered'::text, 'in_revision'::text, 'completed'::text, 'cancelled'::text, 'expired'::text]))),
  CONSTRAINT orders_total_adds_up CHECK ((total_amount = (items_amount + service_fee_amount))),
  CONSTRAINT orders_total_amount_check CHECK ((total_amount >= 0))
);

CREATE TABLE outbox_events (
  event_id uuid DEFAULT gen_random_uuid() NOT NULL,
  "position" bigint GENERATED ALWAYS AS IDENTITY (START 1 INCREMENT 1) NOT NULL,
  name text NOT NULL,
  aggregate_type text NOT NULL,
  aggregate_id uuid NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  payload jsonb NOT NULL,
  available_at timestamp with time zone NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  locked_until timestamp with time zone,
  published_at timestamp with time zone,
  dead_at timestamp with time zone,
  error text,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  lease integer DEFAULT 0 NOT NULL,
  CONSTRAINT outbox_events_pkey PRIMARY KEY (event_id),
  CONSTRAINT outbox_events_attempts_check CHECK ((attempts >= 0)),
  CONSTRAINT outbox_events_check CHECK (((published_at IS NULL) OR (dead_at IS NULL)))
);

CREATE TABLE payment_attempts (
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  number integer NOT NULL,
  provider text NOT NULL,
  provider_key uuid NOT NULL,
  provider_ref text,
  state text NOT NULL,
  sent_at timestamp with time zone,
  finished_at timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT payment_attempts_pkey PRIMARY KEY (id),
  CONSTRAINT payment_attempts_number_check CHECK ((number >= 1)),
  CONSTRAINT payment_attempts_number_key UNIQUE (payment_id, number),
  CONSTRAINT payment_attempts_provider_key_key UNIQUE (provider_key),
  CONSTRAINT payment_attempts_state_check CHECK ((state = ANY (ARRAY['created'::text, 'sent'::text, 'accepted'::text, 'succeeded'::text, 'failed'::text, 'unknown'::text])))
);

CREATE TABLE payment_channels (
  code text NOT NULL,
  direction text NOT NULL,
  provider text NOT NULL,
  country character(2) NOT NULL,
  currency character(3) NOT NULL,
  min_amount bigint NOT NULL,
  max_amount bigint NOT NULL,
  step bigint NOT NULL,
  msisdn_prefixes text[] NOT NULL,
  is_enabled boolean NOT NULL,
  health text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT payment_channels_pkey PRIMARY KEY (code, direction),
  CONSTRAINT payment_channels_currency_check CHECK ((currency = ANY (ARRAY['XAF'::bpchar, 'XOF'::bpchar]))),
  CONSTRAINT payment_channels_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  CONSTRAINT payment_channels_health_check CHECK ((health = ANY (ARRAY['up'::text, 'degraded'::text, 'down'::text]))),
  CONSTRAINT payment_channels_limits_fit CHECK ((max_amount >= min_amount)),
  CONSTRAINT payment_channels_min_amount_check CHECK ((min_amount > 0)),
  CONSTRAINT payment_channels_step_check CHECK ((step > 0))
);

CREATE TABLE payments (
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  payer_id uuid NOT NULL,
  amount bigint NOT NULL,
  currency character(3) NOT NULL,
  service_fee_amount bigint NOT NULL,
  commission_amount bigint NOT NULL,
  seller_net_amount bigint NOT NULL,
  state text NOT NULL,
  provider text,
  channel text,
  payer_msisdn_enc text,
  payer_msisdn_mask text,
  captured_amount bigint DEFAULT 0 NOT NULL,
  refunded_amount bigint DEFAULT 0 NOT NULL,
  provider_fee_amount bigint,
  failure_code text,
  failure_message text,
  expires_at timestamp with time zone NOT NULL,
  captured_at timestamp with time zone,
  next_poll_at timestamp with time zone,
  poll_count integer DEFAULT 0 NOT NULL,
  locked_until timestamp with time zone,
  version integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  contradiction text,
  lease integer DEFAULT 0 NOT NULL,
  dead_at timestamp with time zone,
  attempts integer DEFAULT 0 NOT NULL,
  available_at timestamp with time zone,
  error text,
  CONSTRAINT payments_pkey PRIMARY KEY (id),
  CONSTRAINT payments_amount_check CHECK ((amount >= 0)),
  CONSTRAINT payments_attempts_check CHECK ((attempts >= 0)),
  CONSTRAINT payments_capture_is_whole CHECK (((state = ANY (ARRAY['captured'::text, 'captured_late'::text])) = (captured_at IS NOT NULL))),
  CONSTRAINT payments_captured_within_amount CHECK (((captured_amount >= 0) AND (captured_amount <= amount))),
  CONSTRAINT payments_commission_amount_check CHECK ((commission_amount >= 0)),
  CONSTRAINT payments_currency_check CHECK ((currency = ANY (ARRAY['XAF'::bpchar, 'XOF'::bpchar]))),
  CONSTRAINT payments_poll_count_check CHECK ((poll_count >= 0)),
  CONSTRAINT payments_provider_fee_amount_check CHECK ((provider_fee_amount >= 0)),
  CONSTRAINT payments_refunded_within_captured CHECK (((refunded_amount >= 0) AND (refunded_amount <= captured_amount))),
  CONSTRAINT payments_seller_net_amount_check CHECK ((seller_net_amount >= 0)),
  CONSTRAINT payments_service_fee_amount_check CHECK ((service_fee_amount >= 0)),
  CONSTRAINT payments_split_adds_up CHECK ((amount = ((service_fee_amount + commission_amount) + seller_net_amount))),
  CONSTRAINT payments_start_is_whole CHECK ((((provider IS NULL) = (channel IS NULL)) AND ((provider IS NULL) = (payer_msisdn_enc IS NULL)) AND ((provider IS NULL) = (payer_msisdn_mask IS NULL)))),
  CONSTRAINT payments_state_check CHECK ((state = ANY (ARRAY['initiated'::text, 'pending'::text, 'requires_action'::text, 'unknown'::text, 'captured'::text, 'failed'::text, 'expired'::text, 'cancelled'::text, 'captured_late'::text])))
);

CREATE TABLE payout_attempts (
  id uuid NOT NULL,
  withdrawal_id uuid NOT NULL,
  number integer NOT NULL,
  provider text NOT NULL,
  provider_key uuid NOT NULL,
  provider_ref text,
  state text NOT NULL,
  sent_at timestamp with time zone NOT NULL,
  finished_at timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT payout_attempts_pkey PRIMARY KEY (id),
  CONSTRAINT payout_attempts_number_check CHECK ((number >= 1)),
  CONSTRAINT payout_attempts_number_key UNIQUE (withdrawal_id, number),
  CONSTRAINT payout_attempts_state_check CHECK ((state = ANY (ARRAY['sent'::text, 'accepted'::text, 'succeeded'::text, 'failed'::text, 'unknown'::text])))
);

CREATE TABLE payout_methods (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  currency character(3) NOT NULL,
  account_enc text NOT NULL,
  account_mask text NOT NULL,
  account_hmac text NOT NULL,
  holder_name character varying(100) NOT NULL,
  usable_from timestamp with time zone NOT NULL,
  flagged_at timestamp with time zone,
  version integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  deleted_at timestamp with time zone,
  CONSTRAINT payout_methods_pkey PRIMARY KEY (id),
  CONSTRAINT payout_methods_cool_down CHECK ((usable_from >= created_at)),
  CONSTRAINT payout_methods_currency_check CHECK ((currency = ANY (ARRAY['XAF'::bpchar, 'XOF'::bpchar]))),
  CONSTRAINT payout_methods_kind_check CHECK ((kind = 'mobile_money'::text))
);

CREATE TABLE permissions (
  code text NOT NULL,
  description text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT permissions_pkey PRIMARY KEY (code),
  CONSTRAINT permissions_code_check CHECK ((code ~ '^[a-z_]+:[a-z_]+$'::text))
);

CREATE TABLE platform_settings (
  key text NOT NULL,
  value jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT platform_settings_pkey PRIMARY KEY (key)
);

CREATE TABLE processed_events (
  event_id uuid NOT NULL,
  handler text NOT NULL,
  processed_at timestamp with time zone NOT NULL,
  CONSTRAINT processed_events_pkey PRIMARY KEY (event_id, handler)
);

CREATE TABLE refund_reasons (
  code text NOT NULL,
  label_fr text NOT NULL,
  label_en text NOT NULL,
  fault text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT refund_reasons_pkey PRIMARY KEY (code),
  CONSTRAINT refund_reasons_fault_check CHECK ((fault = ANY (ARRAY['customer'::text, 'seller'::text, 'platform'::text, 'none'::text])))
);

CREATE TABLE refunds (
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  order_id uuid NOT NULL,
  amount bigint NOT NULL,
  currency character(3) NOT NULL,
  reason_code text NOT NULL,
  note text,
  state text NOT NULL,
  source text NOT NULL,
  rail text NOT NULL,
  seller_part bigint NOT NULL,
  commission_part bigint NOT NULL,
  fee_part bigint NOT NULL,
  requested_by uuid,
  decided_by uuid,
  provider_key uuid NOT NULL,
  provider_ref text,
  failure_code text,
  sent_at timestamp with time zone,
  next_poll_at timestamp with time zone,
  poll_count integer DEFAULT 0 NOT NULL,
  locked_until timestamp with time zone,
  version integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  rejection_reason text,
  contradiction text,
  next_send_at timestamp with time zone,
  lease integer DEFAULT 0 NOT NULL,
  dead_at timestamp with time zone,
  attempts integer DEFAULT 0 NOT NULL,
  available_at timestamp with time zone,
  error text,
  CONSTRAINT refunds_pkey PRIMARY KEY (id),
  CONSTRAINT refunds_amount_check CHECK ((amount > 0)),
  CONSTRAINT refunds_attempts_check CHECK ((attempts >= 0)),
  CONSTRAINT refunds_commission_part_check CHECK ((commission_part >= 0)),
  CONSTRAINT refunds_currency_check CHECK ((currency = ANY (ARRAY['XAF'::bpchar, 'XOF'::bpchar]))),
  CONSTRAINT refunds_fee_part_check CHECK ((fee_part >= 0)),
  CONSTRAINT refunds_parts_add_up CHECK (((state = ANY (ARRAY['requested'::text, 'rejected'::text])) OR (source = 'unallocated'::text) OR (amount = ((seller_part + commission_part) + fee_part)))),
  CONSTRAINT refunds_poll_count_check CHECK ((poll_count >= 0)),
  CONSTRAINT refunds_provider_key_key UNIQUE (provider_key),
  CONSTRAINT refunds_rail_check CHECK ((rail = ANY (ARRAY['provider'::text, 'payout'::text]))),
  CONSTRAINT refunds_seller_part_check CHECK ((seller_part >= 0)),
  CONSTRAINT refunds_source_check CHECK ((source = ANY (ARRAY['escrow'::text, 'completed_order'::text, 'unallocated'::text]))),
  CONSTRAINT refunds_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'rejected'::text, 'approved'::text, 'processing'::text, 'unknown'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text])))
);

CREATE TABLE role_permissions (
  role_code text NOT NULL,
  permission_code text NOT NULL,
  CONSTRAINT role_permissions_pkey PRIMARY KEY (role_code, permission_code)
);

CREATE TABLE roles (
  code text NOT NULL,
  name_fr text NOT NULL,
  name_en text NOT NULL,
  is_builtin boolean DEFAULT false NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT roles_pkey PRIMARY KEY (code)
);

CREATE TABLE schema_migrations (
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (name)
);

CREATE TABLE service_media (
  service_id uuid NOT NULL,
  upload_id uuid NOT NULL,
  "position" smallint NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT service_media_pkey PRIMARY KEY (service_id, upload_id),
  CONSTRAINT service_media_position_key UNIQUE (service_id, "position") DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE service_packages (
  id uuid NOT NULL,
  service_id uuid NOT NULL,
  tier text NOT NULL,
  title text,
  description text,
  price bigint NOT NULL,
  delivery_days smallint NOT NULL,
  revisions_included smallint,
  features text[] NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  deleted_at timestamp with time zone,
  CONSTRAINT service_packages_pkey PRIMARY KEY (id),
  CONSTRAINT service_packages_basic_is_kept CHECK (((tier <> 'basic'::text) OR (deleted_at IS NULL))),
  CONSTRAINT service_packages_delivery_days_check CHECK ((delivery_days >= 1)),
  CONSTRAINT service_packages_description_check CHECK (((char_length(description) >= 1) AND (char_length(description) <= 500))),
  CONSTRAINT service_packages_features_check CHECK (((cardinality(features) <= 20) AND (array_position(features, NULL::text) IS NULL))),
  CONSTRAINT service_packages_price_check CHECK ((price > 0)),
  CONSTRAINT service_packages_revisions_included_check CHECK ((revisions_included >= 0)),
  CONSTRAINT service_packages_tier_check CHECK ((tier = ANY (ARRAY['basic'::text, 'standard'::text, 'premium'::text]))),
  CONSTRAINT service_packages_tier_key UNIQUE NULLS NOT DISTINCT (service_id, tier, deleted_at),
  CONSTRAINT service_packages_title_check CHECK (((char_length(title) >= 2) AND (char_length(title) <= 80)))
);

CREATE TABLE service_requirements (
  service_id uuid NOT NULL,
  "position" smallint NOT NULL,
  prompt text NOT NULL,
  kind text NOT NULL,
  choices text[],
  is_required boolean NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT service_requirements_pkey PRIMARY KEY (service_id, "position"),
  CONSTRAINT service_requirements_choice_has_choices CHECK (((kind = 'choice'::text) = (choices IS NOT NULL))),
  CONSTRAINT service_requirements_choices_check CHECK (((cardinality(choices) >= 2) AND (cardinality(choices) <= 20) AND (array_position(choices, NULL::text) IS NULL))),
  CONSTRAINT service_requirements_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'choice'::text, 'file'::text]))),
  CONSTRAINT service_requirements_position_check CHECK ((("position" >= 1) AND ("position" <= 20))),
  CONSTRAINT service_requirements_prompt_check CHECK (((char_length(prompt) >= 3) AND (char_length(prompt) <= 500)))
);

CREATE TABLE services (
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  category_id uuid NOT NULL,
  title character varying(120) NOT NULL,
  slug text NOT NULL,
  description text NOT NULL,
  basic_price bigint NOT NULL,
  currency character(3) NOT NULL,
  delivery_days smallint NOT NULL,
  revisions_included smallint,
  tags text[] NOT NULL,
  status text NOT NULL,
  rejection_reason text,
  sales_count integer DEFAULT 0 NOT NULL,
  completed_count integer DEFAULT 0 NOT NULL,
  published_at timestamp with time zone,
  version integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  deleted_at timestamp with time zone,
  CONSTRAINT services_pkey PRIMARY KEY (id),
  CONSTRAINT services_basic_price_check CHECK ((basic_price > 0)),
  CONSTRAINT services_check CHECK (((status = 'archived'::text) = (deleted_at IS NOT NULL))),
  CONSTRAINT services_check1 CHECK (((status <> 'active'::text) OR (published_at IS NOT NULL))),
  CONSTRAINT services_counts_in_order CHECK (((completed_count >= 0) AND (completed_count <= sales_count))),
  CONSTRAINT services_currency_check CHECK ((currency = ANY (ARRAY['XAF'::bpchar, 'XOF'::bpchar]))),
  CONSTRAINT services_delivery_days_check CHECK ((delivery_days >= 1)),
  CONSTRAINT services_revisions_included_check CHECK ((revisions_included >= 0)),
  CONSTRAINT services_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'pending_review'::text, 'active'::text, 'rejected'::text, 'paused'::text, 'suspended'::text, 'archived'::text])))
);

CREATE TABLE sessions (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  family_id uuid NOT NULL,
  refresh_hash text NOT NULL,
  user_agent text,
  last_seen_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  revoke_reason text,
  version integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT sessions_pkey PRIMARY KEY (id),
  CONSTRAINT sessions_check CHECK (((revoked_at IS NULL) = (revoke_reason IS NULL))),
  CONSTRAINT sessions_refresh_hash_key UNIQUE (refresh_hash),
  CONSTRAINT sessions_revoke_reason_check CHECK ((revoke_reason = ANY (ARRAY['rotated'::text, 'logged_out'::text, 'reused'::text, 'staff'::text])))
);

CREATE TABLE slow_queries (
  fingerprint text NOT NULL,
  store text NOT NULL,
  statement text NOT NULL,
  calls bigint NOT NULL,
  total_ms bigint NOT NULL,
  max_ms bigint NOT NULL,
  rows bigint NOT NULL,
  buckets bigint[] NOT NULL,
  first_seen_at timestamp with time zone NOT NULL,
  last_seen_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT slow_queries_pkey PRIMARY KEY (fingerprint),
  CONSTRAINT slow_queries_buckets_check CHECK ((cardinality(buckets) = 65)),
  CONSTRAINT slow_queries_calls_check CHECK ((calls >= 1)),
  CONSTRAINT slow_queries_check CHECK ((last_seen_at >= first_seen_at)),
  CONSTRAINT slow_queries_fingerprint_check CHECK ((fingerprint ~ '^[0-9a-f]{16}$'::text)),
  CONSTRAINT slow_queries_store_check CHECK ((store = ANY (ARRAY['postgresql'::text, 'mongodb'::text])))
);

CREATE TABLE transaction_entries (
  transaction_id uuid NOT NULL,
  line smallint NOT NULL,
  account_id uuid NOT NULL,
  side text NOT NULL,
  amount bigint NOT NULL,
  order_id uuid,
  balance_after bigint,
  CONSTRAINT transaction_entries_pkey PRIMARY KEY (transaction_id, line),
  CONSTRAINT transaction_entries_amount_check CHECK ((amount > 0)),
  CONSTRAINT transaction_entries_line_check CHECK ((line >= 1)),
  CONSTRAINT transaction_entries_side_check CHECK ((side = ANY (ARRAY['debit'::text, 'credit'::text])))
);

CREATE TABLE transactions (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  "position" bigint GENERATED ALWAYS AS IDENTITY (START 1 INCREMENT 1) NOT NULL,
  type text NOT NULL,
  user_id uuid,
  order_id uuid,
  payment_id uuid,
  refund_id uuid,
  withdrawal_id uuid,
  source_key text NOT NULL,
  source_hash text NOT NULL,
  currency character(3) NOT NULL,
  amount bigint NOT NULL,
  description_key text NOT NULL,
  reverses_transaction_id uuid,
  created_by uuid,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT transactions_pkey PRIMARY KEY (id),
  CONSTRAINT transactions_amount_check CHECK ((amount > 0)),
  CONSTRAINT transactions_currency_check CHECK ((currency = ANY (ARRAY['XAF'::bpchar, 'XOF'::bpchar]))),
  CONSTRAINT transactions_source_key UNIQUE (type, source_key)
);

CREATE TABLE upload_links (
  upload_id uuid NOT NULL,
  owner_type text NOT NULL,
  owner_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT upload_links_pkey PRIMARY KEY (upload_id, owner_type, owner_id)
);

CREATE TABLE uploads (
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  purpose text NOT NULL,
  visibility text NOT NULL,
  path text NOT NULL,
  original_name text NOT NULL,
  mime_type text NOT NULL,
  size_bytes integer NOT NULL,
  sha256 character(64) NOT NULL,
  state text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  version integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  deleted_at timestamp with time zone,
  CONSTRAINT uploads_pkey PRIMARY KEY (id),
  CONSTRAINT uploads_check CHECK (((state = 'purged'::text) = (deleted_at IS NOT NULL))),
  CONSTRAINT uploads_identity_is_restricted CHECK (((purpose = 'identity'::text) = (visibility = 'restricted'::text))),
  CONSTRAINT uploads_path_key UNIQUE (path),
  CONSTRAINT uploads_purpose_check CHECK ((purpose = ANY (ARRAY['avatar'::text, 'service_media'::text, 'message'::text, 'delivery'::text, 'identity'::text]))),
  CONSTRAINT uploads_size_bytes_check CHECK ((size_bytes >= 1)),
  CONSTRAINT uploads_state_check CHECK ((state = ANY (ARRAY['initiated'::text, 'stored'::text, 'ready'::text, 'expired'::text, 'orphaned'::text, 'purged'::text]))),
  CONSTRAINT uploads_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'parties'::text, 'restricted'::text])))
);

CREATE TABLE user_roles (
  user_id uuid NOT NULL,
  role_code text NOT NULL,
  granted_by uuid,
  granted_at timestamp with time zone NOT NULL,
  CONSTRAINT user_roles_pkey PRIMARY KEY (user_id, role_code)
);

CREATE TABLE users (
  id uuid NOT NULL,
  full_name character varying(100) NOT NULL,
  username character varying(30) NOT NULL,
  email character varying(255) NOT NULL,
  password_hash character varying(255) NOT NULL,
  is_active boolean DEFAULT false NOT NULL,
  email_verified_at timestamp with time zone,
  phone_e164 character varying(16),
  phone_verified_at timestamp with time zone,
  country character(2) NOT NULL,
  locale text DEFAULT 'fr'::text NOT NULL,
  timezone text NOT NULL,
  bio text,
  avatar_upload_id uuid,
  kyc_status text DEFAULT 'none'::text NOT NULL,
  kyc_level smallint DEFAULT 0 NOT NULL,
  seller_level text DEFAULT 'new'::text NOT NULL,
  away_from timestamp with time zone,
  away_until timestamp with time zone,
  away_message text,
  suspended_at timestamp with time zone,
  suspension_reason text,
  banned_at timestamp with time zone,
  deactivated_at timestamp with time zone,
  anonymized_at timestamp with time zone,
  last_login_at timestamp with time zone,
  version integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  deleted_at timestamp with time zone,
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_check CHECK (((NOT is_active) OR (email_verified_at IS NOT NULL))),
  CONSTRAINT users_email_check CHECK (((email)::text = lower((email)::text))),
  CONSTRAINT users_kyc_level_check CHECK ((kyc_level >= 0)),
  CONSTRAINT users_kyc_status_check CHECK ((kyc_status = ANY (ARRAY['none'::text, 'pending'::text, 'in_review'::text, 'approved'::text, 'resubmission_required'::text, 'rejected'::text, 'expired'::text]))),
  CONSTRAINT users_locale_check CHECK ((locale = ANY (ARRAY['fr'::text, 'en'::text]))),
  CONSTRAINT users_seller_level_check CHECK ((seller_level = ANY (ARRAY['new'::text, 'level_1'::text, 'level_2'::text, 'top'::text]))),
  CONSTRAINT users_username_check CHECK (((username)::text = lower((username)::text)))
);

CREATE TABLE webhook_events (
  id uuid NOT NULL,
  provider text NOT NULL,
  event_key text NOT NULL,
  subject text NOT NULL,
  reference text NOT NULL,
  headers jsonb NOT NULL,
  raw_body bytea NOT NULL,
  received_at timestamp with time zone NOT NULL,
  state text DEFAULT 'received'::text NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  available_at timestamp with time zone NOT NULL,
  locked_until timestamp with time zone,
  finished_at timestamp with time zone,
  error text,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  lease integer DEFAULT 0 NOT NULL,
  dead_at timestamp with time zone,
  CONSTRAINT webhook_events_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_events_attempts_check CHECK ((attempts >= 0)),
  CONSTRAINT webhook_events_end_fits CHECK (((state = 'received'::text) = (finished_at IS NULL))),
  CONSTRAINT webhook_events_event_key_key UNIQUE (provider, event_key),
  CONSTRAINT webhook_events_state_check CHECK ((state = ANY (ARRAY['received'::text, 'processed'::text]))),
  CONSTRAINT webhook_events_subject_check CHECK ((subject = ANY (ARRAY['payment'::text, 'refund'::text, 'payout'::text])))
);

CREATE TABLE withdrawals (
  id uuid NOT NULL,
  number text NOT NULL,
  user_id uuid NOT NULL,
  payout_method_id uuid NOT NULL,
  amount bigint NOT NULL,
  fee_amount bigint NOT NULL,
  currency character(3) NOT NULL,
  state text NOT NULL,
  risk_flags text[] NOT NULL,
  decided_by uuid,
  rejection_reason text,
  provider text NOT NULL,
  channel text NOT NULL,
  provider_key uuid NOT NULL,
  failure_code text,
  failure_message text,
  next_send_at timestamp with time zone,
  next_poll_at timestamp with time zone,
  poll_count integer NOT NULL,
  processing_at timestamp with time zone,
  paid_at timestamp with time zone,
  returned_at timestamp with time zone,
  locked_until timestamp with time zone,
  version integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  lease integer DEFAULT 0 NOT NULL,
  dead_at timestamp with time zone,
  attempts integer DEFAULT 0 NOT NULL,
  available_at timestamp with time zone,
  error text,
  CONSTRAINT withdrawals_pkey PRIMARY KEY (id),
  CONSTRAINT withdrawals_amount_check CHECK ((amount > 0)),
  CONSTRAINT withdrawals_attempts_check CHECK ((attempts >= 0)),
  CONSTRAINT withdrawals_currency_check CHECK ((currency = ANY (ARRAY['XAF'::bpchar, 'XOF'::bpchar]))),
  CONSTRAINT withdrawals_fee_within_amount CHECK (((fee_amount >= 0) AND (fee_amount < amount))),
  CONSTRAINT withdrawals_nobody_decides_for_themselves CHECK ((decided_by <> user_id)),
  CONSTRAINT withdrawals_number_key UNIQUE (number),
  CONSTRAINT withdrawals_poll_count_check CHECK ((poll_count >= 0)),
  CONSTRAINT withdrawals_provider_key_key UNIQUE (provider_key),
  CONSTRAINT withdrawals_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'pending_approval'::text, 'approved'::text, 'processing'::text, 'unknown'::text, 'paid'::text, 'failed'::text, 'rejected'::text, 'cancelled'::text, 'returned'::text])))
);

ALTER TABLE categories ADD CONSTRAINT categories_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES categories(id);

ALTER TABLE chat_members ADD CONSTRAINT chat_members_chat_id_fkey FOREIGN KEY (chat_id) REFERENCES chats(id);

ALTER TABLE chat_members ADD CONSTRAINT chat_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

ALTER TABLE chats ADD CONSTRAINT chats_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id);

ALTER TABLE chats ADD CONSTRAINT chats_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE chats ADD CONSTRAINT chats_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id);

ALTER TABLE deliveries ADD CONSTRAINT deliveries_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id);

ALTER TABLE earnings ADD CONSTRAINT earnings_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES users(id);

ALTER TABLE identities ADD CONSTRAINT identities_endorsed_by_fkey FOREIGN KEY (endorsed_by) REFERENCES users(id);

ALTER TABLE identities ADD CONSTRAINT identities_reviewer_id_fkey FOREIGN KEY (reviewer_id) REFERENCES users(id);

ALTER TABLE identities ADD CONSTRAINT identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

ALTER TABLE identity_documents ADD CONSTRAINT identity_documents_identity_id_fkey FOREIGN KEY (identity_id) REFERENCES identities(id);

ALTER TABLE identity_documents ADD CONSTRAINT identity_documents_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES uploads(id);

ALTER TABLE one_time_tokens ADD CONSTRAINT one_time_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

ALTER TABLE options ADD CONSTRAINT options_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id);

ALTER TABLE order_events ADD CONSTRAINT order_events_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES users(id);

ALTER TABLE order_events ADD CONSTRAINT order_events_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id);

ALTER TABLE order_items ADD CONSTRAINT order_items_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id);

ALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES users(id);

ALTER TABLE orders ADD CONSTRAINT orders_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES users(id);

ALTER TABLE orders ADD CONSTRAINT orders_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id);

ALTER TABLE payment_attempts ADD CONSTRAINT payment_attempts_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments(id);

ALTER TABLE payments ADD CONSTRAINT payments_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id);

ALTER TABLE payments ADD CONSTRAINT payments_payer_id_fkey FOREIGN KEY (payer_id) REFERENCES users(id);

ALTER TABLE payout_attempts ADD CONSTRAINT payout_attempts_withdrawal_id_fkey FOREIGN KEY (withdrawal_id) REFERENCES withdrawals(id);

ALTER TABLE payout_methods ADD CONSTRAINT payout_methods_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

ALTER TABLE processed_events ADD CONSTRAINT processed_events_event_id_fkey FOREIGN KEY (event_id) REFERENCES outbox_events(event_id) ON DELETE CASCADE;

ALTER TABLE refunds ADD CONSTRAINT refunds_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id);

ALTER TABLE refunds ADD CONSTRAINT refunds_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders(id);

ALTER TABLE refunds ADD CONSTRAINT refunds_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments(id);

ALTER TABLE refunds ADD CONSTRAINT refunds_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES users(id);

ALTER TABLE role_permissions ADD CONSTRAINT role_permissions_permission_code_fkey FOREIGN KEY (permission_code) REFERENCES permissions(code);

ALTER TABLE role_permissions ADD CONSTRAINT role_permissions_role_code_fkey FOREIGN KEY (role_code) REFERENCES roles(code) ON DELETE CASCADE;

ALTER TABLE service_media ADD CONSTRAINT service_media_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id);

ALTER TABLE service_media ADD CONSTRAINT service_media_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES uploads(id);

ALTER TABLE service_packages ADD CONSTRAINT service_packages_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id);

ALTER TABLE service_requirements ADD CONSTRAINT service_requirements_service_id_fkey FOREIGN KEY (service_id) REFERENCES services(id);

ALTER TABLE services ADD CONSTRAINT services_category_id_fkey FOREIGN KEY (category_id) REFERENCES categories(id);

ALTER TABLE services ADD CONSTRAINT services_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id);

ALTER TABLE sessions ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

ALTER TABLE transaction_entries ADD CONSTRAINT transaction_entries_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);

ALTER TABLE transaction_entries ADD CONSTRAINT transaction_entries_transaction_id_fkey FOREIGN KEY (transaction_id) REFERENCES transactions(id);

ALTER TABLE transactions ADD CONSTRAINT transactions_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id);

ALTER TABLE transactions ADD CONSTRAINT transactions_reverses_transaction_id_fkey FOREIGN KEY (reverses_transaction_id) REFERENCES transactions(id);

ALTER TABLE transactions ADD CONSTRAINT transactions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

ALTER TABLE upload_links ADD CONSTRAINT upload_links_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES uploads(id);

ALTER TABLE uploads ADD CONSTRAINT uploads_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id);

ALTER TABLE user_roles ADD CONSTRAINT user_roles_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES users(id);

ALTER TABLE user_roles ADD CONSTRAINT user_roles_role_code_fkey FOREIGN KEY (role_code) REFERENCES roles(code);

ALTER TABLE user_roles ADD CONSTRAINT user_roles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

ALTER TABLE withdrawals ADD CONSTRAINT withdrawals_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id);

ALTER TABLE withdrawals ADD CONSTRAINT withdrawals_payout_method_id_fkey FOREIGN KEY (payout_method_id) REFERENCES payout_methods(id);

ALTER TABLE withdrawals ADD CONSTRAINT withdrawals_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

CREATE INDEX audit_logs_resource ON audit_logs USING btree (resource_type, resource_id, created_at, "position");

CREATE INDEX categories_parent_id ON categories USING btree (parent_id);

CREATE UNIQUE INDEX categories_slug_key ON categories USING btree (parent_id, slug) NULLS NOT DISTINCT WHERE (deleted_at IS NULL);

CREATE INDEX chat_members_user_id ON chat_members USING btree (user_id);

CREATE INDEX chats_created_by ON chats USING btree (created_by);

CREATE INDEX chats_service_id ON chats USING btree (service_id);

CREATE UNIQUE INDEX deadlines_armed_key ON deadlines USING btree (aggregate_type, aggregate_id, event) WHERE (state = 'armed'::text);

CREATE INDEX deadlines_dead_at ON deadlines USING btree (dead_at) WHERE (dead_at IS NOT NULL);

CREATE INDEX deadlines_fire_at ON deadlines USING btree (fire_at) WHERE (state = 'armed'::text);

CREATE INDEX deliveries_upload_ids ON deliveries USING gin (upload_ids);

CREATE INDEX earnings_dead_at ON earnings USING btree (dead_at) WHERE (dead_at IS NOT NULL);

CREATE INDEX earnings_seller_id ON earnings USING btree (seller_id, created_at DESC, id DESC);

CREATE INDEX earnings_uncleared ON earnings USING btree (clears_at) WHERE (cleared_at IS NULL);

CREATE UNIQUE INDEX identities_approved_document_key ON identities USING btree (document_number_hmac) WHERE (state = 'approved'::text);

CREATE UNIQUE INDEX identities_approved_user_key ON identities USING btree (user_id) WHERE (state = 'approved'::text);

CREATE INDEX identities_endorsed_by ON identities USING btree (endorsed_by) WHERE (endorsed_by IS NOT NULL);

CREATE UNIQUE INDEX identities_open_user_key ON identities USING btree (user_id) WHERE (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'in_review'::text]));

CREATE INDEX identities_reviewer_id ON identities USING btree (reviewer_id) WHERE (reviewer_id IS NOT NULL);

CREATE INDEX identities_state ON identities USING btree (state, COALESCE(submitted_at, created_at), id);

CREATE INDEX identities_submitted ON identities USING btree (submitted_at, id) WHERE (submitted_at IS NOT NULL);

CREATE INDEX job_runs_scheduled_for ON job_runs USING btree (scheduled_for, job COLLATE "C");

CREATE UNIQUE INDEX one_time_tokens_live_key ON one_time_tokens USING btree (user_id, purpose) WHERE (used_at IS NULL);

CREATE INDEX one_time_tokens_user_id ON one_time_tokens USING btree (user_id);

CREATE INDEX options_service_id ON options USING btree (service_id);

CREATE INDEX order_events_actor_id ON order_events USING btree (actor_id);

CREATE INDEX orders_created_at ON orders USING btree (created_at, id);

CREATE INDEX orders_customer_id ON orders USING btree (customer_id, created_at, id);

CREATE INDEX orders_seller_id ON orders USING btree (seller_id, created_at, id);

CREATE INDEX orders_service_id ON orders USING btree (service_id);

CREATE INDEX orders_state ON orders USING btree (state, created_at, id);

CREATE INDEX outbox_events_dead_at ON outbox_events USING btree (dead_at) WHERE (dead_at IS NOT NULL);

CREATE INDEX outbox_events_open ON outbox_events USING btree ("position") WHERE ((published_at IS NULL) AND (dead_at IS NULL));

CREATE INDEX outbox_events_open_of_aggregate ON outbox_events USING btree (aggregate_type, aggregate_id, "position") WHERE ((published_at IS NULL) AND (dead_at IS NULL));

CREATE UNIQUE INDEX payment_attempts_provider_ref_key ON payment_attempts USING btree (provider, provider_ref) WHERE (provider_ref IS NOT NULL);

CREATE UNIQUE INDEX payments_captured_order_key ON payments USING btree (order_id) WHERE (state = 'captured'::text);

CREATE INDEX payments_dead_at ON payments USING btree (dead_at) WHERE (dead_at IS NOT NULL);

CREATE UNIQUE INDEX payments_live_order_key ON payments USING btree (order_id) WHERE (state = ANY (ARRAY['initiated'::text, 'pending'::text, 'requires_action'::text, 'unknown'::text]));

CREATE INDEX payments_next_poll_at ON payments USING btree (next_poll_at) WHERE (next_poll_at IS NOT NULL);

CREATE INDEX payments_order_id ON payments USING btree (order_id);

CREATE INDEX payments_payer_id ON payments USING btree (payer_id);

CREATE INDEX payments_unanswered ON payments USING btree (created_at) WHERE (state = ANY (ARRAY['initiated'::text, 'unknown'::text]));

CREATE UNIQUE INDEX payout_attempts_provider_key_key ON payout_attempts USING btree (provider_key);

CREATE UNIQUE INDEX payout_attempts_provider_ref_key ON payout_attempts USING btree (provider, provider_ref) WHERE (provider_ref IS NOT NULL);

CREATE UNIQUE INDEX payout_methods_account_hmac_key ON payout_methods USING btree (account_hmac) WHERE (deleted_at IS NULL);

CREATE INDEX payout_methods_user_id ON payout_methods USING btree (user_id);

CREATE INDEX refunds_dead_at ON refunds USING btree (dead_at) WHERE (dead_at IS NOT NULL);

CREATE INDEX refunds_decided_by ON refunds USING btree (decided_by);

CREATE INDEX refunds_next_poll_at ON refunds USING btree (next_poll_at) WHERE (next_poll_at IS NOT NULL);

CREATE INDEX refunds_next_send_at ON refunds USING btree (next_send_at) WHERE (next_send_at IS NOT NULL);

CREATE INDEX refunds_order_id ON refunds USING btree (order_id);

CREATE INDEX refunds_payment_id ON refunds USING btree (payment_id);

CREATE INDEX refunds_requested_by ON refunds USING btree (requested_by);

CREATE INDEX refunds_sent_payouts ON refunds USING btree (currency) WHERE ((rail = 'payout'::text) AND (state = ANY (ARRAY['processing'::text, 'unknown'::text])));

CREATE INDEX role_permissions_permission_code ON role_permissions USING btree (permission_code);

CREATE INDEX service_media_upload_id ON service_media USING btree (upload_id);

CREATE INDEX services_category_id ON services USING btree (category_id);

CREATE INDEX services_live ON services USING btree (created_at DESC, id DESC) WHERE (status = 'active'::text);

CREATE INDEX services_live_in_category ON services USING btree (category_id, created_at DESC, id DESC) WHERE (status = 'active'::text);

CREATE INDEX services_owner_id ON services USING btree (owner_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX services_slug_key ON services USING btree (owner_id, slug) WHERE (deleted_at IS NULL);

CREATE INDEX services_status_category_id ON services USING btree (status, category_id);

CREATE UNIQUE INDEX sessions_live_family_key ON sessions USING btree (family_id) WHERE (revoked_at IS NULL);

CREATE INDEX sessions_user_id ON sessions USING btree (user_id);

CREATE INDEX transaction_entries_account_id ON transaction_entries USING btree (account_id);

CREATE INDEX transactions_created_by ON transactions USING btree (created_by) WHERE (created_by IS NOT NULL);

CREATE UNIQUE INDEX transactions_reverses_transaction_id_key ON transactions USING btree (reverses_transaction_id) WHERE (reverses_transaction_id IS NOT NULL);

CREATE INDEX transactions_user_id_created_at ON transactions USING btree (user_id, created_at, "position") WHERE (user_id IS NOT NULL);

CREATE INDEX upload_links_owner ON upload_links USING btree (owner_type, owner_id);

CREATE INDEX uploads_owner_id ON uploads USING btree (owner_id);

CREATE INDEX uploads_unpurged ON uploads USING btree (created_at) WHERE (deleted_at IS NULL);

CREATE INDEX user_roles_granted_by ON user_roles USING btree (granted_by);

CREATE INDEX user_roles_role_code ON user_roles USING btree (role_code);

CREATE UNIQUE INDEX users_email_key ON users USING btree (email) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX users_phone_e164_key ON users USING btree (phone_e164) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX users_username_key ON users USING btree (username) WHERE (deleted_at IS NULL);

CREATE INDEX webhook_events_dead_at ON webhook_events USING btree (dead_at) WHERE (dead_at IS NOT NULL);

CREATE INDEX webhook_events_open ON webhook_events USING btree (received_at) WHERE (state = 'received'::text);

CREATE INDEX withdrawals_created_at ON withdrawals USING btree (created_at, id);

CREATE INDEX withdrawals_dead_at ON withdrawals USING btree (dead_at) WHERE (dead_at IS NOT NULL);

CREATE INDEX withdrawals_decided_by ON withdrawals USING btree (decided_by) WHERE (decided_by IS NOT NULL);

CREATE INDEX withdrawals_next_poll_at ON withdrawals USING btree (next_poll_at) WHERE (next_poll_at IS NOT NULL);

CREATE INDEX withdrawals_next_send_at ON withdrawals USING btree (next_send_at) WHERE (next_send_at IS NOT NULL);

CREATE UNIQUE INDEX withdrawals_open_user_key ON withdrawals USING btree (user_id) WHERE (state = ANY (ARRAY['requested'::text, 'pending_approval'::text, 'approved'::text, 'processing'::text, 'unknown'::text]));

CREATE INDEX withdrawals_payout_method_id ON withdrawals USING btree (payout_method_id);

CREATE INDEX withdrawals_state ON withdrawals USING btree (state, created_at, id);

CREATE INDEX withdrawals_user_id ON withdrawals USING btree (user_id, created_at DESC, id DESC);

CREATE VIEW account_balances AS
 SELECT a.id AS account_id,
    a.code,
    a.owner_type,
    a.owner_id,
    a.currency,
    (COALESCE(sum(e.amount) FILTER (WHERE (e.side = 'debit'::text)), (0)::numeric))::bigint AS debits,
    (COALESCE(sum(e.amount) FILTER (WHERE (e.side = 'credit'::text)), (0)::numeric))::bigint AS credits,
    (COALESCE(sum(
        CASE
            WHEN (e.side = a.normal_side) THEN e.amount
            ELSE (- e.amount)
        END), (0)::numeric))::bigint AS balance
   FROM (accounts a
     LEFT JOIN transaction_entries e ON ((e.account_id = a.id)))
  GROUP BY a.id;

CREATE TRIGGER accounts_are_kept BEFORE DELETE OR TRUNCATE ON accounts FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

CREATE TRIGGER audit_logs_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_logs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE CONSTRAINT TRIGGER categories_depth_fits AFTER INSERT OR UPDATE ON categories DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_category_depth();

CREATE TRIGGER earnings_are_kept BEFORE DELETE OR TRUNCATE ON earnings FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

CREATE TRIGGER identities_are_kept BEFORE DELETE OR TRUNCATE ON identities FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER kyc_limits_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON kyc_limits FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER order_events_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON order_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE CONSTRAINT TRIGGER order_items_add_up AFTER INSERT OR DELETE OR UPDATE ON order_items DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_order_items_add_up();

CREATE TRIGGER orders_amounts_are_frozen BEFORE UPDATE ON orders FOR EACH ROW WHEN (((old.state <> 'pending_payment'::text) AND ((old.currency IS DISTINCT FROM new.currency) OR (old.items_amount IS DISTINCT FROM new.items_amount) OR (old.service_fee_amount IS DISTINCT FROM new.service_fee_amount) OR (old.total_amount IS DISTINCT FROM new.total_amount) OR (old.commission_amount IS DISTINCT FROM new.commission_amount) OR (old.seller_net_amount IS DISTINCT FROM new.seller_net_amount)))) EXECUTE FUNCTION refuse_row();

CREATE TRIGGER orders_are_kept BEFORE DELETE OR TRUNCATE ON orders FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

CREATE CONSTRAINT TRIGGER orders_items_add_up AFTER INSERT OR UPDATE OF items_amount ON orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_order_items_add_up();

CREATE TRIGGER payment_attempts_are_kept BEFORE DELETE OR TRUNCATE ON payment_attempts FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

CREATE TRIGGER payments_are_kept BEFORE DELETE OR TRUNCATE ON payments FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

CREATE TRIGGER payments_terms_are_frozen BEFORE UPDATE ON payments FOR EACH ROW WHEN (((old.order_id IS DISTINCT FROM new.order_id) OR (old.payer_id IS DISTINCT FROM new.payer_id) OR (old.currency IS DISTINCT FROM new.currency) OR (old.amount IS DISTINCT FROM new.amount) OR (old.service_fee_amount IS DISTINCT FROM new.service_fee_amount) OR (old.commission_amount IS DISTINCT FROM new.commission_amount) OR (old.seller_net_amount IS DISTINCT FROM new.seller_net_amount))) EXECUTE FUNCTION refuse_row();

CREATE TRIGGER payout_attempts_are_kept BEFORE DELETE OR TRUNCATE ON payout_attempts FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

CREATE TRIGGER refunds_are_kept BEFORE DELETE OR TRUNCATE ON refunds FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

CREATE CONSTRAINT TRIGGER refunds_within_captured AFTER INSERT OR UPDATE ON refunds DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.state = ANY (ARRAY['approved'::text, 'processing'::text, 'unknown'::text, 'failed'::text, 'succeeded'::text]))) EXECUTE FUNCTION assert_refunds_within_captured();

CREATE TRIGGER roles_builtin_are_kept BEFORE DELETE ON roles FOR EACH ROW WHEN (old.is_builtin) EXECUTE FUNCTION refuse_removal();

CREATE CONSTRAINT TRIGGER service_packages_fit AFTER INSERT OR DELETE OR UPDATE ON service_packages DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION assert_packages_fit();

CREATE CONSTRAINT TRIGGER services_have_their_package AFTER INSERT ON services DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION assert_packages_fit();

CREATE CONSTRAINT TRIGGER services_keep_their_package AFTER UPDATE OF basic_price, delivery_days, revisions_included ON services DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN (((old.basic_price IS DISTINCT FROM new.basic_price) OR (old.delivery_days IS DISTINCT FROM new.delivery_days) OR (old.revisions_included IS DISTINCT FROM new.revisions_included))) EXECUTE FUNCTION assert_packages_fit();

CREATE TRIGGER transaction_entries_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON transaction_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE CONSTRAINT TRIGGER transaction_entries_balanced AFTER INSERT ON transaction_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_transaction_balanced();

CREATE TRIGGER transactions_are_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON transactions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE CONSTRAINT TRIGGER transactions_balanced AFTER INSERT ON transactions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_transaction_balanced();

CREATE TRIGGER withdrawals_are_kept BEFORE DELETE OR TRUNCATE ON withdrawals FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
