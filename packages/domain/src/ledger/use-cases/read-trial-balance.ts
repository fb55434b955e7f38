import type { Actor } from '../../identity/index.js';
import type { LedgerViews, TrialBalance } from '../ports/ledger-views.js';
import { assertMay } from './assert-may.js';

/** Shows every account of the chart, per currency. */
export class ReadTrialBalance {
  constructor(private readonly ledgerViews: LedgerViews) {}

  /** @throws PermissionMissing */
  async execute({ actor }: { readonly actor: Actor }): Promise<readonly TrialBalance[]> {
    assertMay(actor, 'ledger:read');
    return this.ledgerViews.trialBalance();
  }
}
