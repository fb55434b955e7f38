/** Why an operation failed: the code clients decide by, and what it means. */
export const FAILURES = {
  insufficient_funds: 'The wallet does not hold the amount.',
  wrong_pin: 'A wrong PIN was entered three times.',
  limit_reached: 'The wallet has reached its daily or monthly limit.',
  user_cancelled: 'The customer refused on the phone.',
  not_registered: 'The number has no wallet.',
  payee_unavailable: 'The wallet does not accept money at the moment.',
  refund_refused: 'The wallet does not take the money back.',
} as const;
export type FailureCode = keyof typeof FAILURES;

/** How the request itself is answered. */
export type Answer =
  | 'accepted'
  | 'rejected' // 422, definitive: nothing is recorded
  | 'silence' // recorded, never answered
  | 'error_before_recording' // 500 once; the reference stays unknown until it is sent again
  | 'error_after_recording'; // 500, yet recorded

/** What an accepted operation becomes. `returned` succeeds first and comes back one delay later. */
export type Outcome =
  | { readonly status: 'successful' | 'expired' | 'returned' }
  | { readonly status: 'failed'; readonly failureCode: FailureCode };

export type WebhookPlan =
  | 'once'
  | 'never'
  | 'twice' // the same event, id included
  | 'before_answer' // final, and announced, before the request is answered
  | 'stale_afterwards'; // the true event, then an older one that says it failed

/** What the customer really pays when it is not what was asked. */
export type Receipt = 'as_asked' | 'half' | 'double' | 'other_currency';

/** Everything about an operation that its number decides. */
export interface Behaviour {
  readonly answer: Answer;
  readonly outcome: Outcome;
  readonly pace: 'normal' | 'slow';
  readonly webhook: WebhookPlan;
  readonly receipt: Receipt;
}

export const USUAL: Behaviour = {
  answer: 'accepted',
  outcome: { status: 'successful' },
  pace: 'normal',
  webhook: 'once',
  receipt: 'as_asked',
};

export function failing(failureCode: FailureCode): Pick<Behaviour, 'outcome'> {
  return { outcome: { status: 'failed', failureCode } };
}
