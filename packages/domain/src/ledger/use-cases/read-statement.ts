import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { LedgerViews, StatementFilter, StatementLine } from '../ports/ledger-views.js';

export interface ReadStatementInput extends ListInput {
  readonly actor: Actor;
  readonly filter: StatementFilter;
}

/** Shows what moved the actor's money, newest first. */
export class ReadStatement {
  constructor(private readonly ledgerViews: LedgerViews) {}

  /** @throws InvalidPage; InvalidCursor */
  async execute({ actor, filter, ...asked }: ReadStatementInput): Promise<ListAnswer<StatementLine>> {
    return this.ledgerViews.statement(actor.userId, filter, listRequest(asked));
  }
}
