import { Clock, JobRuns, MakeNightlyBackup, type OutboxHistory } from '@2krika/domain';
import { ContainerModule } from 'inversify';
import type { Config } from '../config.js';
import { makeBackup } from './open-backup.js';

/** Binds the nightly backup. @param hour of the day, UTC */
export async function nightlyBackupModule(
  { stage, sql, mongo, backup: { folder } }: Config,
  hour: number,
  outbox: OutboxHistory,
): Promise<ContainerModule> {
  const backup = await makeBackup({ stage, sqlUrl: sql.url, mongo, folder }, outbox);
  return new ContainerModule(({ bind }) => {
    bind(MakeNightlyBackup).toResolvedValue(
      (runs, clock) => new MakeNightlyBackup(backup, runs, clock, hour),
      [JobRuns, Clock],
    );
  });
}
