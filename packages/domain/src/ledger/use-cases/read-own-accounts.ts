import type { Actor } from '../../identity/index.js';
import type { LedgerViews, OwnAccounts } from '../ports/ledger-views.js';

/** Shows the actor's money, one row a currency. */
export class ReadOwnAccounts {
  constructor(private readonly ledgerViews: LedgerViews) {}

  execute({ actor }: { readonly actor: Actor }): Promise<readonly OwnAccounts[]> {
    return this.ledgerViews.ownAccounts(actor.userId);
  }
}
