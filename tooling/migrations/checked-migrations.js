import { readMigrations } from '@2krika/adapters-sql';

/** @import { CheckedMigration } from './refused-forms.js' */

/** Migrations before it moved databases that held nothing but what development and tests had put there. */
const FIRST_CHECKED = '20261124230000';

/** @returns {Promise<CheckedMigration[]>} those that meet tables with rows, and processes that use them */
export async function checkedMigrations() {
  const all = await readMigrations();
  return all
    .filter(({ name }) => name >= FIRST_CHECKED)
    .map(({ name, migration, statements }) => ({
      name,
      statements: statements.map(({ text }) => text),
      isTransaction: migration.transaction !== false,
    }));
}
