import type { RunStatement } from '../src/migrations/migration.js';

export async function up(run: RunStatement): Promise<void> {
  await run(`
    CREATE TABLE uploads (
      id uuid NOT NULL CONSTRAINT uploads_pkey PRIMARY KEY,
      owner_id uuid NOT NULL CONSTRAINT uploads_owner_id_fkey REFERENCES users,
      purpose text NOT NULL CHECK (purpose IN ('avatar', 'service_media', 'message', 'delivery')),
      visibility text NOT NULL CHECK (visibility IN ('public', 'parties')),
      path text NOT NULL CONSTRAINT uploads_path_key UNIQUE,
      original_name text NOT NULL,
      mime_type text NOT NULL,
      size_bytes integer NOT NULL CHECK (size_bytes >= 1),
      sha256 char(64) NOT NULL,
      state text NOT NULL CHECK (state IN ('initiated', 'stored', 'ready', 'expired', 'orphaned', 'purged')),
      expires_at timestamptz NOT NULL,
      version integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      deleted_at timestamptz,
      CHECK ((state = 'purged') = (deleted_at IS NOT NULL))
    );
    CREATE INDEX uploads_owner_id ON uploads (owner_id);
    CREATE INDEX uploads_unpurged ON uploads (created_at) WHERE deleted_at IS NULL;

    -- The holder is a row of any table, or a message: no foreign key can name it.
    CREATE TABLE upload_links (
      upload_id uuid NOT NULL CONSTRAINT upload_links_upload_id_fkey REFERENCES uploads,
      owner_type text NOT NULL,
      owner_id uuid NOT NULL,
      created_at timestamptz NOT NULL,
      CONSTRAINT upload_links_pkey PRIMARY KEY (upload_id, owner_type, owner_id)
    );
    CREATE INDEX upload_links_owner ON upload_links (owner_type, owner_id);

    CREATE TABLE categories (
      id uuid NOT NULL CONSTRAINT categories_pkey PRIMARY KEY,
      parent_id uuid CONSTRAINT categories_parent_id_fkey REFERENCES categories,
      depth smallint NOT NULL CHECK (depth BETWEEN 1 AND 3),
      slug text NOT NULL,
      name_fr text NOT NULL,
      name_en text NOT NULL,
      description text,
      position integer NOT NULL,
      is_active boolean NOT NULL,
      version integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      deleted_at timestamptz,
      CHECK ((depth = 1) = (parent_id IS NULL))
    );
    CREATE UNIQUE INDEX categories_slug_key ON categories (parent_id, slug) NULLS NOT DISTINCT WHERE deleted_at IS NULL;
    CREATE INDEX categories_parent_id ON categories (parent_id);

    CREATE TABLE services (
      id uuid NOT NULL CONSTRAINT services_pkey PRIMARY KEY,
      owner_id uuid NOT NULL CONSTRAINT services_owner_id_fkey REFERENCES users,
      category_id uuid NOT NULL CONSTRAINT services_category_id_fkey REFERENCES categories,
      title varchar(120) NOT NULL,
      slug text NOT NULL,
      description text NOT NULL,
      basic_price bigint NOT NULL CHECK (basic_price > 0),
      currency char(3) NOT NULL CHECK (currency IN ('XAF', 'XOF')),
      delivery_days smallint NOT NULL CHECK (delivery_days >= 1),
      revisions_included smallint CHECK (revisions_included >= 0),
      tags text[] NOT NULL,
      status text NOT NULL CHECK (status IN
        ('draft', 'pending_review', 'active', 'rejected', 'paused', 'suspended', 'archived')),
      rejection_reason text,
      sales_count integer NOT NULL DEFAULT 0,
      completed_count integer NOT NULL DEFAULT 0,
      published_at timestamptz,
      version integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      deleted_at timestamptz,
      CONSTRAINT services_counts_in_order CHECK (completed_count BETWEEN 0 AND sales_count),
      CHECK ((status = 'archived') = (deleted_at IS NOT NULL)),
      CHECK (status <> 'active' OR published_at IS NOT NULL)
    );
    CREATE UNIQUE INDEX services_slug_key ON services (owner_id, slug) WHERE deleted_at IS NULL;
    CREATE INDEX services_status_category_id ON services (status, category_id);
    CREATE INDEX services_category_id ON services (category_id);
    CREATE INDEX services_live ON services (created_at DESC, id DESC) WHERE status = 'active';
    CREATE INDEX services_live_in_category ON services (category_id, created_at DESC, id DESC) WHERE status = 'active';
    CREATE INDEX services_owner_id ON services (owner_id, created_at DESC, id DESC);

    CREATE TABLE options (
      id uuid NOT NULL CONSTRAINT options_pkey PRIMARY KEY,
      service_id uuid NOT NULL CONSTRAINT options_service_id_fkey REFERENCES services,
      position smallint NOT NULL,
      title text NOT NULL,
      description text,
      price bigint NOT NULL CHECK (price > 0),
      extra_days smallint NOT NULL,
      max_quantity smallint NOT NULL CHECK (max_quantity >= 1),
      is_active boolean NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      deleted_at timestamptz
    );
    CREATE INDEX options_service_id ON options (service_id);

    CREATE TABLE service_media (
      service_id uuid NOT NULL CONSTRAINT service_media_service_id_fkey REFERENCES services,
      upload_id uuid NOT NULL CONSTRAINT service_media_upload_id_fkey REFERENCES uploads,
      position smallint NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT service_media_pkey PRIMARY KEY (service_id, upload_id)
    );
    CREATE INDEX service_media_upload_id ON service_media (upload_id);`);
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP TABLE service_media, options, services, categories, upload_links, uploads');
}
