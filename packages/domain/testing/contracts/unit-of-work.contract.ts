import { SECOND } from '@2krika/domain';
import { closureFormContract } from './unit-of-work/closure-form.contract.js';
import type { OpenHarness, UnitOfWorkHarness } from './unit-of-work/unit-of-work-harness.js';
import { isolationContract } from './unit-of-work/isolation.contract.js';
import { manualFormContract } from './unit-of-work/manual-form.contract.js';
import { savepointsContract } from './unit-of-work/savepoints.contract.js';

// Below jest's own limit, so that a wait that should have ended shows as the refusal it is.
const LOCK_TIMEOUT = 10 * SECOND;

/**
 * What a store that offers transactions promises, in both forms and under contention. Each test gets an empty
 * table of counters; none may leave a transaction open.
 */
export function unitOfWorkContract(open: OpenHarness): void {
  let harness: UnitOfWorkHarness;

  beforeEach(async () => {
    harness = await open({ lockTimeout: LOCK_TIMEOUT });
  });

  afterEach(async () => {
    const unfinished = harness.unfinished();
    await harness.close();
    expect(unfinished).toEqual([]);
  });

  describe('the manual form', () => {
    manualFormContract(() => harness);
  });
  describe('the closure form', () => {
    closureFormContract(() => harness);
  });
  describe('savepoints', () => {
    savepointsContract(() => harness);
  });
  describe('isolation', () => {
    isolationContract(() => harness, open);
  });
}
