import { randomUUID } from 'node:crypto';
import { Database, sqlStorage } from '@2krika/adapters-sql';
import { PlaceOrder, SeedCategories, SeedPlatform } from '@2krika/domain';
import { ask, withClient } from '../sql/ask.js';
import { RANDOM_IDS, SYSTEM_CLOCK } from './ids-and-time.js';

/** @import { Actor } from '@2krika/domain' */
/** @import { Client } from 'pg' */
/** @import { SqlStorage } from '@2krika/adapters-sql' */

const BATCH = 50_000;
const SERVICES_PER_SELLER = 10;

const USERS = `INSERT INTO users (id, full_name, username, email, password_hash, is_active, email_verified_at,
    country, timezone, created_at, updated_at)
  SELECT gen_random_uuid(), 'Awa Ndiaye ' || n, 'vendeur_' || n, 'vendeur_' || n || '@exemple.cm', 'none', true, at,
    'CM', 'Africa/Douala', at, at
  FROM generate_series(1, $1) AS n, (SELECT timestamptz '2026-01-01' AS at) AS epoch`;

/** In three sizes, with two questions. */
const SERVICES = `WITH made AS (INSERT INTO services (id, owner_id, category_id, title, slug, description, basic_price, currency,
    delivery_days, revisions_included, tags, status, published_at, created_at, updated_at)
  SELECT gen_random_uuid(), owner.id, category.id, 'Logo pour votre marque ' || n, 'logo-pour-votre-marque-' || n,
    repeat('Trois propositions, fichiers source compris. ', 8), 5000 + (n % 90) * 500, 'XAF',
    1 + n % 14, 2, ARRAY['logo', 'marque'], 'active', at, at, at
  FROM generate_series($1::integer, $2::integer) AS n
    JOIN LATERAL (SELECT timestamptz '2026-01-01' + n * interval '13 seconds' AS at) AS made ON true
    JOIN (SELECT id, row_number() OVER (ORDER BY username) AS number FROM users) AS owner ON owner.number = 1 + n % $3
    JOIN (SELECT id, row_number() OVER (ORDER BY slug) AS number, count(*) OVER () AS total FROM categories) AS category
      ON category.number = 1 + n % category.total
    RETURNING id, basic_price, delivery_days),
  asked AS (
    INSERT INTO service_requirements (service_id, position, prompt, kind, choices, is_required)
    SELECT made.id, r.position, r.prompt, r.kind, r.choices, true
    FROM made, (VALUES (1, 'Quel est le nom de votre marque ?', 'text', NULL::text[]),
      (2, 'Quelle couleur ?', 'choice', '{Vert,Ocre}')) AS r (position, prompt, kind, choices))
  INSERT INTO service_packages (id, service_id, tier, title, description, price, delivery_days, revisions_included, features)
  SELECT gen_random_uuid(), made.id, p.tier, p.title, 'Livrée avec le reste.', made.basic_price * p.factor,
    made.delivery_days, 2, ARRAY['Trois propositions', 'Fichiers source']
  FROM made, (VALUES ('basic', NULL, 1), ('standard', 'Marque', 2), ('premium', 'Campagne', 3)) AS p (tier, title, factor)`;

const MEDIA = `WITH pictures AS (
    INSERT INTO uploads (id, owner_id, purpose, visibility, path, original_name, mime_type, size_bytes, sha256, state,
      expires_at, created_at, updated_at)
    SELECT gen_random_uuid(), s.owner_id, 'service_media', 'public', s.id::text, 'logo.png', 'image/png', 20000,
      repeat('0', 64), 'ready', s.created_at, s.created_at, s.created_at
    FROM services s WHERE s.created_at >= timestamptz '2026-01-01' + $1::integer * interval '13 seconds' RETURNING id, path)
  INSERT INTO service_media (service_id, upload_id, position) SELECT path::uuid, id, 1 FROM pictures`;

const OPTIONS = `INSERT INTO options (id, service_id, position, title, description, price, extra_days, max_quantity,
    is_active)
  SELECT gen_random_uuid(), s.id, k, 'Option ' || k, 'Livrée avec le reste.', 1000 * k, 1, 3, true
  FROM services s, generate_series(1, 3) AS k WHERE s.created_at >= timestamptz '2026-01-01' + $1::integer * interval '13 seconds'`;

/** Enough that looking one up by its key is the better plan for the foreign keys that point to orders and chats. */
const ORDERS = 300;

const CUSTOMER = `INSERT INTO users (id, full_name, username, email, password_hash, is_active, email_verified_at, country,
    timezone, created_at, updated_at)
  VALUES ($1, 'Marie Ngono', 'marie', 'marie@exemple.cm', 'none', true, now(), 'CM', 'Africa/Douala', now(), now())`;

/**
 * Fills an empty marketplace: ten services to a seller, three packages, three options, two questions and a picture to a
 * service, some orders.
 * Whoever connects afterwards plans for tables that are neither empty nor unknown.
 *
 * @param {string} url
 * @param {number} services
 * @param {(line: string) => void} log
 * @returns {Promise<string>} the id of a customer
 */
export async function seedMarket(url, services, log) {
  const customerId = randomUUID();
  const database = await Database.open({ url });
  try {
    const storage = sqlStorage(database);
    await new SeedPlatform(storage.unitOfWork, RANDOM_IDS, SYSTEM_CLOCK).execute();
    await new SeedCategories(storage.unitOfWork, RANDOM_IDS, SYSTEM_CLOCK).execute();
    await withClient(url, async (client) => {
      await seedServices(client, services, log);
      await client.query(CUSTOMER, [customerId]);
      await seedOrders(client, storage, customerId);
      await client.query('VACUUM ANALYZE');
    });
  } finally {
    await database.close();
  }
  return customerId;
}

/**
 * @param {Client} client
 * @param {SqlStorage} storage
 * @param {string} customerId
 */
async function seedOrders(client, { unitOfWork }, customerId) {
  /** @type {{ id: string }[]} */
  const services = await ask(client, { text: 'SELECT id FROM services LIMIT $1', values: [ORDERS] });
  const placeOrder = new PlaceOrder(unitOfWork, RANDOM_IDS, SYSTEM_CLOCK);
  /** @type {Actor} */
  const actor = { userId: customerId, permissions: new Set() };
  for (const { id: serviceId } of services) await placeOrder.execute({ actor, serviceId, options: [] });
}

/**
 * @param {Client} client
 * @param {number} count of services
 * @param {(line: string) => void} log
 */
async function seedServices(client, count, log) {
  // More than ten thousand sellers would only make the users' table larger than what is measured.
  const sellers = Math.max(2, Math.min(10_000, Math.ceil(count / SERVICES_PER_SELLER)));
  await client.query('SET default_transaction_read_only = off');
  // What is made here fits together: looking each row of ten million up again would take most of the time.
  await client.query('SET session_replication_role = replica');
  await client.query(USERS, [sellers]);
  for (let first = 1; first <= count; first += BATCH) {
    const last = Math.min(count, first + BATCH - 1);
    await client.query(SERVICES, [first, last, sellers]);
    await client.query(MEDIA, [first]);
    await client.query(OPTIONS, [first]);
    log(`${last} of ${count} services`);
  }
  await client.query('RESET session_replication_role');
}
