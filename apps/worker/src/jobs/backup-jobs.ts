import type { MakeNightlyBackup } from '@2krika/domain';
import type { Job } from './job.js';

/** What backs up, where an installation is told to. */
export function backupJobs(makeNightlyBackup: MakeNightlyBackup): readonly Job[] {
  return [{ name: 'backup', run: () => makeNightlyBackup.execute() }];
}
