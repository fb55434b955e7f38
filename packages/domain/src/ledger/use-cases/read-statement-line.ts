import type { Actor } from '../../identity/index.js';
import { LedgerTransactionNotFound } from '../model/ledger-errors.js';
import type { LedgerTransactionId } from '../model/posting.js';
import type { LedgerViews, StatementLine } from '../ports/ledger-views.js';

/** Shows one transaction that moved the actor's money. */
export class ReadStatementLine {
  constructor(private readonly ledgerViews: LedgerViews) {}

  /** @throws LedgerTransactionNotFound as well when it is not the actor's */
  async execute({
    actor,
    transactionId,
  }: {
    readonly actor: Actor;
    readonly transactionId: LedgerTransactionId;
  }): Promise<StatementLine> {
    const line = await this.ledgerViews.findStatementLine(actor.userId, transactionId);
    if (!line) throw new LedgerTransactionNotFound({ transactionId });
    return line;
  }
}
