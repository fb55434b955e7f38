import type { Page, PageRequest } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { LedgerViews, StatementFilter, StatementLine } from '../ports/ledger-views.js';

/** Shows what moved the actor's money, newest first. */
export class ReadStatement {
  constructor(private readonly ledgerViews: LedgerViews) {}

  execute({
    actor,
    filter,
    page,
  }: {
    readonly actor: Actor;
    readonly filter: StatementFilter;
    readonly page: PageRequest;
  }): Promise<Page<StatementLine>> {
    return this.ledgerViews.statement(actor.userId, filter, page);
  }
}
