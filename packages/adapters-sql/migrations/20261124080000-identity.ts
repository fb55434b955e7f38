import type { RunStatement } from '../src/migrations/migration.js';

export async function up(run: RunStatement): Promise<void> {
  await run(`
    CREATE TABLE users (
      id uuid NOT NULL CONSTRAINT users_pkey PRIMARY KEY,
      full_name varchar(100) NOT NULL,
      username varchar(30) NOT NULL,
      email varchar(255) NOT NULL,
      password_hash varchar(255) NOT NULL,
      is_active boolean NOT NULL DEFAULT false,
      email_verified_at timestamptz,
      phone_e164 varchar(16),
      phone_verified_at timestamptz,
      country char(2) NOT NULL,
      locale text NOT NULL DEFAULT 'fr' CHECK (locale IN ('fr', 'en')),
      timezone text NOT NULL,
      bio text,
      avatar_upload_id uuid,
      kyc_status text NOT NULL DEFAULT 'none' CHECK (kyc_status IN
        ('none', 'pending', 'in_review', 'approved', 'resubmission_required', 'rejected', 'expired')),
      kyc_level smallint NOT NULL DEFAULT 0 CHECK (kyc_level >= 0),
      seller_level text NOT NULL DEFAULT 'new' CHECK (seller_level IN ('new', 'level_1', 'level_2', 'top')),
      away_from timestamptz,
      away_until timestamptz,
      away_message text,
      suspended_at timestamptz,
      suspension_reason text,
      banned_at timestamptz,
      deactivated_at timestamptz,
      anonymized_at timestamptz,
      last_login_at timestamptz,
      version integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      deleted_at timestamptz,
      CHECK (email = lower(email)),
      CHECK (username = lower(username)),
      CHECK (NOT is_active OR email_verified_at IS NOT NULL)
    );
    -- A deleted account gives its address, name and number free.
    CREATE UNIQUE INDEX users_email_key ON users (email) WHERE deleted_at IS NULL;
    CREATE UNIQUE INDEX users_username_key ON users (username) WHERE deleted_at IS NULL;
    CREATE UNIQUE INDEX users_phone_e164_key ON users (phone_e164) WHERE deleted_at IS NULL;

    CREATE TABLE permissions (
      code text NOT NULL CONSTRAINT permissions_pkey PRIMARY KEY CHECK (code ~ '^[a-z_]+:[a-z_]+$'),
      description text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE roles (
      code text NOT NULL CONSTRAINT roles_pkey PRIMARY KEY,
      name_fr text NOT NULL,
      name_en text NOT NULL,
      is_builtin boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE role_permissions (
      role_code text NOT NULL CONSTRAINT role_permissions_role_code_fkey REFERENCES roles ON DELETE CASCADE,
      permission_code text NOT NULL CONSTRAINT role_permissions_permission_code_fkey REFERENCES permissions,
      PRIMARY KEY (role_code, permission_code)
    );
    CREATE INDEX role_permissions_permission_code ON role_permissions (permission_code);

    CREATE TABLE user_roles (
      user_id uuid NOT NULL CONSTRAINT user_roles_user_id_fkey REFERENCES users,
      role_code text NOT NULL CONSTRAINT user_roles_role_code_fkey REFERENCES roles,
      granted_by uuid CONSTRAINT user_roles_granted_by_fkey REFERENCES users,
      granted_at timestamptz NOT NULL,
      expires_at timestamptz,
      PRIMARY KEY (user_id, role_code)
    );
    CREATE INDEX user_roles_role_code ON user_roles (role_code);
    CREATE INDEX user_roles_granted_by ON user_roles (granted_by);

    CREATE TABLE sessions (
      id uuid NOT NULL CONSTRAINT sessions_pkey PRIMARY KEY,
      user_id uuid NOT NULL CONSTRAINT sessions_user_id_fkey REFERENCES users,
      family_id uuid NOT NULL,
      refresh_hash text NOT NULL CONSTRAINT sessions_refresh_hash_key UNIQUE,
      user_agent text,
      last_seen_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      revoked_at timestamptz,
      revoke_reason text CHECK (revoke_reason IN ('rotated', 'logged_out', 'reused', 'staff')),
      version integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CHECK ((revoked_at IS NULL) = (revoke_reason IS NULL))
    );
    CREATE UNIQUE INDEX sessions_live_family_key ON sessions (family_id) WHERE revoked_at IS NULL;
    CREATE INDEX sessions_user_id ON sessions (user_id);

    CREATE TABLE one_time_tokens (
      id uuid NOT NULL CONSTRAINT one_time_tokens_pkey PRIMARY KEY,
      user_id uuid NOT NULL CONSTRAINT one_time_tokens_user_id_fkey REFERENCES users,
      purpose text NOT NULL CHECK (purpose IN ('verify_email', 'reset_password')),
      secret_hash text NOT NULL CONSTRAINT one_time_tokens_secret_hash_key UNIQUE,
      expires_at timestamptz NOT NULL,
      used_at timestamptz,
      version integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL
    );
    CREATE INDEX one_time_tokens_user_id ON one_time_tokens (user_id);`);
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP TABLE one_time_tokens, sessions, user_roles, role_permissions, roles, permissions, users');
}
