import type { ServiceId, ServiceRecord } from '@2krika/domain';
import {
  aPackage,
  aRequirement,
  aService,
  aUser,
  aCategory,
  everyRequirement,
  inThreeSizes,
  createParties,
  until,
} from '@2krika/domain/testing';
import { down, up } from '../../migrations/20261125040000-packages-and-requirements.js';
import { useOwnDatabase, useTestDatabase } from '../../testing/index.js';
import type { RunStatement } from '../migrations/migration.js';
import { sqlStorage } from '../sql-storage.js';
import type { Statement } from '../unit-of-work/statement.js';

const LATER = new Date('2026-02-01T10:20:30.456Z');

describe('what a service is sold in and asks', () => {
  const test = useTestDatabase();
  let serviceId: ServiceId;

  beforeAll(async () => {
    const { users, categories, services } = sqlStorage(test().database);
    const [owner, category] = [aUser(), aCategory()];
    await users.add(owner);
    await categories.add(category);
    const place = { ownerId: owner.id, categoryId: category.id };
    const service = aService({ ...place, ...inThreeSizes(), ...everyRequirement() });
    await services.add(service);
    serviceId = service.id;
  });

  /** What of the service's rows is as it was: all of it, when something was refused. */
  async function rows() {
    const { rows: found } = await test().admin.query<{ row: string }>(
      `SELECT to_jsonb(s)::text AS row FROM services s UNION ALL SELECT to_jsonb(p)::text FROM service_packages p
       UNION ALL SELECT to_jsonb(r)::text FROM service_requirements r ORDER BY 1`,
    );
    return found;
  }

  const OF_STANDARD = `WHERE service_id = $1 AND tier = 'standard'`;
  const OF_BASIC = `WHERE service_id = $1 AND tier = 'basic'`;
  const OF_CHOICE = `WHERE service_id = $1 AND kind = 'choice'`;
  const longer = (length: number) => `repeat('a', ${length})`;
  const listOf = (length: number) => `array_fill('Vert'::text, ARRAY[${length}])`;
  const addPackage = (
    tier: string,
  ) => `INSERT INTO service_packages (id, service_id, tier, price, delivery_days, features)
    VALUES (gen_random_uuid(), $1, ${tier}, 90000, 9, '{}')`;

  it.each([
    ['service_packages_tier_check', addPackage(`'huge'`)],
    ['service_packages_tier_key', addPackage(`'premium'`)],
    ['service_packages_tier_key', addPackage(`'basic'`)],
    ['service_packages_title_check', `UPDATE service_packages SET title = 'a' ${OF_STANDARD}`],
    ['service_packages_title_check', `UPDATE service_packages SET title = ${longer(81)} ${OF_STANDARD}`],
    ['service_packages_description_check', `UPDATE service_packages SET description = '' ${OF_STANDARD}`],
    [
      'service_packages_description_check',
      `UPDATE service_packages SET description = ${longer(501)} ${OF_STANDARD}`,
    ],
    ['service_packages_price_check', `UPDATE service_packages SET price = 0 ${OF_STANDARD}`],
    ['service_packages_delivery_days_check', `UPDATE service_packages SET delivery_days = 0 ${OF_STANDARD}`],
    [
      'service_packages_revisions_included_check',
      `UPDATE service_packages SET revisions_included = -1 ${OF_STANDARD}`,
    ],
    [
      'service_packages_features_check',
      `UPDATE service_packages SET features = ${listOf(21)} ${OF_STANDARD}`,
    ],
    ['service_packages_features_check', `UPDATE service_packages SET features = '{NULL}' ${OF_STANDARD}`],
    ['service_packages_basic_is_kept', `UPDATE service_packages SET deleted_at = now() ${OF_BASIC}`],
    ['service_packages_service_id_fkey', `UPDATE service_packages SET service_id = id ${OF_STANDARD} `],
    ['services_have_their_package', `DELETE FROM service_packages ${OF_BASIC}`],
    ['services_have_their_package', `UPDATE service_packages SET price = price - 5 ${OF_BASIC}`],
    ['services_have_their_package', `UPDATE service_packages SET delivery_days = 1 ${OF_BASIC}`],
    ['services_have_their_package', `UPDATE service_packages SET revisions_included = NULL ${OF_BASIC}`],
    ['services_have_their_package', 'UPDATE services SET basic_price = basic_price - 5 WHERE id = $1'],
    ['services_have_their_package', 'UPDATE services SET delivery_days = 1 WHERE id = $1'],
    ['services_have_their_package', 'UPDATE services SET revisions_included = NULL WHERE id = $1'],
    [
      'services_have_their_package',
      `INSERT INTO services (id, owner_id, category_id, title, slug, description, basic_price, currency, delivery_days, tags,
         status, created_at, updated_at)
       SELECT gen_random_uuid(), owner_id, category_id, title, 'autre', description, basic_price, currency, delivery_days,
         tags, 'draft', created_at, updated_at FROM services WHERE id = $1`,
    ],
    [
      'service_packages_prices_rise',
      `UPDATE service_packages SET price = (SELECT price FROM service_packages ${OF_BASIC}) ${OF_STANDARD}`,
    ],
    ['service_packages_prices_rise', `UPDATE service_packages SET price = 35000 ${OF_STANDARD}`],
    [
      'service_packages_prices_rise',
      `WITH basic AS (UPDATE service_packages SET price = 25000 ${OF_BASIC})
       UPDATE services SET basic_price = 25000 WHERE id = $1`,
    ],
    ['service_requirements_pkey', `UPDATE service_requirements SET position = 1 ${OF_CHOICE}`],
    ['service_requirements_position_check', `UPDATE service_requirements SET position = 0 ${OF_CHOICE}`],
    ['service_requirements_position_check', `UPDATE service_requirements SET position = 21 ${OF_CHOICE}`],
    ['service_requirements_prompt_check', `UPDATE service_requirements SET prompt = 'ab' ${OF_CHOICE}`],
    [
      'service_requirements_prompt_check',
      `UPDATE service_requirements SET prompt = ${longer(501)} ${OF_CHOICE}`,
    ],
    [
      'service_requirements_kind_check',
      `UPDATE service_requirements SET kind = 'sound', choices = NULL ${OF_CHOICE}`,
    ],
    ['service_requirements_choices_check', `UPDATE service_requirements SET choices = '{Vert}' ${OF_CHOICE}`],
    [
      'service_requirements_choices_check',
      `UPDATE service_requirements SET choices = ${listOf(21)} ${OF_CHOICE}`,
    ],
    [
      'service_requirements_choices_check',
      `UPDATE service_requirements SET choices = '{Vert,NULL}' ${OF_CHOICE}`,
    ],
    [
      'service_requirements_choice_has_choices',
      `UPDATE service_requirements SET choices = NULL ${OF_CHOICE}`,
    ],
    ['service_requirements_choice_has_choices', `UPDATE service_requirements SET kind = 'text' ${OF_CHOICE}`],
    [
      'service_requirements_service_id_fkey',
      `UPDATE service_requirements SET service_id = gen_random_uuid() ${OF_CHOICE}`,
    ],
  ])('is held by %s, whoever writes: %#', async (constraint, statement) => {
    const before = await rows();
    await expect(test().admin.query(statement, [serviceId])).rejects.toMatchObject({ constraint });
    expect(await rows()).toEqual(before);
  });

  it('may change past the domain where all of it fits', async () => {
    const { admin } = test();
    await admin.query('BEGIN');
    await admin.query('SET CONSTRAINTS services_keep_their_package, service_packages_fit DEFERRED');
    await admin.query('UPDATE services SET basic_price = 30000, revisions_included = NULL WHERE id = $1', [
      serviceId,
    ]);
    await admin.query(`UPDATE service_packages SET price = 30000, revisions_included = NULL ${OF_BASIC}`, [
      serviceId,
    ]);
    await admin.query(`UPDATE service_packages SET deleted_at = now() ${OF_STANDARD}`, [serviceId]);
    await expect(admin.query('SET CONSTRAINTS ALL IMMEDIATE')).resolves.toBeDefined();
    await admin.query('ROLLBACK');
  });

  it('fits together, too, where two change it who do not see each other', async () => {
    const set = (tier: string, price: number): Statement => ({
      name: `raise_${tier}`,
      text: `UPDATE service_packages SET price = ${price} WHERE service_id = $1 AND tier = '${tier}'`,
    });
    const before = await rows();
    const [first, second] = [await test().database.begin(), await test().database.begin()];
    // Either fits the prices that are there: 25 000 and 35 000.
    await first.session().execute(set('standard', 31_000), [serviceId]);
    const other = second.session().execute(set('premium', 30_000), [serviceId]);
    other.catch(() => undefined);
    await until(someoneWaits);
    await first.commit();
    await expect(other).rejects.toMatchObject({ constraint: 'service_packages_prices_rise' });
    await second.rollback();
    await test().admin.query(`UPDATE service_packages SET price = 25000 ${OF_STANDARD}`, [serviceId]);
    expect(await rows()).toEqual(before);
  });

  it('is read, by whoever waited for its lock, as it was written meanwhile', async () => {
    const { services } = sqlStorage(test().database);
    const [first, second] = [await services.begin(), await services.begin()];
    const held = await services.getForUpdate(serviceId, { transaction: first });
    const waiting = services.getForUpdate(serviceId, { transaction: second });
    await until(someoneWaits);
    const basic = aPackage({ tier: 'basic', title: 'Seul' });
    held.setPackages([basic], { min: 1n, max: 1_000_000n, step: 1n }, () => basic.id, LATER);
    held.setRequirements([aRequirement({ prompt: 'Seule ?' })], LATER);
    await services.save(held, { transaction: first });
    await first.commit();
    const read = await waiting;
    await second.rollback();
    expect(read.snapshot().packages).toMatchObject([{ tier: 'basic', title: 'Seul' }]);
    expect(read.snapshot().requirements).toMatchObject([{ prompt: 'Seule ?' }]);
  });

  async function someoneWaits() {
    const { rowCount } = await test().admin.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rowCount === 1;
  }
});

describe('the migration that brings packages', () => {
  const own = useOwnDatabase();

  const run: RunStatement = async (statement) =>
    (await own().admin.query<Record<string, unknown>>(statement)).rows;

  /** A service as the migration leaves it. */
  const inOneSize = ({ basicPrice: price, deliveryDays, revisionsIncluded, ...service }: ServiceRecord) => ({
    ...{ ...service, basicPrice: price, deliveryDays, revisionsIncluded },
    packages: [
      {
        id: expect.any(String),
        ...{ tier: 'basic', title: null, description: null, features: [] },
        ...{ price, deliveryDays, revisionsIncluded },
      },
    ],
  });

  it('gives every service there is a basic package with its terms, and can be taken back', async () => {
    const storage = sqlStorage(own().database);
    const { serviceId } = await createParties(storage);
    const find = async () => (await storage.services.find(serviceId))?.snapshot();
    const before = await find();
    if (!before) throw new Error('It is stored.');
    await down(run);
    await expect(own().admin.query('SELECT FROM service_packages')).rejects.toMatchObject({ code: '42P01' });
    await up(run);
    expect(await find()).toEqual(inOneSize(before));
  });

  it('misses nothing of what happens to services while it runs', async () => {
    const { admin, database } = own();
    const storage = sqlStorage(database);
    const { serviceId } = await createParties(storage);
    await down(run);
    const meanwhile = await database.begin();
    const change = (name: string, text: string) => meanwhile.session().execute({ name, text }, [serviceId]);
    await change(
      'dearer',
      'UPDATE services SET basic_price = 99000, revisions_included = NULL WHERE id = $1',
    );
    await change(
      'another',
      `INSERT INTO services (id, owner_id, category_id, title, slug, description, basic_price, currency, delivery_days, tags,
         status, created_at, updated_at)
       SELECT gen_random_uuid(), owner_id, category_id, title, 'autre', description, 5000, currency, 7, tags, 'draft',
         created_at, updated_at FROM services WHERE id = $1`,
    );
    const migrated = up(run);
    const waits = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'services'::regclass`;
    await until(async () => (await database.session().rows({ name: 'waits', text: waits })).length === 1);
    await meanwhile.commit();
    await migrated;
    const { rows } = await admin.query<{ id: string }>('SELECT id FROM services');
    expect(rows.length).toBeGreaterThanOrEqual(2);
    for (const { id } of rows) {
      const service = (await storage.services.find(id))?.snapshot();
      if (!service) throw new Error('It is there.');
      expect(service).toEqual(inOneSize(service));
    }
    expect((await storage.services.find(serviceId))?.snapshot()).toMatchObject({ basicPrice: 99_000n });
  });
});
