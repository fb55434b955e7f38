/** Whose account it is: one row per owner and currency. */
export type AccountOwnerType = 'user' | 'order' | 'provider' | 'platform';

export type AccountClass = 'asset' | 'liability' | 'revenue' | 'expense';

export const SIDES = ['debit', 'credit'] as const;
export type Side = (typeof SIDES)[number];

/** One line of the chart. */
export interface AccountDefinition {
  readonly ownerType: AccountOwnerType;
  readonly accountClass: AccountClass;
  /**
   * Whether the balance may never go below zero. Only such accounts keep running totals and are locked by a
   * posting; on the others every posting of the platform would wait for every other.
   */
  readonly isConstrained: boolean;
  readonly meaning: string;
}

/**
 * Every account there is. The platform's accounts are kept once per currency, a provider's once per provider,
 * and those of users and orders appear with their first entry.
 */
export const CHART_OF_ACCOUNTS = {
  provider_clearing: {
    ownerType: 'provider',
    accountClass: 'asset',
    isConstrained: false,
    meaning: 'Collected money that lies at the payment provider.',
  },
  disbursement_float: {
    ownerType: 'provider',
    accountClass: 'asset',
    isConstrained: true,
    meaning: 'The prefunded wallet that withdrawals are paid from.',
  },
  bank: {
    ownerType: 'platform',
    accountClass: 'asset',
    isConstrained: false,
    meaning: 'The settlement account at the bank.',
  },
  dispute_hold: {
    ownerType: 'order',
    accountClass: 'asset',
    isConstrained: true,
    meaning: 'What the provider withholds while a chargeback is open.',
  },
  seller_receivable: {
    ownerType: 'user',
    accountClass: 'asset',
    isConstrained: true,
    meaning: 'What a seller owes after a refund of money already withdrawn.',
  },
  order_escrow: {
    ownerType: 'order',
    accountClass: 'liability',
    isConstrained: true,
    meaning: "The customer's money, held for one order.",
  },
  seller_pending: {
    ownerType: 'user',
    accountClass: 'liability',
    isConstrained: true,
    meaning: 'Earned, and still clearing.',
  },
  seller_available: {
    ownerType: 'user',
    accountClass: 'liability',
    isConstrained: true,
    meaning: 'Earned, and free to be withdrawn.',
  },
  withdrawal_in_transit: {
    ownerType: 'user',
    accountClass: 'liability',
    isConstrained: true,
    meaning: 'Asked for or sent, and not confirmed.',
  },
  customer_wallet: {
    ownerType: 'user',
    accountClass: 'liability',
    isConstrained: true,
    meaning: 'The credit balance of a buyer.',
  },
  refunds_payable: {
    ownerType: 'platform',
    accountClass: 'liability',
    isConstrained: true,
    meaning: 'Refunds decided and not yet confirmed by a rail.',
  },
  unallocated_receipts: {
    ownerType: 'platform',
    accountClass: 'liability',
    isConstrained: true,
    meaning: 'Money received that matches no payable order.',
  },
  tax_payable: {
    ownerType: 'platform',
    accountClass: 'liability',
    isConstrained: false,
    meaning: 'Value-added tax on our fees.',
  },
  commission_revenue: {
    ownerType: 'platform',
    accountClass: 'revenue',
    isConstrained: false,
    meaning: "What we keep of the seller's price.",
  },
  service_fee_revenue: {
    ownerType: 'platform',
    accountClass: 'revenue',
    isConstrained: false,
    meaning: 'What the buyer pays us on top of the price.',
  },
  withdrawal_fee_revenue: {
    ownerType: 'platform',
    accountClass: 'revenue',
    isConstrained: false,
    meaning: 'What we keep of withdrawals.',
  },
  provider_fee_expense: {
    ownerType: 'platform',
    accountClass: 'expense',
    isConstrained: false,
    meaning: 'What providers charge for collecting.',
  },
  payout_fee_expense: {
    ownerType: 'platform',
    accountClass: 'expense',
    isConstrained: false,
    meaning: 'What providers charge for paying out.',
  },
  chargeback_loss: {
    ownerType: 'platform',
    accountClass: 'expense',
    isConstrained: false,
    meaning: 'Chargebacks the platform bears.',
  },
  goodwill_expense: {
    ownerType: 'platform',
    accountClass: 'expense',
    isConstrained: false,
    meaning: 'Money given away to make up for something.',
  },
  bad_debt: {
    ownerType: 'platform',
    accountClass: 'expense',
    isConstrained: false,
    meaning: "Sellers' debts given up.",
  },
} as const satisfies Record<string, AccountDefinition>;

export type AccountCode = keyof typeof CHART_OF_ACCOUNTS;

/** The side that makes the account grow. */
export function normalSide(code: AccountCode): Side {
  const { accountClass } = CHART_OF_ACCOUNTS[code];
  return accountClass === 'asset' || accountClass === 'expense' ? 'debit' : 'credit';
}

/** By how much an entry moves the balance of its account: negative when it is against the normal side. */
export function balanceChange(code: AccountCode, side: Side, amount: bigint): bigint {
  return side === normalSide(code) ? amount : -amount;
}

/** Whether the text names an account of the chart. */
export function isAccountCode(text: string): text is AccountCode {
  return Object.hasOwn(CHART_OF_ACCOUNTS, text);
}
