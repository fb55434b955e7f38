import { Transactional, type Within } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { PayoutMethod, PayoutMethodId } from '../model/payout-method.js';

/** Where sellers' money is sent. Removed ones are still found by id, for what was sent there. */
export abstract class PayoutMethodRepository extends Transactional {
  /** @throws PayoutAccountTaken when one that is not removed has the same number; AlreadyExists for the id */
  abstract add(method: PayoutMethod, within?: Within): Promise<void>;

  /** @throws StaleVersion */
  abstract save(method: PayoutMethod, within?: Within): Promise<void>;

  /** @throws PayoutMethodNotFound */
  abstract get(id: PayoutMethodId, within?: Within): Promise<PayoutMethod>;

  /** Locks the row until the transaction ends. @throws PayoutMethodNotFound */
  abstract getForUpdate(id: PayoutMethodId, within?: Within): Promise<PayoutMethod>;

  /** Locks the row until the transaction ends. Null as well when it is somebody else's. */
  abstract findOwnForUpdate(
    id: PayoutMethodId,
    userId: UserId,
    within?: Within,
  ): Promise<PayoutMethod | null>;
}
