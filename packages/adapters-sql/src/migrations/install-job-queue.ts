import { Logger, runMigrations } from 'graphile-worker';

const SILENT = new Logger(() => () => undefined);

/** Brings the tables of graphile-worker, which keeps account of its own migrations, to its installed version. */
export async function installJobQueue(url: string): Promise<void> {
  await runMigrations({ connectionString: url, logger: SILENT });
}
