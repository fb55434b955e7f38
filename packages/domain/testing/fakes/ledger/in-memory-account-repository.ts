import {
  AccountRepository,
  sidedPosting,
  type Clock,
  type Ledger,
  type Money,
  type Side,
  type SidedPostingOptions,
} from '@2krika/domain';

export class InMemoryAccountRepository extends AccountRepository {
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
