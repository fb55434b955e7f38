import type { RunStatement } from '../src/migrations/migration.js';

/** What the business never forgets. */
const KEPT = [
  ...['accounts', 'earnings', 'orders', 'payment_attempts', 'payments'],
  ...['payout_attempts', 'refunds', 'withdrawals'],
];

const CHECK_OF_TRANSACTIONS = `
    CREATE OR REPLACE FUNCTION assert_transaction_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
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
    $$`;

const FORMER_CHECK_OF_TRANSACTIONS = `
    CREATE OR REPLACE FUNCTION assert_transaction_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      checked uuid := CASE TG_TABLE_NAME WHEN 'transactions' THEN to_jsonb(NEW) ->> 'id'
        ELSE to_jsonb(NEW) ->> 'transaction_id' END;
      is_balanced boolean;
    BEGIN
      SELECT count(*) > 0 AND sum(CASE e.side WHEN 'debit' THEN e.amount ELSE -e.amount END) = 0
          AND sum(e.amount) FILTER (WHERE e.side = 'debit') = t.amount AND bool_and(a.currency = t.currency)
        INTO is_balanced
        FROM transactions t LEFT JOIN transaction_entries e ON e.transaction_id = t.id LEFT JOIN accounts a ON a.id = e.account_id
        WHERE t.id = checked GROUP BY t.id;
      IF is_balanced IS NOT TRUE THEN
        RAISE EXCEPTION 'The ledger transaction % is not balanced.', checked
          USING ERRCODE = 'check_violation', CONSTRAINT = 'transactions_balanced';
      END IF;
      RETURN NULL;
    END
    $$`;

/**
 * Invariants that only the domain kept so far. Those of several rows are looked at when the transaction ends, by
 * the index that leads to them.
 */
export async function up(run: RunStatement): Promise<void> {
  await run(CHECK_OF_TRANSACTIONS);
  await run(`
    CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'Rows of % are never removed.', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END
    $$`);
  for (const table of KEPT) {
    await run(`CREATE TRIGGER ${table}_are_kept BEFORE DELETE OR TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal()`);
  }
  await run(`
    CREATE TRIGGER roles_builtin_are_kept BEFORE DELETE ON roles
      FOR EACH ROW WHEN (OLD.is_builtin) EXECUTE FUNCTION refuse_removal();

    CREATE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'This change of % is refused.', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END
    $$;
    CREATE TRIGGER payments_terms_are_frozen BEFORE UPDATE ON payments FOR EACH ROW
      WHEN (OLD.order_id IS DISTINCT FROM NEW.order_id
          OR OLD.payer_id IS DISTINCT FROM NEW.payer_id
          OR OLD.currency IS DISTINCT FROM NEW.currency
          OR OLD.amount IS DISTINCT FROM NEW.amount
          OR OLD.service_fee_amount IS DISTINCT FROM NEW.service_fee_amount
          OR OLD.commission_amount IS DISTINCT FROM NEW.commission_amount
          OR OLD.seller_net_amount IS DISTINCT FROM NEW.seller_net_amount)
      EXECUTE FUNCTION refuse_row();
    CREATE TRIGGER orders_amounts_are_frozen BEFORE UPDATE ON orders FOR EACH ROW
      WHEN (OLD.state <> 'pending_payment' AND (
          OLD.currency IS DISTINCT FROM NEW.currency
          OR OLD.items_amount IS DISTINCT FROM NEW.items_amount
          OR OLD.service_fee_amount IS DISTINCT FROM NEW.service_fee_amount
          OR OLD.total_amount IS DISTINCT FROM NEW.total_amount
          OR OLD.commission_amount IS DISTINCT FROM NEW.commission_amount
          OR OLD.seller_net_amount IS DISTINCT FROM NEW.seller_net_amount))
      EXECUTE FUNCTION refuse_row();

    CREATE FUNCTION assert_order_items_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
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
    $$;
    CREATE CONSTRAINT TRIGGER orders_items_add_up AFTER INSERT OR UPDATE OF items_amount ON orders
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_order_items_add_up();
    CREATE CONSTRAINT TRIGGER order_items_add_up AFTER INSERT OR UPDATE OR DELETE ON order_items
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_order_items_add_up();

    CREATE FUNCTION assert_refunds_within_captured() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM payments p WHERE p.id = NEW.payment_id AND p.captured_amount <
          (SELECT sum(r.amount) FROM refunds r WHERE r.payment_id = p.id
            AND r.state IN ('approved', 'processing', 'unknown', 'failed', 'succeeded'))) THEN
        RAISE EXCEPTION 'The refunds of the payment % are more than was captured.', NEW.payment_id
          USING ERRCODE = 'check_violation', CONSTRAINT = 'refunds_within_captured';
      END IF;
      RETURN NULL;
    END
    $$;
    CREATE CONSTRAINT TRIGGER refunds_within_captured AFTER INSERT OR UPDATE ON refunds
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
      WHEN (NEW.state IN ('approved', 'processing', 'unknown', 'failed', 'succeeded'))
      EXECUTE FUNCTION assert_refunds_within_captured();

    CREATE FUNCTION assert_category_depth() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM categories c JOIN categories p ON p.id = c.parent_id
          WHERE (c.id = NEW.id OR c.parent_id = NEW.id) AND c.depth <> p.depth + 1) THEN
        RAISE EXCEPTION 'The category % is not one level below its parent.', NEW.id
          USING ERRCODE = 'check_violation', CONSTRAINT = 'categories_depth_fits';
      END IF;
      RETURN NULL;
    END
    $$;
    CREATE CONSTRAINT TRIGGER categories_depth_fits AFTER INSERT OR UPDATE ON categories
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_category_depth();`);
}

export async function down(run: RunStatement): Promise<void> {
  await run(`
    DROP TRIGGER categories_depth_fits ON categories;
    DROP FUNCTION assert_category_depth();
    DROP TRIGGER refunds_within_captured ON refunds;
    DROP FUNCTION assert_refunds_within_captured();
    DROP TRIGGER order_items_add_up ON order_items;
    DROP TRIGGER orders_items_add_up ON orders;
    DROP FUNCTION assert_order_items_add_up();
    DROP TRIGGER orders_amounts_are_frozen ON orders;
    DROP TRIGGER payments_terms_are_frozen ON payments;
    DROP FUNCTION refuse_row();
    DROP TRIGGER roles_builtin_are_kept ON roles`);
  for (const table of KEPT) await run(`DROP TRIGGER ${table}_are_kept ON ${table}`);
  await run('DROP FUNCTION refuse_removal()');
  await run(FORMER_CHECK_OF_TRANSACTIONS);
}
