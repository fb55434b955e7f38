import { ACTIONS } from './actions.js';

/** A database whose migrations are only names. */
function aTarget(database: string, applied: readonly string[], pending: readonly string[] = []) {
  const left = [...applied];
  return {
    database,
    left,
    migrator: {
      up: async () => pending,
      undo: async (steps = 1) => left.splice(-steps).reverse(),
      status: async () => [
        ...left.map((name) => ({ name, state: 'applied', appliedAt: new Date(0) })),
        ...pending.map((name) => ({ name, state: 'pending', appliedAt: null })),
      ],
    },
  };
}

describe('the actions on the migrations of both databases', () => {
  it('apply what is pending in each', async () => {
    const targets = [aTarget('sql', ['1-a'], ['2-b', '3-c']), aTarget('mongo', ['1-x'])];
    expect(await ACTIONS['up']?.(targets, 1)).toEqual([
      'sql: applied 2-b, 3-c',
      'mongo: nothing was pending',
    ]);
  });

  it('undo the newest of all, whichever database they are of', async () => {
    const [sql, mongo] = [aTarget('sql', ['1-a', '3-c', '4-d'], ['9-z']), aTarget('mongo', ['2-x', '5-y'])];
    expect(await ACTIONS['undo']?.([sql, mongo], 3)).toEqual(['sql: undone 4-d, 3-c', 'mongo: undone 5-y']);
    expect([sql.left, mongo.left]).toEqual([['1-a'], ['2-x']]);
  });

  it('say so when there is nothing to undo', async () => {
    expect(await ACTIONS['undo']?.([aTarget('sql', [], ['1-a'])], 1)).toEqual(['There was nothing to undo.']);
  });

  it('list each migration with its database, state and time, in a table', async () => {
    expect(await ACTIONS['status']?.([aTarget('sql', ['1-a'], ['2-b'])], 1)).toEqual([
      'database  state    applied at                migration',
      'sql       applied  1970-01-01T00:00:00.000Z  1-a',
      'sql       pending  -                         2-b',
    ]);
  });
});
