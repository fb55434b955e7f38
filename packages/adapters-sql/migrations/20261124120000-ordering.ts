import type { RunStatement } from '../src/migrations/migration.js';

const ROLES = `('customer', 'seller', 'staff', 'system')`;
const STATES = `('pending_payment', 'in_progress', 'delivered', 'in_revision', 'completed', 'cancelled', 'expired')`;

export async function up(run: RunStatement): Promise<void> {
  await run(`
    CREATE SEQUENCE order_numbers;

    CREATE TABLE orders (
      id uuid NOT NULL CONSTRAINT orders_pkey PRIMARY KEY,
      number text NOT NULL CONSTRAINT orders_number_key UNIQUE,
      customer_id uuid NOT NULL CONSTRAINT orders_customer_id_fkey REFERENCES users,
      seller_id uuid NOT NULL CONSTRAINT orders_seller_id_fkey REFERENCES users,
      service_id uuid NOT NULL CONSTRAINT orders_service_id_fkey REFERENCES services,
      -- No foreign key: the chat names the order, and both are written together.
      chat_id uuid NOT NULL,
      state text NOT NULL CHECK (state IN ${STATES}),
      process_version integer NOT NULL,
      currency char(3) NOT NULL CHECK (currency IN ('XAF', 'XOF')),
      items_amount bigint NOT NULL CHECK (items_amount >= 0),
      service_fee_amount bigint NOT NULL CHECK (service_fee_amount >= 0),
      total_amount bigint NOT NULL CHECK (total_amount >= 0),
      commission_amount bigint NOT NULL CHECK (commission_amount >= 0),
      seller_net_amount bigint NOT NULL CHECK (seller_net_amount >= 0),
      refunded_amount bigint NOT NULL DEFAULT 0,
      fee_rule_snapshot jsonb NOT NULL,
      package_snapshot jsonb NOT NULL,
      delivery_days integer NOT NULL CHECK (delivery_days >= 1),
      revisions_included integer CHECK (revisions_included >= 0),
      revisions_used integer NOT NULL DEFAULT 0 CHECK (revisions_used >= 0),
      payment_due_at timestamptz NOT NULL,
      due_at timestamptz,
      delivered_at timestamptz,
      review_due_at timestamptz,
      completed_at timestamptz,
      completed_by text CHECK (completed_by IN ${ROLES}),
      cancelled_at timestamptz,
      cancelled_by text CHECK (cancelled_by IN ${ROLES}),
      cancel_reason_code text,
      clears_at timestamptz,
      version integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT orders_parties_differ CHECK (customer_id <> seller_id),
      CONSTRAINT orders_total_adds_up CHECK (total_amount = items_amount + service_fee_amount),
      CONSTRAINT orders_price_adds_up CHECK (items_amount = commission_amount + seller_net_amount),
      CONSTRAINT orders_refunded_within_total CHECK (refunded_amount BETWEEN 0 AND total_amount),
      CONSTRAINT orders_completion_is_whole CHECK ((state = 'completed') = (completed_at IS NOT NULL)),
      CONSTRAINT orders_cancellation_is_whole CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL))
    );
    CREATE INDEX orders_state_created_at ON orders (state, created_at);
    CREATE INDEX orders_customer_id ON orders (customer_id, created_at, id);
    CREATE INDEX orders_seller_id ON orders (seller_id, created_at, id);
    CREATE INDEX orders_service_id ON orders (service_id);

    CREATE TABLE order_items (
      id uuid NOT NULL CONSTRAINT order_items_pkey PRIMARY KEY,
      order_id uuid NOT NULL CONSTRAINT order_items_order_id_fkey REFERENCES orders,
      position integer NOT NULL,
      kind text NOT NULL CHECK (kind IN ('package', 'option')),
      ref_id uuid NOT NULL,
      title text NOT NULL,
      unit_price bigint NOT NULL CHECK (unit_price >= 0),
      quantity integer NOT NULL CHECK (quantity >= 1),
      amount bigint NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT order_items_position_key UNIQUE (order_id, position),
      CONSTRAINT order_items_amount_adds_up CHECK (amount = unit_price * quantity)
    );

    CREATE TABLE deliveries (
      id uuid NOT NULL CONSTRAINT deliveries_pkey PRIMARY KEY,
      order_id uuid NOT NULL CONSTRAINT deliveries_order_id_fkey REFERENCES orders,
      number integer NOT NULL CHECK (number >= 1),
      message text NOT NULL,
      link_urls text[] NOT NULL,
      upload_ids uuid[] NOT NULL,
      submitted_at timestamptz NOT NULL,
      state text NOT NULL CHECK (state IN ('submitted', 'accepted', 'revision_requested', 'superseded')),
      revision_message text,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT deliveries_number_key UNIQUE (order_id, number),
      CHECK ((state = 'revision_requested') = (revision_message IS NOT NULL))
    );

    CREATE TABLE order_events (
      id uuid NOT NULL CONSTRAINT order_events_pkey PRIMARY KEY,
      order_id uuid NOT NULL CONSTRAINT order_events_order_id_fkey REFERENCES orders,
      seq integer NOT NULL CHECK (seq >= 1),
      event text NOT NULL,
      from_state text CHECK (from_state IN ${STATES}),
      to_state text NOT NULL CHECK (to_state IN ${STATES}),
      actor_role text NOT NULL CHECK (actor_role IN ${ROLES}),
      actor_id uuid CONSTRAINT order_events_actor_id_fkey REFERENCES users,
      payload jsonb NOT NULL,
      created_at timestamptz NOT NULL,
      CONSTRAINT order_events_seq_key UNIQUE (order_id, seq),
      CHECK ((actor_role = 'system') = (actor_id IS NULL))
    );
    CREATE INDEX order_events_actor_id ON order_events (actor_id);
    CREATE TRIGGER order_events_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON order_events
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`);
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP TABLE order_events, deliveries, order_items, orders; DROP SEQUENCE order_numbers');
}
