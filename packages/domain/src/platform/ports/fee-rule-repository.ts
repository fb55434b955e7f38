import { Transactional, type Currency, type Within } from '../../kernel/index.js';
import type { FeeRule } from '../model/fee-rule.js';

/** What the platform takes. Rules are never changed: a new one begins where the old one ends. */
export abstract class FeeRuleRepository extends Transactional {
  /** The rules of this currency that hold at `now`. */
  abstract inForce(currency: Currency, now: Date, within?: Within): Promise<readonly FeeRule[]>;

  /** @throws AlreadyExists when a rule of the same component, scope and currency holds in that time */
  abstract add(rule: FeeRule, within?: Within): Promise<void>;
}
