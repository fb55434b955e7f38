import 'reflect-metadata';
import { SystemClock } from '@2krika/adapters-node';
import { Container } from 'inversify';
import { nightlyBackupModule } from './backup/nightly-backup-module.js';
import { nightlyChecksModule } from './backup/nightly-checks-module.js';
import { restoreDrillModule } from './backup/restore-drill-module.js';
import type { Config } from './config.js';
import { DevelopmentClock } from './development.js';
import { LoggedJobRuns } from './logged-job-runs.js';
import { LoggedLeases } from './logged-leases.js';
import { SILENT, type Logger } from './logger.js';
import { nodeModule } from './node-module.js';
import { providersModule } from './providers-module.js';
import { storageModule } from './storage-module.js';
import { NO_OBSERVER, type StatementObserver } from './statements.js';
import { openStores, type Persistence, type Pools, type StoreCheck } from './stores.js';
import { USE_CASE_MODULES } from './use-cases/index.js';
import { WakeUps } from './wake-ups.js';
import { workModule } from './work-module.js';

export interface ContainerOptions {
  readonly config: Config;
  /** Default `sql+mongo`. */
  readonly persistence?: Persistence;
  /** Default: silence. */
  readonly logger?: Logger;
  /** Default: nobody. */
  readonly statements?: StatementObserver;
}

/** A container with everything bound, and what has to be ended with it. */
export interface OpenContainer {
  readonly container: Container;
  readonly checks: readonly StoreCheck[];
  pools(): Pools;
  close(): Promise<void>;
}

/**
 * Binds every port to an adapter and every use case to its ports. A test that swaps an adapter rebinds one port
 * before it resolves anything.
 */
export async function createContainer(options: ContainerOptions): Promise<OpenContainer> {
  const { config, persistence = 'sql+mongo', logger = SILENT, statements = NO_OBSERVER } = options;
  const clock = new SystemClock();
  const stores = await openStores(persistence, { config, clock, logger, statements });
  const container = new Container();
  const storage = {
    ...stores.storage,
    leases: new LoggedLeases(stores.storage.leases, logger),
    jobRuns: new LoggedJobRuns(stores.storage.jobRuns, logger),
  };
  container.load(
    storageModule(storage, stores.messageStorage),
    nodeModule(config, clock),
    providersModule(config),
    workModule(config),
    ...USE_CASE_MODULES,
  );
  const { hour, checkHour, drill } = config.backup;
  if (checkHour !== null) container.load(nightlyChecksModule(checkHour));
  if (persistence === 'sql+mongo') {
    if (hour !== null) container.load(await nightlyBackupModule(config, hour, storage.outboxHistory));
    if (drill !== null) container.load(restoreDrillModule(config, drill));
  }
  container.bind(WakeUps).toConstantValue(stores.wakeUps);
  if (stores.developmentClock) container.bind(DevelopmentClock).toConstantValue(stores.developmentClock);
  return {
    container,
    checks: stores.checks,
    pools: () => stores.pools(),
    close: () => stores.close(),
  };
}
