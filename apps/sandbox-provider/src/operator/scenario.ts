import { failing, USUAL, type Behaviour } from './behaviour.js';
import type { OperationKind } from './operation-kind.js';

/** A way to behave, chosen by the last four digits of a number. */
export interface Scenario extends Behaviour {
  readonly name: string;
  /** Null: every number that chooses nothing else. */
  readonly suffix: string | null;
  /** The operations it changes; the others behave as usual with the same number. */
  readonly appliesTo: readonly OperationKind[];
  readonly summary: string;
}

function scenario(
  name: string,
  suffix: string | null,
  appliesTo: readonly OperationKind[],
  summary: string,
  changes: Partial<Behaviour> = {},
): Scenario {
  return { ...USUAL, ...changes, name, suffix, appliesTo, summary };
}

const ALL: readonly OperationKind[] = ['collection', 'refund', 'payout'];
const COLLECTION: readonly OperationKind[] = ['collection'];
const REFUND: readonly OperationKind[] = ['refund'];
const PAYOUT: readonly OperationKind[] = ['payout'];
const NUMBERED: readonly OperationKind[] = ['collection', 'payout'];

const SUCCESS = scenario('success', null, ALL, 'Succeeds after the delay.');

/**
 * The operator behaves by the number it is given, as real sandboxes do. A refund goes by the number of the
 * collection it gives back.
 */
export const SCENARIOS: readonly Scenario[] = [
  SUCCESS,

  scenario(
    'insufficient_funds',
    '9901',
    COLLECTION,
    'Fails with insufficient_funds.',
    failing('insufficient_funds'),
  ),
  scenario('wrong_pin', '9902', COLLECTION, 'Fails with wrong_pin.', failing('wrong_pin')),
  scenario('limit_reached', '9903', NUMBERED, 'Fails with limit_reached.', failing('limit_reached')),
  scenario('user_cancelled', '9904', COLLECTION, 'Fails with user_cancelled.', failing('user_cancelled')),
  scenario('not_registered', '9905', NUMBERED, 'Fails with not_registered.', failing('not_registered')),
  scenario('expired', '9906', COLLECTION, 'The customer does nothing: expires.', {
    outcome: { status: 'expired' },
  }),
  scenario('payout_failed', '9907', PAYOUT, 'Fails with payee_unavailable.', failing('payee_unavailable')),
  scenario('payout_returned', '9908', PAYOUT, 'Succeeds, and comes back one delay later.', {
    outcome: { status: 'returned' },
  }),
  scenario('slow', '9909', ALL, 'Succeeds after the slow delay.', { pace: 'slow' }),

  scenario('rejected', '9910', NUMBERED, 'Answers 422 number_refused and records nothing.', {
    answer: 'rejected',
  }),
  scenario('timeout_then_success', '9911', NUMBERED, 'Is recorded but never answered, then succeeds.', {
    answer: 'silence',
  }),
  scenario(
    'timeout_then_failure',
    '9912',
    NUMBERED,
    'Is recorded but never answered, then fails with limit_reached.',
    {
      answer: 'silence',
      ...failing('limit_reached'),
    },
  ),
  scenario(
    'error_before_recording',
    '9913',
    NUMBERED,
    'Answers 500 once and records nothing; sent again under the same reference it succeeds.',
    { answer: 'error_before_recording' },
  ),
  scenario('error_after_recording', '9914', NUMBERED, 'Answers 500 yet is recorded, then succeeds.', {
    answer: 'error_after_recording',
  }),

  scenario('webhook_lost', '9920', ALL, 'Succeeds, and no webhook ever says so.', { webhook: 'never' }),
  scenario('webhook_twice', '9921', ALL, 'Succeeds, and the same event is sent twice.', { webhook: 'twice' }),
  scenario(
    'webhook_before_answer',
    '9922',
    ALL,
    'Succeeds at once; the webhook is sent before the request is answered.',
    { webhook: 'before_answer' },
  ),
  scenario(
    'webhook_stale_afterwards',
    '9923',
    ALL,
    'Succeeds; after its webhook comes an older event that says it failed.',
    { webhook: 'stale_afterwards' },
  ),

  scenario('amount_smaller', '9930', COLLECTION, 'Succeeds with half the amount, rounded down to the step.', {
    receipt: 'half',
  }),
  scenario('amount_larger', '9931', COLLECTION, 'Succeeds with twice the amount.', { receipt: 'double' }),
  scenario('other_currency', '9932', COLLECTION, 'Succeeds with the amount in the other franc.', {
    receipt: 'other_currency',
  }),

  scenario(
    'refund_failed',
    '9940',
    REFUND,
    'The collection succeeds; its refunds fail with refund_refused.',
    {
      ...failing('refund_refused'),
    },
  ),
  scenario(
    'refund_timeout_then_success',
    '9941',
    REFUND,
    'The collection succeeds; its refunds are recorded but never answered, then succeed.',
    { answer: 'silence' },
  ),
  scenario(
    'refund_timeout_then_failure',
    '9942',
    REFUND,
    'The collection succeeds; its refunds are recorded but never answered, then fail with refund_refused.',
    { answer: 'silence', ...failing('refund_refused') },
  ),
  scenario(
    'refund_rejected',
    '9943',
    REFUND,
    'The collection succeeds; its refunds are answered 422 number_refused and not recorded.',
    { answer: 'rejected' },
  ),
];

/** What happens to an operation of this kind with this number. */
export function scenarioFor(kind: OperationKind, msisdn: string): Scenario {
  const chosen = SCENARIOS.find(({ suffix }) => suffix !== null && msisdn.endsWith(suffix));
  return chosen?.appliesTo.includes(kind) ? chosen : SUCCESS;
}
