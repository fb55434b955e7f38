import type { SlowQueries } from '@2krika/domain';
import { readSqlConfig } from '../config.js';
import { EnvironmentReader } from '../environment.js';

/** What the processes of one installation know of slow queries. */
export interface OpenSlowQueries {
  readonly slowQueries: SlowQueries;
  close(): Promise<void>;
}

/**
 * Opens them alone: whoever looks at them needs no secret of an app.
 * @throws InvalidEnvironment that names every fault
 */
export async function openSlowQueries(
  variables: Readonly<Record<string, string | undefined>>,
): Promise<OpenSlowQueries> {
  const read = new EnvironmentReader(variables);
  const config = readSqlConfig(read, read.url('SQL_DATABASE_URL', ['postgres:', 'postgresql:']));
  read.assertValid();
  const { Database, sqlStorage } = await import('@2krika/adapters-sql');
  const database = await Database.open({ ...config, applicationName: '2krika-slow-queries' });
  const { slowQueries } = sqlStorage(database);
  return { slowQueries, close: () => database.close() };
}
