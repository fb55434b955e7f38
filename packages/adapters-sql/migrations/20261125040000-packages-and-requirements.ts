import type { RunStatement } from '../src/migrations/migration.js';

const BASIC_PACKAGES = `INSERT INTO service_packages
    (id, service_id, tier, price, delivery_days, revisions_included, features)
  SELECT gen_random_uuid(), s.id, 'basic', s.basic_price, s.delivery_days, s.revisions_included, '{}' FROM services s`;

/**
 * The sizes a service is sold in, and what its seller asks. What a service costs, takes and includes is said twice
 * from now on, by itself and by its basic package: the triggers refuse whatever would let the two differ.
 */
export async function up(run: RunStatement): Promise<void> {
  await run(`
    CREATE TABLE service_packages (
      id uuid NOT NULL CONSTRAINT service_packages_pkey PRIMARY KEY,
      service_id uuid NOT NULL,
      tier text NOT NULL CONSTRAINT service_packages_tier_check CHECK (tier IN ('basic', 'standard', 'premium')),
      title text CONSTRAINT service_packages_title_check CHECK (char_length(title) BETWEEN 2 AND 80),
      description text CONSTRAINT service_packages_description_check CHECK (char_length(description) BETWEEN 1 AND 500),
      price bigint NOT NULL CONSTRAINT service_packages_price_check CHECK (price > 0),
      delivery_days smallint NOT NULL CONSTRAINT service_packages_delivery_days_check CHECK (delivery_days >= 1),
      revisions_included smallint CONSTRAINT service_packages_revisions_included_check CHECK (revisions_included >= 0),
      features text[] NOT NULL CONSTRAINT service_packages_features_check
        CHECK (cardinality(features) <= 20 AND array_position(features, NULL) IS NULL),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      deleted_at timestamptz,
      CONSTRAINT service_packages_tier_key UNIQUE NULLS NOT DISTINCT (service_id, tier, deleted_at),
      CONSTRAINT service_packages_basic_is_kept CHECK (tier <> 'basic' OR deleted_at IS NULL)
    );

    -- Before anything is locked, since of many services this takes seconds.
    ${BASIC_PACKAGES};

    CREATE TABLE service_requirements (
      service_id uuid NOT NULL CONSTRAINT service_requirements_service_id_fkey REFERENCES services,
      position smallint NOT NULL CONSTRAINT service_requirements_position_check CHECK (position BETWEEN 1 AND 20),
      prompt text NOT NULL CONSTRAINT service_requirements_prompt_check CHECK (char_length(prompt) BETWEEN 3 AND 500),
      kind text NOT NULL CONSTRAINT service_requirements_kind_check CHECK (kind IN ('text', 'choice', 'file')),
      choices text[] CONSTRAINT service_requirements_choices_check
        CHECK (cardinality(choices) >= 2 AND cardinality(choices) <= 20 AND array_position(choices, NULL) IS NULL),
      is_required boolean NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT service_requirements_pkey PRIMARY KEY (service_id, position),
      CONSTRAINT service_requirements_choice_has_choices CHECK ((kind = 'choice') = (choices IS NOT NULL))
    );

    -- The key holds off other writers of services until the end: the rest is what they did before it.
    ALTER TABLE service_packages ADD CONSTRAINT service_packages_service_id_fkey
      FOREIGN KEY (service_id) REFERENCES services;
    DELETE FROM service_packages p USING services s WHERE s.id = p.service_id
      AND (p.price <> s.basic_price OR p.delivery_days <> s.delivery_days
        OR p.revisions_included IS DISTINCT FROM s.revisions_included);
    ${BASIC_PACKAGES} WHERE NOT EXISTS (SELECT FROM service_packages p WHERE p.service_id = s.id);

    CREATE FUNCTION assert_packages_fit() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      checked uuid;
      is_basic_like_service boolean;
      do_prices_rise boolean;
    BEGIN
      FOR checked IN SELECT DISTINCT CASE TG_TABLE_NAME WHEN 'services' THEN r ->> 'id' ELSE r ->> 'service_id' END
          FROM (VALUES (to_jsonb(OLD)), (to_jsonb(NEW))) AS changed (r) WHERE r IS NOT NULL LOOP
        -- Whoever else changes them waits here: two changes that fit alone may not fit together.
        PERFORM FROM services WHERE id = checked FOR NO KEY UPDATE;
        CONTINUE WHEN NOT FOUND;
        SELECT count(*) FILTER (WHERE p.tier = 'basic' AND p.price = s.basic_price AND p.delivery_days = s.delivery_days
              AND p.revisions_included IS NOT DISTINCT FROM s.revisions_included) = 1,
            coalesce(bool_and(p.price > p.smaller), true)
          INTO is_basic_like_service, do_prices_rise
          FROM services s LEFT JOIN (
            SELECT *, lag(price) OVER (PARTITION BY service_id
                ORDER BY array_position(ARRAY['basic', 'standard', 'premium'], tier)) AS smaller
              FROM service_packages WHERE deleted_at IS NULL) p ON p.service_id = s.id
          WHERE s.id = checked;
        IF NOT is_basic_like_service THEN
          RAISE EXCEPTION 'The service % has no basic package with its terms.', checked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'services_have_their_package';
        END IF;
        IF NOT do_prices_rise THEN
          RAISE EXCEPTION 'The prices of the packages of the service % do not rise.', checked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'service_packages_prices_rise';
        END IF;
      END LOOP;
      RETURN NULL;
    END
    $$;
    CREATE CONSTRAINT TRIGGER service_packages_fit AFTER INSERT OR UPDATE OR DELETE ON service_packages
      DEFERRABLE FOR EACH ROW EXECUTE FUNCTION assert_packages_fit();
    CREATE CONSTRAINT TRIGGER services_have_their_package AFTER INSERT ON services
      DEFERRABLE FOR EACH ROW EXECUTE FUNCTION assert_packages_fit();
    -- Sales, the most frequent change, touch none of these.
    CREATE CONSTRAINT TRIGGER services_keep_their_package AFTER UPDATE OF basic_price, delivery_days, revisions_included
      ON services DEFERRABLE FOR EACH ROW
      WHEN (OLD.basic_price IS DISTINCT FROM NEW.basic_price OR OLD.delivery_days IS DISTINCT FROM NEW.delivery_days
        OR OLD.revisions_included IS DISTINCT FROM NEW.revisions_included)
      EXECUTE FUNCTION assert_packages_fit();`);
}

export async function down(run: RunStatement): Promise<void> {
  await run(`
    DROP TRIGGER services_keep_their_package ON services;
    DROP TRIGGER services_have_their_package ON services;
    DROP TABLE service_requirements, service_packages;
    DROP FUNCTION assert_packages_fit()`);
}
