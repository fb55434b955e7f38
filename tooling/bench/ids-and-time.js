import { randomUUID } from 'node:crypto';

/** Ids as everybody here makes them, so that no contender has an easier index to fill. */
export const RANDOM_IDS = { generate: () => randomUUID() };

export const SYSTEM_CLOCK = { now: () => new Date() };
