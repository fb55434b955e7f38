export { readConfig, type Config, type Stage } from './config.js';
export { createContainer, type ContainerOptions, type OpenContainer } from './create-container.js';
export { EnvironmentReader, InvalidEnvironment } from './environment.js';
export { SILENT, type Logger } from './logger.js';
export { WEBHOOK_PATH } from './providers-module.js';
export type { Scope, Storage } from './ports.js';
export { ScopedUnitOfWork } from './scoped-unit-of-work.js';
export type { Persistence, StoreCheck } from './stores.js';
