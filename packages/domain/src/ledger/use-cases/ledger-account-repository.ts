import type { Clock, Money } from '../../kernel/index.js';
import type { Side } from '../model/chart-of-accounts.js';
import { sidedPosting } from '../model/two-line-posting.js';
import { AccountRepository, type SidedPostingOptions } from '../ports/account-repository.js';
import type { Ledger } from '../ports/ledger.js';

/** Accounts in the manual form, over whichever ledger there is: a credit is one side of a posting. */
export class LedgerAccountRepository extends AccountRepository {
  constructor(
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {
    super();
  }

  begin() {
    return this.ledger.begin();
  }

  credit(ownerId: string | null, amount: Money, options: SidedPostingOptions) {
    return this.post('credit', ownerId, amount, options);
  }

  debit(ownerId: string | null, amount: Money, options: SidedPostingOptions) {
    return this.post('debit', ownerId, amount, options);
  }

  private async post(
    side: Side,
    ownerId: string | null,
    amount: Money,
    { posting, source, ...within }: SidedPostingOptions,
  ) {
    return this.ledger.post(sidedPosting(side, ownerId, amount, posting, source), this.clock.now(), within);
  }
}
