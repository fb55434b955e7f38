import type { RunStatement } from '../src/migrations/migration.js';

export async function up(run: RunStatement): Promise<void> {
  await run(`
    CREATE TABLE chats (
      id uuid NOT NULL CONSTRAINT chats_pkey PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('order', 'inquiry')),
      -- Deferred: an order and its chat are written together, in either order.
      order_id uuid CONSTRAINT chats_order_id_fkey REFERENCES orders DEFERRABLE INITIALLY DEFERRED,
      service_id uuid CONSTRAINT chats_service_id_fkey REFERENCES services,
      state text NOT NULL CHECK (state IN ('open', 'locked', 'archived')),
      created_by uuid NOT NULL CONSTRAINT chats_created_by_fkey REFERENCES users,
      -- Of the newest message, which lies in the other store: these follow it a moment late.
      last_seq integer NOT NULL DEFAULT 0 CHECK (last_seq >= 0),
      last_message_at timestamptz,
      last_message_preview text,
      active_at timestamptz NOT NULL GENERATED ALWAYS AS (coalesce(last_message_at, created_at)) STORED,
      version integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT chats_order_id_key UNIQUE (order_id),
      CONSTRAINT chats_kind_fits CHECK ((kind = 'order') = (order_id IS NOT NULL)),
      CONSTRAINT chats_activity_is_whole CHECK (
        (last_seq = 0) = (last_message_at IS NULL) AND (last_seq = 0) = (last_message_preview IS NULL))
    );
    CREATE INDEX chats_service_id ON chats (service_id);
    CREATE INDEX chats_created_by ON chats (created_by);

    CREATE TABLE chat_members (
      chat_id uuid NOT NULL CONSTRAINT chat_members_chat_id_fkey REFERENCES chats,
      user_id uuid NOT NULL CONSTRAINT chat_members_user_id_fkey REFERENCES users,
      role text NOT NULL CHECK (role IN ('customer', 'seller', 'staff')),
      joined_at timestamptz NOT NULL,
      left_at timestamptz,
      muted_until timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT chat_members_pkey PRIMARY KEY (chat_id, user_id)
    );
    CREATE INDEX chat_members_present ON chat_members (user_id) WHERE left_at IS NULL;`);
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP TABLE chat_members, chats');
}
