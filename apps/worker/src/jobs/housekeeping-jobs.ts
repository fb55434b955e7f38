import type { PurgeCommunicationLog, PurgeUploads } from '@2krika/domain';
import type { Job } from './job.js';

export interface HousekeepingJobUseCases {
  readonly purgeUploads: PurgeUploads;
  readonly purgeCommunicationLog: PurgeCommunicationLog;
}

/** What removes what nobody may need any more. */
export function housekeepingJobs(useCases: HousekeepingJobUseCases): readonly Job[] {
  return [
    { name: 'upload-purge', run: () => useCases.purgeUploads.execute() },
    { name: 'communication-log-purge', run: () => useCases.purgeCommunicationLog.execute() },
  ];
}
