import { drizzle } from 'drizzle-orm/node-postgres';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import * as tables from './drizzle/tables.js';
import { defineModels } from './sequelize/models.js';

/** @import { NodePgDatabase } from 'drizzle-orm/node-postgres' */
/** @import { Tables } from './kysely/tables.js' */
/** @import { Models } from './sequelize/models.js' */

/**
 * The libraries people use in our place, each as its documentation sets it up, on a pool of its own.
 *
 * @typedef {object} Libraries
 * @property {Kysely<Tables>} kysely
 * @property {NodePgDatabase<typeof tables>} drizzle
 * @property {Models} models of Sequelize
 * @property {() => Promise<void>} close
 */

/**
 * @param {string} url
 * @returns {Libraries}
 */
export function openLibraries(url) {
  const ofKysely = new pg.Pool({ connectionString: url, max: 10, types: bigints() });
  const ofDrizzle = new pg.Pool({ connectionString: url, max: 10 });
  const models = defineModels(url, () => undefined);
  return {
    kysely: new Kysely({ dialect: new PostgresDialect({ pool: ofKysely }) }),
    drizzle: drizzle(ofDrizzle, { schema: tables }),
    models,
    close: async () => {
      await Promise.all([ofKysely.end(), ofDrizzle.end(), models.sequelize.close()]);
    },
  };
}

/** Kysely leaves values to the driver, which by itself reads a bigint as text. */
function bigints() {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, BigInt);
  return types;
}
