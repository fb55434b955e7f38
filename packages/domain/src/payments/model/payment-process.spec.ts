import { isAlreadyDone, transitionFrom } from '../../kernel/index.js';
import {
  LIVE_PAYMENT_STATES,
  PAYMENT_PROCESS,
  PAYMENT_STATES,
  type PaymentEvent,
  type PaymentState,
} from './payment-process.js';

/** Every way a payment moves. */
const MOVES: readonly [PaymentState, PaymentEvent, PaymentState][] = [
  ['initiated', 'provider_accepted', 'pending'],
  ['unknown', 'provider_accepted', 'pending'],
  ['initiated', 'provider_action', 'requires_action'],
  ['unknown', 'provider_action', 'requires_action'],
  ['initiated', 'ambiguous', 'unknown'],
  ['pending', 'ambiguous', 'unknown'],
  ['requires_action', 'ambiguous', 'unknown'],
  ['initiated', 'confirmed', 'captured'],
  ['pending', 'confirmed', 'captured'],
  ['requires_action', 'confirmed', 'captured'],
  ['unknown', 'confirmed', 'captured'],
  ['initiated', 'declined', 'failed'],
  ['pending', 'declined', 'failed'],
  ['requires_action', 'declined', 'failed'],
  ['unknown', 'declined', 'failed'],
  ['initiated', 'expire', 'expired'],
  ['pending', 'expire', 'expired'],
  ['requires_action', 'expire', 'expired'],
  ['unknown', 'expire', 'expired'],
  ['initiated', 'cancel', 'cancelled'],
  ['failed', 'confirmed_late', 'captured_late'],
  ['expired', 'confirmed_late', 'captured_late'],
  ['cancelled', 'confirmed_late', 'captured_late'],
  ['captured_late', 'allocate', 'captured'],
];

describe('the process of a payment', () => {
  it.each(MOVES)('from %s by %s leads to %s', (from, event, to) => {
    expect(transitionFrom(PAYMENT_PROCESS, from, event)?.to).toBe(to);
  });

  it('has no other way', () => {
    const rows = PAYMENT_PROCESS.flatMap(({ event, from, to }) => from.map((state) => [state, event, to]));
    expect(new Set(rows.map(String))).toEqual(new Set(MOVES.map(String)));
    expect(rows).toHaveLength(MOVES.length);
  });

  it('counts as under way exactly the states from which money can still come in time', () => {
    const live = PAYMENT_STATES.filter((state) => transitionFrom(PAYMENT_PROCESS, state, 'confirmed'));
    expect(live).toEqual(LIVE_PAYMENT_STATES);
  });

  it('never loses money: whatever is over can still be confirmed', () => {
    for (const state of PAYMENT_STATES) {
      const takesMoney =
        transitionFrom(PAYMENT_PROCESS, state, 'confirmed') ??
        transitionFrom(PAYMENT_PROCESS, state, 'confirmed_late');
      expect(Boolean(takesMoney) || state.startsWith('captured')).toBe(true);
    }
  });

  it('has nothing left to do where an event leads', () => {
    for (const { event, to } of PAYMENT_PROCESS) {
      const isRepeated = transitionFrom(PAYMENT_PROCESS, to, event) !== undefined;
      expect(isAlreadyDone(PAYMENT_PROCESS, to, event)).toBe(!isRepeated);
    }
  });
});
