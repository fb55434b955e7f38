-- The schema all migrations lead to, written from the database's catalogue. Not edited by hand.
SET check_function_bodies = off;

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
  CONSTRAINT outbox_events_pkey PRIMARY KEY (event_id),
  CONSTRAINT outbox_events_attempts_check CHECK ((attempts >= 0)),
  CONSTRAINT outbox_events_check CHECK (((published_at IS NULL) OR (dead_at IS NULL)))
);

CREATE TABLE permissions (
  code text NOT NULL,
  description text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT permissions_pkey PRIMARY KEY (code),
  CONSTRAINT permissions_code_check CHECK ((code ~ '^[a-z_]+:[a-z_]+$'::text))
);

CREATE TABLE processed_events (
  event_id uuid NOT NULL,
  handler text NOT NULL,
  processed_at timestamp with time zone NOT NULL,
  CONSTRAINT processed_events_pkey PRIMARY KEY (event_id, handler)
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

CREATE TABLE user_roles (
  user_id uuid NOT NULL,
  role_code text NOT NULL,
  granted_by uuid,
  granted_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone,
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

ALTER TABLE one_time_tokens ADD CONSTRAINT one_time_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

ALTER TABLE processed_events ADD CONSTRAINT processed_events_event_id_fkey FOREIGN KEY (event_id) REFERENCES outbox_events(event_id) ON DELETE CASCADE;

ALTER TABLE role_permissions ADD CONSTRAINT role_permissions_permission_code_fkey FOREIGN KEY (permission_code) REFERENCES permissions(code);

ALTER TABLE role_permissions ADD CONSTRAINT role_permissions_role_code_fkey FOREIGN KEY (role_code) REFERENCES roles(code) ON DELETE CASCADE;

ALTER TABLE sessions ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

ALTER TABLE user_roles ADD CONSTRAINT user_roles_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES users(id);

ALTER TABLE user_roles ADD CONSTRAINT user_roles_role_code_fkey FOREIGN KEY (role_code) REFERENCES roles(code);

ALTER TABLE user_roles ADD CONSTRAINT user_roles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

CREATE INDEX idempotency_keys_expiry ON idempotency_keys USING btree (expires_at);

CREATE INDEX one_time_tokens_user_id ON one_time_tokens USING btree (user_id);

CREATE INDEX outbox_events_open ON outbox_events USING btree ("position") WHERE ((published_at IS NULL) AND (dead_at IS NULL));

CREATE INDEX outbox_events_open_of_aggregate ON outbox_events USING btree (aggregate_type, aggregate_id, "position") WHERE ((published_at IS NULL) AND (dead_at IS NULL));

CREATE INDEX role_permissions_permission_code ON role_permissions USING btree (permission_code);

CREATE UNIQUE INDEX sessions_live_family_key ON sessions USING btree (family_id) WHERE (revoked_at IS NULL);

CREATE INDEX sessions_user_id ON sessions USING btree (user_id);

CREATE INDEX user_roles_granted_by ON user_roles USING btree (granted_by);

CREATE INDEX user_roles_role_code ON user_roles USING btree (role_code);

CREATE UNIQUE INDEX users_email_key ON users USING btree (email) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX users_phone_e164_key ON users USING btree (phone_e164) WHERE (deleted_at IS NULL);

CREATE UNIQUE INDEX users_username_key ON users USING btree (username) WHERE (deleted_at IS NULL);
