import { aPaymentChannel } from '@2krika/domain/testing';
import fc from 'fast-check';
import { Money } from '../../kernel/index.js';
import {
  AmountNotChargeable,
  assertChargeable,
  ChannelUnavailable,
  ChannelUnknown,
  chargeableLimits,
  MsisdnNotOfChannel,
  openChannel,
  type PaymentChannel,
} from './payment-channel.js';

const xaf = (amount: bigint) => Money.of(amount, 'XAF');

describe('chargeable limits', () => {
  it('are those that every channel can carry', () => {
    const channels = [
      aPaymentChannel({ min: 100n, max: 1_000_000n, step: 10n }),
      aPaymentChannel({ min: 200n, max: 500_000n, step: 25n }),
      aPaymentChannel({ min: 50n, max: 2_000_000n, step: 1n }),
    ];
    expect(chargeableLimits(channels, 'XAF')).toEqual({ min: 200n, max: 500_000n, step: 50n });
    expect(chargeableLimits(channels.reverse(), 'XAF')).toEqual({ min: 200n, max: 500_000n, step: 50n });
  });

  it.each<[string, Partial<PaymentChannel>]>([
    ['is switched off', { isEnabled: false }],
    ['carries another currency', { currency: 'XOF' }],
    ['carries money out', { direction: 'out' }],
  ])('leave out a channel that %s', (_, overrides) => {
    const channels = [aPaymentChannel(), aPaymentChannel({ min: 7n, max: 7n, step: 7n, ...overrides })];
    expect(chargeableLimits(channels, 'XAF')).toEqual({ min: 100n, max: 1_000_000n, step: 5n });
  });

  it('are those of payouts when money goes out', () => {
    const channels = [aPaymentChannel(), aPaymentChannel({ direction: 'out', min: 500n, max: 900n })];
    expect(chargeableLimits(channels, 'XAF', 'out')).toEqual({ min: 500n, max: 900n, step: 5n });
  });

  it('stay what they are while an operator is down', () => {
    const channels = [aPaymentChannel(), aPaymentChannel({ health: 'down', step: 50n })];
    expect(chargeableLimits(channels, 'XAF').step).toBe(50n);
  });

  it('let nothing pass where there is no channel', () => {
    const limits = chargeableLimits([], 'XAF');
    for (const amount of [0n, 1n, 100n]) {
      expect(() => assertChargeable(xaf(amount), limits)).toThrow(AmountNotChargeable);
    }
  });

  it('let pass exactly what every channel lets pass', () => {
    const channels = fc.array(
      fc.record({
        min: fc.bigInt({ min: 1n, max: 40n }),
        max: fc.bigInt({ min: 41n, max: 400n }),
        step: fc.bigInt({ min: 1n, max: 12n }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(channels, fc.bigInt({ min: 0n, max: 420n }), (limits, amount) => {
        const all = limits.map((limit) => aPaymentChannel(limit));
        const together = () => assertChargeable(xaf(amount), chargeableLimits(all, 'XAF'));
        const oneByOne = () => all.forEach((channel) => assertChargeable(xaf(amount), channel));
        expect(refuses(together)).toBe(refuses(oneByOne));
      }),
    );
  });
});

describe('assertChargeable', () => {
  const limits = { min: 100n, max: 1_000n, step: 5n };

  it.each([100n, 105n, 1_000n])('lets %s pass', (amount) => {
    expect(() => assertChargeable(xaf(amount), limits)).not.toThrow();
  });

  it.each([0n, 95n, 101n, 1_001n, 1_005n])('refuses %s, saying what would pass', (amount) => {
    expect(() => assertChargeable(xaf(amount), limits)).toThrow(
      expect.objectContaining({
        code: 'platform.amount_not_chargeable',
        kind: 'rule_violation',
        details: { amount: Number(amount), currency: 'XAF', min: 100, max: 1_000, step: 5 },
      }),
    );
  });

  it('lets the total of a chargeable price pass once it is rounded up to the step', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 20n, max: 150n }),
        fc.bigInt({ min: 0n, max: 1_000n }),
        fc.bigInt({ min: 1n, max: 60n }),
        (steps, feeBps, step) => {
          const channel = aPaymentChannel({ min: 20n, max: 1_000_000n, step });
          const price = xaf(steps * step);
          assertChargeable(price, channel);
          const total = price.plus(xaf((price.amount * feeBps) / 10_000n)).roundUpTo(step);
          expect(() => assertChargeable(total, channel)).not.toThrow();
        },
      ),
    );
  });
});

describe('openChannel', () => {
  const channel = aPaymentChannel({ code: 'mtn_cm' });
  const wanted = { code: 'mtn_cm', direction: 'in', msisdn: '+237670000001', amount: xaf(500n) } as const;

  it('answers the channel of this code and direction', () => {
    const channels = [aPaymentChannel(), { ...channel, direction: 'out' as const }, channel];
    expect(openChannel(channels, wanted)).toBe(channel);
    expect(openChannel(channels, { ...wanted, direction: 'out' }).direction).toBe('out');
  });

  it('answers a channel that works badly, and one of several number ranges', () => {
    const degraded = { ...channel, health: 'degraded' as const, msisdnPrefixes: ['23768', '23767'] };
    expect(openChannel([degraded], wanted)).toBe(degraded);
  });

  it.each<[string, Partial<PaymentChannel>]>([
    ['is not there', { code: 'orange_cm' }],
    ['goes the other way', { direction: 'out' }],
    ['carries another currency', { currency: 'XOF' }],
  ])('knows no channel that %s', (_, overrides) => {
    expect(() => openChannel([{ ...channel, ...overrides }], wanted)).toThrow(ChannelUnknown);
  });

  it.each<[string, Partial<PaymentChannel>]>([
    ['is switched off', { isEnabled: false }],
    ['is down', { health: 'down' }],
  ])('does without a channel that %s', (_, overrides) => {
    expect(() => openChannel([{ ...channel, ...overrides }], wanted)).toThrow(ChannelUnavailable);
  });

  it.each(['+237690000001', '+2376', '+123767000000'])(
    'refuses %s, which is not of the operator',
    (msisdn) => {
      expect(() => openChannel([channel], { ...wanted, msisdn })).toThrow(MsisdnNotOfChannel);
    },
  );

  it('refuses an amount that the channel cannot carry', () => {
    expect(() => openChannel([channel], { ...wanted, amount: xaf(501n) })).toThrow(AmountNotChargeable);
  });
});

function refuses(attempt: () => void): boolean {
  try {
    attempt();
    return false;
  } catch {
    return true;
  }
}
