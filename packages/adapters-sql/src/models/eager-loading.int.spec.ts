import type { ServiceRecord, UserId } from '@2krika/domain';
import { aCategory, anOption, aService, aUser } from '@2krika/domain/testing';
import { useTestDatabase } from '@2krika/adapters-sql/testing';
import type { FindOptions } from 'sequelize';
import { sqlStorage, type SqlStorage } from '../sql-storage.js';

/** What a team may ask of the models: chosen attributes, what is one joined, what is many read separately. */
const WITH_ALL: FindOptions = {
  attributes: ['id', 'title', 'createdAt'],
  include: [
    { association: 'owner', attributes: ['id', 'fullName', 'username'] },
    { association: 'category', attributes: ['id', 'slug'] },
    {
      association: 'options',
      separate: true,
      attributes: ['id', 'serviceId', 'title', 'price'],
      order: [['position', 'ASC']],
    },
  ],
  order: [
    ['createdAt', 'DESC'],
    ['id', 'DESC'],
  ],
};

describe('services with owner, category and options, by the models', () => {
  const statements: string[] = [];
  const opened = useTestDatabase({ queryLogger: { query: (text) => statements.push(text) } });
  let storage: SqlStorage;

  beforeAll(() => {
    storage = sqlStorage(opened().database);
  });
  beforeEach(() => opened().wipe());

  /** Inside a unit of work, whose transaction the models join. */
  async function load(ownerId: UserId): Promise<readonly unknown[]> {
    const { database } = storage;
    const transaction = database.joined();
    const model = database.models['Service'];
    if (!transaction || !model) throw new Error('There is a transaction, and a model.');
    statements.length = 0;
    const found = await model.findAll({
      ...WITH_ALL,
      where: { ownerId },
      transaction: transaction.forModels(),
    });
    return found.map((service) => service.get({ plain: true }));
  }

  function withServices(
    count: number,
    work: (ownerId: UserId) => Promise<void>,
    overrides: Partial<ServiceRecord> = {},
  ) {
    return storage.unitOfWork.run(async ({ users, categories, services }) => {
      const [owner, category] = [aUser(), aCategory()];
      await users.add(owner);
      await categories.add(category);
      for (let number = 0; number < count; number += 1) {
        const options = [anOption({ title: 'Premier' }), anOption({ title: 'Second' })];
        await services.add(aService({ ownerId: owner.id, categoryId: category.id, options, ...overrides }));
      }
      await work(owner.id);
    });
  }

  it('are loaded with the attributes that were chosen, and see what their unit of work has not committed', async () => {
    await withServices(
      1,
      async (ownerId) => {
        const [service, ...others] = await load(ownerId);
        expect(others).toEqual([]);
        expect(service).toEqual({
          id: expect.any(String),
          title: 'Un logo',
          createdAt: expect.any(Date),
          owner: { id: ownerId, fullName: 'Awa Ndiaye', username: expect.any(String) },
          category: { id: expect.any(String), slug: expect.any(String) },
          options: ['Premier', 'Second'].map((title) => ({
            ...{ id: expect.any(String), serviceId: expect.any(String), title, price: '2500' },
          })),
        });
        expect(await storage.database.models['Service']?.count({ where: { ownerId } })).toBe(0);
      },
      { title: 'Un logo' },
    );
  });

  it.each([1, 20])(
    'take one statement for all that is one and one for all that is many, for %i',
    async (count) => {
      await withServices(count, async (ownerId) => {
        expect(await load(ownerId)).toHaveLength(count);
      });
      const reads = statements.filter((text) => text.startsWith('SELECT'));
      expect(reads).toHaveLength(2);
      expect(reads.join('\n')).not.toMatch(/\*/);
    },
  );
});
