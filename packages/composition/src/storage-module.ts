import { ContainerModule, type Bind } from 'inversify';
import { SCOPE_PORTS, STORE_PORTS, type Storage } from './ports.js';
import { ScopedUnitOfWork } from './scoped-unit-of-work.js';

const PORTS = { ...SCOPE_PORTS, ...STORE_PORTS };

/** Binds every port of a store, whichever technology it is. */
export function storageModule(storage: Storage): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(ScopedUnitOfWork).toConstantValue(storage.unitOfWork);
    for (const name of Object.keys(PORTS) as (keyof typeof PORTS)[]) bindPort(bind, storage, name);
  });
}

function bindPort(bind: Bind, storage: Storage, name: keyof typeof PORTS): void {
  bind<unknown>(PORTS[name]).toConstantValue(storage[name]);
}
