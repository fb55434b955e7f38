import { Installation, type InstallationOptions } from './installation.js';

/** Milliseconds: five processes and two servers are started, killed and started again on a busy machine. */
export const SLOW = 180_000;

/**
 * Gives the suite around it an installation of its own, whose parts it may kill.
 * @returns the installation; callable once the tests run
 */
export function useInstallation(options: InstallationOptions = {}): () => Installation {
  let opened: Installation | null = null;
  beforeAll(async () => {
    opened = await Installation.start(options);
  }, SLOW);
  afterAll(async () => {
    await opened?.stop();
  }, SLOW);
  return () => {
    if (opened === null) throw new Error('The installation is started before the first test.');
    return opened;
  };
}
