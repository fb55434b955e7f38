import { SetupError, reasonOf } from '../dev-databases/setup-error.js';

/**
 * Writes what every installation starts from. Done again, it changes nothing.
 *
 * @param {NodeJS.ProcessEnv} env what the apps are told
 * @throws {SetupError}
 */
export async function seedReference(env) {
  await seed(env, false);
}

/**
 * Writes what every installation starts from, and what development adds: a float to pay from, and staff. Done
 * again, it changes nothing.
 *
 * @param {NodeJS.ProcessEnv} env what the apps are told
 * @throws {SetupError}
 */
export async function seedDatabases(env) {
  await seed(env, true);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} isDevelopment
 */
async function seed(env, isDevelopment) {
  // Not before: it is compiled by the build.
  const { createContainer, readConfig, seedDevelopment, seedReferenceData } =
    await import('@2krika/composition');
  try {
    const open = await createContainer({ config: readConfig(env) });
    try {
      await seedReferenceData(open.container);
      if (isDevelopment) await seedDevelopment(open.container);
    } finally {
      await open.close();
    }
  } catch (error) {
    throw new SetupError(`The databases could not be seeded: ${reasonOf(error)}`, { cause: error });
  }
}
