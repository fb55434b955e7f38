import { Transactional, type Id, type Within } from '../../kernel/index.js';
import type { Lease } from '../../platform/index.js';
import type { Earning, EarningId } from '../model/earning.js';

/** Earnings, one an order. */
export abstract class EarningRepository extends Transactional {
  /** @throws AlreadyExists for the id, or a second earning of the order */
  abstract add(earning: Earning, within?: Within): Promise<void>;

  /** @throws StaleVersion */
  abstract save(earning: Earning, within?: Within): Promise<void>;

  abstract find(id: EarningId, within?: Within): Promise<Earning | null>;

  /** Locks the row until the transaction ends; lock the order first. */
  abstract findByOrderForUpdate(orderId: Id<'order'>, within?: Within): Promise<Earning | null>;

  /**
   * Takes at most `limit` earnings whose clearing is over and was not booked, for a lease, longest
   * due first. Those another worker holds are left out; whose worker died come back when the lease ends;
   * saving one ends it.
   */
  abstract claimDue(now: Date, limit: number): Promise<readonly Lease[]>;
}
