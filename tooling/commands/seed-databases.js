import { SetupError, reasonOf } from '../dev-databases/setup-error.js';

/**
 * Writes what every installation starts from, and what development adds: a float to pay from, and staff. Done
 * again, it changes nothing.
 *
 * @param {NodeJS.ProcessEnv} env what the apps are told
 * @throws {SetupError}
 */
export async function seedDatabases(env) {
  // Not before: it is compiled by the build.
  const { createContainer, readConfig, seedDevelopment, seedReferenceData } =
    await import('@2krika/composition');
  try {
    const open = await createContainer({ config: readConfig(env) });
    try {
      await seedReferenceData(open.container);
      await seedDevelopment(open.container);
    } finally {
      await open.close();
    }
  } catch (error) {
    throw new SetupError(`The databases could not be seeded: ${reasonOf(error)}`, { cause: error });
  }
}
