import {
  CheckStores,
  CheckStoresNightly,
  Clock,
  JobRuns,
  LedgerProof,
  ProveLedgerNightly,
} from '@2krika/domain';
import { ContainerModule } from 'inversify';

/** Binds what looks at the live databases once a night. @param hour of the day, UTC */
export function nightlyChecksModule(hour: number): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(ProveLedgerNightly).toResolvedValue(
      (proof, runs, clock) => new ProveLedgerNightly(proof, runs, clock, hour),
      [LedgerProof, JobRuns, Clock],
    );
    bind(CheckStoresNightly).toResolvedValue(
      (checkStores, runs, clock) => new CheckStoresNightly(checkStores, runs, clock, hour),
      [CheckStores, JobRuns, Clock],
    );
  });
}
