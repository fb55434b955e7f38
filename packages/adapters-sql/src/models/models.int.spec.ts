import { useOwnDatabase } from '@2krika/adapters-sql/testing';
import type { Model, ModelStatic } from 'sequelize';
import { columnsOf, foreignKeysOf } from '../../test/schema-checks.js';
import type { Database } from '../unit-of-work/database.js';
import { ASSOCIATIONS } from './associations.js';
import type { Models } from './load-models.js';

const DIRECT = ASSOCIATIONS.filter((each) => each.kind !== 'belongsToMany');

function modelOf(models: Models, name: string): ModelStatic<Model> {
  const model = models[name];
  if (model === undefined) throw new Error(`There is no model ${name}.`);
  return model;
}

/** Makes the tables the models describe, without the keys between them: those are compared by themselves. */
async function createTables(database: Database): Promise<void> {
  const transaction = await database.begin();
  for (const model of Object.values(database.models)) {
    const columns = Object.entries(model.getAttributes()).map(([name, attribute]) => {
      const { references, onDelete, onUpdate, ...column } = attribute;
      return [name, column] as const;
    });
    const queries = model.sequelize?.getQueryInterface();
    await queries?.createTable(model.getTableName(), Object.fromEntries(columns), {
      transaction: transaction.forModels(),
    });
  }
  await transaction.commit();
}

describe('the models', () => {
  const migrated = useOwnDatabase();
  const modelled = useOwnDatabase({ migrated: false });

  beforeAll(async () => {
    await createTables(modelled().database);
  });

  it('have the columns of the schema, each with its type, nullability and default', async () => {
    expect(await columnsOf(modelled().admin)).toEqual(await columnsOf(migrated().admin));
  });

  it.each([
    ['a table', 'CREATE TABLE extra (id uuid PRIMARY KEY)'],
    ['a column', 'ALTER TABLE users ADD extra text'],
    ['a name', 'ALTER TABLE users RENAME bio TO about'],
    ['a type', 'ALTER TABLE users ALTER bio TYPE varchar(100)'],
    ['a nullability', 'ALTER TABLE users ALTER bio SET NOT NULL'],
    ['a default', `ALTER TABLE users ALTER locale SET DEFAULT 'en'`],
  ])('are no longer those of a schema that differs by %s', async (_, statement) => {
    const { admin } = migrated();
    await admin.query('BEGIN');
    await admin.query(statement);
    const changed = await columnsOf(admin);
    await admin.query('ROLLBACK');
    expect(await columnsOf(modelled().admin)).not.toEqual(changed);
  });

  it('are associated wherever a foreign key is, with one row or with many as it says', async () => {
    const { models } = migrated().database;
    const tableOf = (name: string) => modelOf(models, name).getTableName();
    const columnOf = (name: string, key: string) => modelOf(models, name).getAttributes()[key]?.field;
    const associated = DIRECT.map(({ source, kind, target, foreignKey }) => {
      const [holder, held] = kind === 'belongsTo' ? [source, target] : [target, source];
      return { table: tableOf(holder), columns: [columnOf(holder, foreignKey)], target: tableOf(held), kind };
    });
    for (const { table, columns, target, isUnique } of await foreignKeysOf(migrated().admin)) {
      expect(associated).toContainEqual({ table, columns, target, kind: 'belongsTo' });
      expect(associated).toContainEqual({ table, columns, target, kind: isUnique ? 'hasOne' : 'hasMany' });
    }
  });

  it.each(
    ASSOCIATIONS.map((association) => [`${association.source}.${association.as}`, association] as const),
  )('can be read along %s', async (_, { source, target, as }) => {
    const { models } = migrated().database;
    const [from, to] = [modelOf(models, source), modelOf(models, target)];
    const read = from.findAll({
      attributes: [...from.primaryKeyAttributes],
      include: [{ association: as, attributes: [...to.primaryKeyAttributes] }],
    });
    expect(await read).toEqual([]);
  });
});
