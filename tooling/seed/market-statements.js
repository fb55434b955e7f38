/**
 * The statements that fill a market. Who and what comes n-th is the same each time, however many there are, so that
 * a larger market holds a smaller one; what is there is left as it is.
 */

/** The ids of what comes n-th, by kind: version 7 by their form, and nobody else's. @param {string} kind @param {string} n */
const id = (kind, n) => `('019a0000-0000-7${kind}-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** Picks from an array, from 1 on. @param {string} array @param {string} n */
const pick = (array, n) => `(${array})[1 + (${n}) % cardinality(${array})]`;

const KINDS = { person: '001', service: '002', option: '003', basic: '004', standard: '005', premium: '006' };

/** Of what begins with the same number. @param {keyof typeof KINDS} kind @param {string} other */
const sibling = (kind, other) => `overlay(${other}::text PLACING '7${KINDS[kind]}' FROM 15)::uuid`;

/** Sellers have odd numbers, customers even ones. */
export const SERVICES_OF_A_SELLER = 8;

/** @param {string} n */
const sellerOf = (n) => `(2 * ((${n} - 1) / ${SERVICES_OF_A_SELLER}) + 1)`;

/**
 * The people of the numbers $1 to $2 who are odd ($3 = 1) or even ($3 = 0).
 * Names $4 and $5, their form in addresses $6 and $7; their places $8 to $10; when $11; password hash $12.
 */
export const PEOPLE = `INSERT INTO users (id, full_name, username, email, password_hash, is_active, email_verified_at,
    phone_e164, phone_verified_at, country, timezone, created_at, updated_at)
  SELECT ${id(KINDS.person, 'n')}, ${pick('$4::text[]', 'given')} || ' ' || ${pick('$5::text[]', 'family')},
    ${pick('$6::text[]', 'given')} || '_' || ${pick('$7::text[]', 'family')} || '_' || n,
    ${pick('$6::text[]', 'given')} || '.' || ${pick('$7::text[]', 'family')} || n || '@exemple.' ||
      lower(${pick('$8::text[]', 'place')}),
    $12, true, at, ${pick('$10::text[]', 'place')} || '5' || lpad(n::text, 6, '0'), at, ${pick('$8::text[]', 'place')},
    ${pick('$9::text[]', 'place')}, at, at
  FROM generate_series($1::integer, $2::integer) AS n
    CROSS JOIN LATERAL (SELECT n / 2 AS place, n * 7 / 3 AS given, n * 11 / 5 AS family,
      $11::timestamptz - (300 + n * 13 % 400) * interval '1 day' AS at) AS person
  WHERE n % 2 = $3::integer
  ON CONFLICT (id) DO NOTHING`;

/**
 * The services of the numbers $1 to $2. By trade: category $3, title $4, slug $5, description $6, price $7, days $8,
 * tags $9 (joined by a bar); whom they are for $10; the currencies of places $11; when $12. Each with its packages in
 * the same statement, in which the two are checked: one, or of every eighth service three.
 */
export const SERVICES = `WITH listed AS (INSERT INTO services (id, owner_id, category_id, title, slug, description, basic_price, currency,
    delivery_days, revisions_included, tags, status, published_at, created_at, updated_at)
  SELECT ${id(KINDS.service, 'n')}, ${id(KINDS.person, 'seller')}, ${pick('$3::uuid[]', 'trade')},
    ${pick('$4::text[]', 'trade')} || ' ' || ${pick('$10::text[]', 'audience')},
    ${pick('$5::text[]', 'trade')} || '-' || n,
    ${pick('$6::text[]', 'trade')}, ${pick('$7::bigint[]', 'trade')} * (80 + n * 7 % 9 * 5) / 100 / 500 * 500,
    ${pick('$11::text[]', 'seller / 2')}, ${pick('$8::integer[]', 'trade')}, 1 + n % 3,
    string_to_array(${pick('$9::text[]', 'trade')}, '|'),
    CASE WHEN n % 51 = 0 THEN 'paused' ELSE 'active' END, at, at, at
  FROM generate_series($1::integer, $2::integer) AS n
    CROSS JOIN LATERAL (SELECT ${sellerOf('n')} AS seller, n * 3 / 2 AS trade, n * 5 / 3 AS audience,
      $12::timestamptz - interval '60 days' - n * interval '20 seconds' AS at) AS service
  ON CONFLICT (id) DO NOTHING
  RETURNING id, basic_price, delivery_days, revisions_included, right(id::text, 1) IN ('0', '8') AS has_sizes)
  INSERT INTO service_packages (id, service_id, tier, price, delivery_days, revisions_included, features)
  SELECT CASE tier WHEN 'basic' THEN ${sibling('basic', 'id')} WHEN 'standard' THEN ${sibling('standard', 'id')}
      ELSE ${sibling('premium', 'id')} END,
    id, tier, basic_price * size, delivery_days + size - 1, revisions_included + size - 1, '{}'
  FROM listed CROSS JOIN (VALUES ('basic', 1), ('standard', 2), ('premium', 3)) AS sized (tier, size)
  WHERE size = 1 OR has_sizes`;

/** The options of these services, two at most. By trade and rank: title $3, price $4, days $5; none where it is null. */
export const OPTIONS = `INSERT INTO options (id, service_id, position, title, price, extra_days, max_quantity, is_active)
  SELECT ${id(KINDS.option, 'n * 2 + rank')}, ${id(KINDS.service, 'n')}, rank + 1, title,
    price, extra_days, 1 + rank, true
  FROM generate_series($1::integer, $2::integer) AS n CROSS JOIN generate_series(0, 1) AS rank
    CROSS JOIN LATERAL (SELECT ${pick('$3::text[]', 'n * 3 / 2 * 2 + rank')} AS title,
      ${pick('$4::bigint[]', 'n * 3 / 2 * 2 + rank')} AS price,
      ${pick('$5::integer[]', 'n * 3 / 2 * 2 + rank')} AS extra_days) AS extra
  WHERE title IS NOT NULL
  ON CONFLICT (id) DO NOTHING`;

/** How many services of the numbers $1 to $2 are there. */
export const COUNT_SERVICES = `SELECT count(*)::integer AS count FROM services
  WHERE id BETWEEN ${id(KINDS.service, '$1::integer')} AND ${id(KINDS.service, '$2::integer')}`;

/** The same as the statements have it. @param {keyof typeof KINDS} kind @param {number} n */
export function marketId(kind, n) {
  return `019a0000-0000-7${KINDS[kind]}-8000-${n.toString(16).padStart(12, '0')}`;
}
