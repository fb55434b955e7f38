import type { Deadline } from '@2krika/domain';
import { anId, TEST_EPOCH } from '../unique.js';

/** The end of the payment window of an order nobody else has a deadline for. */
export function aDeadline(overrides: Partial<Deadline> = {}): Deadline {
  return {
    id: anId(),
    aggregateType: 'order',
    aggregateId: anId(),
    event: 'expire_payment',
    fireAt: TEST_EPOCH,
    ...overrides,
  };
}
