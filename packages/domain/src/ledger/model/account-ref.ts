import type { Currency } from '../../kernel/index.js';
import { CHART_OF_ACCOUNTS, type AccountCode, type AccountOwnerType } from './chart-of-accounts.js';

/** Names one account: the chart's code, whose it is, and its currency. */
export interface AccountRef {
  readonly code: AccountCode;
  /** A user's or order's id, a provider's name; null for the platform's own accounts, and only for those. */
  readonly ownerId: string | null;
  readonly currency: Currency;
}

export function ownerTypeOf({ code }: Pick<AccountRef, 'code'>): AccountOwnerType {
  return CHART_OF_ACCOUNTS[code].ownerType;
}

/** One text for one account, for maps and for the order of comparison. */
export function accountKey({ code, ownerId, currency }: AccountRef): string {
  return `${code}/${ownerId ?? ''}/${currency}`;
}
