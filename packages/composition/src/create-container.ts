import 'reflect-metadata';
import { Container } from 'inversify';
import type { Config } from './config.js';
import { SILENT, type Logger } from './logger.js';
import { nodeModule } from './node-module.js';
import { providersModule } from './providers-module.js';
import { storageModule } from './storage-module.js';
import { openStores, type Persistence, type StoreCheck } from './stores.js';
import { USE_CASE_MODULES } from './use-cases/index.js';

export interface ContainerOptions {
  readonly config: Config;
  /** Default `sql+mongo`. */
  readonly persistence?: Persistence;
  /** Default: silence. */
  readonly logger?: Logger;
}

/** A container with everything bound, and what has to be ended with it. */
export interface OpenContainer {
  readonly container: Container;
  readonly checks: readonly StoreCheck[];
  close(): Promise<void>;
}

/**
 * Binds every port to an adapter and every use case to its ports. A test that swaps an adapter rebinds one port
 * before it resolves anything.
 */
export async function createContainer(options: ContainerOptions): Promise<OpenContainer> {
  const { config, persistence = 'sql+mongo', logger = SILENT } = options;
  const stores = await openStores(persistence, config, logger);
  const container = new Container();
  await container.load(
    storageModule(stores.storage),
    nodeModule(config),
    providersModule(config),
    ...USE_CASE_MODULES,
  );
  return { container, checks: stores.checks, close: () => stores.close() };
}
