import type { Currency } from '../../kernel/index.js';

/** What the business decides and may change without a release. Durations are in the unit of the name. */
export interface SettingValues {
  /** Submitted services go live without a moderator. */
  readonly 'services.auto_approve': boolean;
  /** How long an order waits for its payment by mobile money. */
  readonly 'orders.payment_window_minutes': number;
  /** How long a customer may look at a delivery before the order completes by itself. */
  readonly 'orders.review_hours': number;
  /** How late a seller must be for the customer to cancel alone. */
  readonly 'orders.very_late_hours': number;
  /** How long earnings of a seller of each level clear. */
  readonly 'clearing.days': Readonly<Record<'new' | 'level_1' | 'level_2' | 'top', number>>;
  /** The level a withdrawal asks for, of what was proved of who its owner is; 0 asks for none. */
  readonly 'withdrawals.required_kyc_level': number;
  readonly 'withdrawals.require_verified_phone': boolean;
  /** A withdrawal asks its owner to prove again who they are. */
  readonly 'withdrawals.require_step_up': boolean;
  /** How long a new payout method cannot be used, so that a thief's is noticed in time. */
  readonly 'withdrawals.cooldown_hours': number;
  /** Withdrawals of at most this many minor units need no approval. */
  readonly 'withdrawals.auto_approve_up_to': Readonly<Record<Currency, number>>;
}

export type SettingKey = keyof SettingValues;

/** What holds where nobody decided otherwise. */
export const SETTING_DEFAULTS: SettingValues = {
  'services.auto_approve': true,
  'orders.payment_window_minutes': 30,
  'orders.review_hours': 72,
  'orders.very_late_hours': 24,
  'clearing.days': { new: 14, level_1: 14, level_2: 14, top: 7 },
  'withdrawals.required_kyc_level': 0,
  'withdrawals.require_verified_phone': false,
  'withdrawals.require_step_up': false,
  'withdrawals.cooldown_hours': 24,
  'withdrawals.auto_approve_up_to': { XAF: 500_000, XOF: 500_000 },
};
