import { slowCall, type CountedQuery } from '@2krika/domain';
import { anId, unique } from '../unique.js';

/** One slow call of a query nobody else counts. */
export function aCountedQuery(overrides: Partial<CountedQuery> = {}): CountedQuery {
  return {
    fingerprint: anId().replaceAll('-', '').slice(0, 16),
    store: 'postgresql',
    text: `find services by kind ${unique()}`,
    ...slowCall(300, 1),
    ...overrides,
  };
}
