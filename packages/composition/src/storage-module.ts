import { ContainerModule, type Bind, type ServiceIdentifier } from 'inversify';
import { MESSAGE_PORTS, SCOPE_PORTS, STORE_PORTS, type MessageStorage, type Storage } from './ports.js';
import { ScopedUnitOfWork } from './scoped-unit-of-work.js';

/** Binds every port of both stores, whichever technology they are. */
export function storageModule(storage: Storage, messageStorage: MessageStorage): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(ScopedUnitOfWork).toConstantValue(storage.unitOfWork);
    bindAll(bind, { ...SCOPE_PORTS, ...STORE_PORTS }, storage);
    bindAll(bind, MESSAGE_PORTS, messageStorage);
  });
}

function bindAll<Tokens extends Readonly<Record<string, ServiceIdentifier>>>(
  bind: Bind,
  tokens: Tokens,
  ports: { readonly [Name in keyof Tokens]: unknown },
): void {
  for (const [name, token] of Object.entries(tokens)) bind<unknown>(token).toConstantValue(ports[name]);
}
