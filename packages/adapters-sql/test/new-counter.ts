import { randomUUID } from 'node:crypto';
import type { Counter } from '@2krika/domain/testing';

/** A counter that was never stored: no label, value 0, unless told. */
export function newCounter(fields: Partial<Omit<Counter, 'id' | 'version'>> = {}): Counter {
  return { id: randomUUID(), label: null, value: 0n, ...fields, version: 0 };
}
