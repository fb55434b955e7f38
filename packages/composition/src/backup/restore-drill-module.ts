import { Clock, DrillRestoreWeekly, IdGenerator, JobRuns } from '@2krika/domain';
import { ContainerModule } from 'inversify';
import type { Config } from '../config.js';
import type { DrillConfig } from './nightly-backup-config.js';
import { ScratchRestoreDrill } from './scratch-restore-drill.js';

/** Binds the weekly restore of the newest backup. */
export function restoreDrillModule(
  { stage, sql, mongo, backup: { folder } }: Config,
  drill: DrillConfig,
): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(DrillRestoreWeekly).toResolvedValue(
      (runs, clock, ids) =>
        new DrillRestoreWeekly(
          new ScratchRestoreDrill({ stage, sqlUrl: sql.url, mongo, folder }, ids),
          ...([runs, clock, drill] as const),
        ),
      [JobRuns, Clock, IdGenerator],
    );
  });
}
