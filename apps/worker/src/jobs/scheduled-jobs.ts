import {
  CheckStoresNightly,
  DrillRestoreWeekly,
  MakeNightlyBackup,
  ProveLedgerNightly,
} from '@2krika/domain';
import type { Container } from 'inversify';
import type { Job } from './job.js';

/** By the calendar, where an installation is told to. */
const SCHEDULED = [
  ['backup', MakeNightlyBackup],
  ['ledger-proof', ProveLedgerNightly],
  ['cross-store-check', CheckStoresNightly],
  ['restore-drill', DrillRestoreWeekly],
] as const;

/** What backs up, and looks whether all is well. */
export function scheduledJobs(container: Container): readonly Job[] {
  return SCHEDULED.filter(([, useCase]) => container.isBound(useCase)).map(([name, useCase]) => {
    const work = container.get<{ execute(): Promise<number> }>(useCase);
    return { name, run: () => work.execute() };
  });
}
