import type { Sequelize } from 'sequelize';

/** How the connections of a pool are used at one moment. */
export interface PoolState {
  /** As many as there may be. */
  readonly max: number;
  readonly inUse: number;
  readonly idle: number;
  /** Callers that wait for one. */
  readonly waiting: number;
}

/** Sequelize's types leave its pool out. @throws TypeError when it is not the pool we know */
export function poolStateOf({ connectionManager }: Sequelize): PoolState {
  const pool: unknown = 'pool' in connectionManager ? connectionManager.pool : undefined;
  return {
    max: figureOf(pool, 'maxSize'),
    inUse: figureOf(pool, 'using'),
    idle: figureOf(pool, 'available'),
    waiting: figureOf(pool, 'waiting'),
  };
}

function figureOf(pool: unknown, name: string): number {
  const figure: unknown = typeof pool === 'object' && pool !== null ? Reflect.get(pool, name) : undefined;
  if (typeof figure !== 'number') throw new TypeError(`Sequelize's pool does not tell its "${name}".`);
  return figure;
}
