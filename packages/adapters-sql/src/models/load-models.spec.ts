import { Sequelize } from 'sequelize';
import type { Association } from './associations.js';
import { loadModels } from './load-models.js';

const folder = (name: string) => new URL(`../../test/fixtures/${name}/`, import.meta.url);
const OWNER: Association = {
  source: 'Pet',
  kind: 'belongsTo',
  target: 'Person',
  as: 'owner',
  foreignKey: 'ownerId',
};
const PETS: Association = {
  source: 'Person',
  kind: 'hasMany',
  target: 'Pet',
  as: 'pets',
  foreignKey: 'ownerId',
};
/** Of the same pet, as it were. */
const FRIENDS: Association = {
  source: 'Person',
  kind: 'belongsToMany',
  target: 'Person',
  as: 'friends',
  through: 'Pet',
  foreignKey: 'ownerId',
  otherKey: 'id',
};

describe('loadModels', () => {
  let sequelize: Sequelize;

  beforeEach(() => {
    sequelize = new Sequelize({ dialect: 'postgres', logging: false });
  });

  afterEach(async () => {
    await sequelize.close();
  });

  it('loads the models of this package', async () => {
    await expect(loadModels(sequelize)).resolves.toBeDefined();
  });

  it('defines every model of the folder and relates them', async () => {
    const models = await loadModels(sequelize, { folder: folder('models'), associations: [OWNER, PETS] });
    expect(Object.keys(models)).toEqual(['Person', 'Pet']);
    expect(Object.keys(models['Pet']?.associations ?? {})).toEqual(['owner']);
    expect(Object.keys(models['Person']?.associations ?? {})).toEqual(['pets']);
  });

  it('relates two models by way of a third', async () => {
    const models = await loadModels(sequelize, { folder: folder('models'), associations: [FRIENDS] });
    expect(Object.keys(models['Person']?.associations ?? {})).toEqual(['friends']);
  });

  it.each([
    ['an unknown model', { ...OWNER, target: 'Human' }, 'no such model'],
    ['no alias', { ...OWNER, as: '' }, 'has no alias'],
    [
      'a foreign key that its model lacks',
      { ...PETS, foreignKey: 'personId' },
      'Pet has no attribute personId',
    ],
    [
      'an unknown model between the two',
      { ...FRIENDS, through: 'Friendship' },
      'no such model as Friendship',
    ],
    [
      'a key that the model between the two lacks',
      { ...FRIENDS, otherKey: 'friendId' },
      'Pet has no attribute friendId',
    ],
  ])('refuses an association with %s', async (_, association, message) => {
    const loading = loadModels(sequelize, { folder: folder('models'), associations: [association] });
    await expect(loading).rejects.toThrow(message);
  });

  it('refuses two associations of one alias', async () => {
    const loading = loadModels(sequelize, { folder: folder('models'), associations: [OWNER, OWNER] });
    await expect(loading).rejects.toThrow('owner');
  });

  it('refuses a file that defines no model', async () => {
    const loading = loadModels(sequelize, { folder: folder('no-models'), associations: [] });
    await expect(loading).rejects.toThrow('empty.model.ts has no default export that defines a model');
  });
});
