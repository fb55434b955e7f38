import {
  accountKey,
  CHART_OF_ACCOUNTS,
  Ledger,
  UnitOfWork,
  type AccountRef,
  type Posting,
  type PostingSource,
  type ReversibleType,
  type Within,
} from '@2krika/domain';

/** A ledger that notes which accounts a transaction comes to lock after its first lock. */
class WatchedLedger extends Ledger {
  private first: ReadonlySet<string> | undefined;
  readonly lockedLater: string[] = [];

  constructor(private readonly ledger: Ledger) {
    super();
  }

  begin() {
    return this.ledger.begin();
  }

  post(posting: Posting, now: Date, within?: Within) {
    this.note(posting.content.entries.map(({ account }) => account));
    return this.ledger.post(posting, now, within);
  }

  reverse(source: PostingSource<ReversibleType>, now: Date, within?: Within) {
    return this.ledger.reverse(source, now, within);
  }

  find(source: PostingSource, within?: Within) {
    return this.ledger.find(source, within);
  }

  lockBalances(accounts: readonly AccountRef[], within?: Within) {
    this.note(accounts);
    return this.ledger.lockBalances(accounts, within);
  }

  private note(accounts: readonly AccountRef[]): void {
    const keys = accounts.filter(({ code }) => CHART_OF_ACCOUNTS[code].isConstrained).map(accountKey);
    this.first ??= new Set(keys);
    this.lockedLater.push(...keys.filter((key) => !this.first?.has(key)));
  }
}

/** A unit of work whose ledgers are watched. */
export class WatchedUnitOfWork<Scope extends { readonly ledger: Ledger }> extends UnitOfWork<Scope> {
  readonly ledgers: WatchedLedger[] = [];

  constructor(private readonly unitOfWork: UnitOfWork<Scope>) {
    super();
  }

  run<Result>(work: (scope: Scope) => Promise<Result>): Promise<Result> {
    return this.unitOfWork.run((scope) => {
      const ledger = new WatchedLedger(scope.ledger);
      this.ledgers.push(ledger);
      return work({ ...scope, ledger });
    });
  }

  get lockedLater(): readonly string[] {
    return this.ledgers.flatMap((ledger) => ledger.lockedLater);
  }
}
