import { Transactional, type Within } from '../../kernel/index.js';
import type { KycLimit } from '../model/kyc-limit.js';

/** How much people may withdraw. Limits are never changed: a newer one takes the place of the one before. */
export abstract class KycLimitRepository extends Transactional {
  /** @throws AlreadyExists for the id, or when one of the same level, country and currency begins at that instant */
  abstract add(limit: KycLimit, within?: Within): Promise<void>;

  /** Those of the level that have begun, in no order: which of them holds is for `kycLimitFor`. */
  abstract listBegun(level: number, now: Date, within?: Within): Promise<readonly KycLimit[]>;
}
