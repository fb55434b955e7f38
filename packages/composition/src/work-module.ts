import { Chance, Clock, LeasedWork, Leases } from '@2krika/domain';
import { ContainerModule } from 'inversify';
import type { Config } from './config.js';

/** More at once would only wait for each other. */
const LARGEST_BATCH = 10;

/** Binds how claimed work is done: never more units at once than there are connections for them. */
export function workModule({ sql }: Config): ContainerModule {
  const batch = Math.min(LARGEST_BATCH, sql.pool.max);
  return new ContainerModule(({ bind }) => {
    bind(Chance).toConstantValue({ fraction: Math.random });
    bind(LeasedWork).toResolvedValue(
      (leases, chance, clock) => new LeasedWork(leases, chance, clock, batch),
      [Leases, Chance, Clock],
    );
  });
}
