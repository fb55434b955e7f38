import fc from 'fast-check';
import { AmountNotChargeable } from '../../platform/index.js';
import { AmountOutOfRange } from '../../kernel/index.js';
import { DeliveryTooFast, InvalidService } from './service-errors.js';
import {
  assertDeliveryTakesADay,
  checkedOption,
  deliveryDaysWith,
  type ServiceOption,
} from './service-option.js';

const LIMITS = { min: 100n, max: 2_000_000n, step: 5n };

function anOption(overrides: Partial<ServiceOption> = {}): ServiceOption {
  return {
    id: 'option',
    title: '  Carte   de visite ',
    description: ' Recto verso ',
    price: 2_500n,
    extraDays: 1,
    maxQuantity: 2,
    isActive: true,
    ...overrides,
  };
}

describe('an option', () => {
  it('is kept trimmed', () => {
    expect(checkedOption(anOption(), 'XAF', LIMITS)).toEqual({
      ...anOption(),
      title: 'Carte   de visite',
      description: 'Recto verso',
    });
    expect(checkedOption(anOption({ description: null }), 'XAF', LIMITS).description).toBeNull();
  });

  it('costs something, in steps that can be charged, and may cost less than the smallest charge', () => {
    expect(checkedOption(anOption({ price: 5n }), 'XAF', LIMITS).price).toBe(5n);
    expect(() => checkedOption(anOption({ price: 0n }), 'XAF', LIMITS)).toThrow(InvalidService);
    expect(() => checkedOption(anOption({ price: 7n }), 'XAF', LIMITS)).toThrow(AmountNotChargeable);
    expect(() => checkedOption(anOption({ price: 2_000_005n }), 'XAF', LIMITS)).toThrow(AmountNotChargeable);
    expect(() => checkedOption(anOption({ price: -5n }), 'XAF', LIMITS)).toThrow(AmountOutOfRange);
  });

  it.each<Partial<ServiceOption>>([
    { title: ' a ' },
    { title: 'a'.repeat(81) },
    { title: 'deux\nlignes' },
    { description: ' ' },
    { description: 'a'.repeat(501) },
    { extraDays: 0.5 },
    { extraDays: -365 },
    { extraDays: 366 },
    { maxQuantity: 0 },
    { maxQuantity: 101 },
    { maxQuantity: Number.NaN },
  ])('is refused with %j', (overrides) => {
    expect(() => checkedOption(anOption(overrides), 'XAF', LIMITS)).toThrow(InvalidService);
  });

  it('counts characters as people do', () => {
    expect(checkedOption(anOption({ title: '🎨'.repeat(80) }), 'XAF', LIMITS).title).toHaveLength(160);
  });
});

describe('the delivery time', () => {
  it('grows and shrinks with each option, as often as it is picked', () => {
    expect(deliveryDaysWith(5, [])).toBe(5);
    const picked = [
      { extraDays: 2, quantity: 3 },
      { extraDays: -4, quantity: 1 },
      { extraDays: 0, quantity: 9 },
    ];
    expect(deliveryDaysWith(5, picked)).toBe(7);
  });

  it('is at least a day with all active express options', () => {
    const express = (overrides: Partial<ServiceOption> = {}) =>
      anOption({ extraDays: -1, maxQuantity: 1, ...overrides });
    assertDeliveryTakesADay(3, [express(), express(), anOption({ extraDays: 30 })]);
    assertDeliveryTakesADay(1, [express({ isActive: false })]);
    expect(() => {
      assertDeliveryTakesADay(2, [express(), express(), anOption({ extraDays: 30 })]);
    }).toThrow(DeliveryTooFast);
    expect(() => {
      assertDeliveryTakesADay(3, [express({ maxQuantity: 3 })]);
    }).toThrow(DeliveryTooFast);
  });

  it('is at least a day however options that were allowed are picked', () => {
    const options = fc.array(
      fc.record({
        extraDays: fc.integer({ min: -5, max: 5 }),
        maxQuantity: fc.integer({ min: 1, max: 3 }),
        isActive: fc.boolean(),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(fc.nat({ max: 20 }), options, (spare, drawn) => {
        const offered = drawn.map(({ share: _, ...terms }) => anOption(terms));
        const saved = offered
          .filter(({ isActive, extraDays }) => isActive && extraDays < 0)
          .reduce((days, { extraDays, maxQuantity }) => days - extraDays * maxQuantity, 0);
        const deliveryDays = 1 + saved + spare;
        assertDeliveryTakesADay(deliveryDays, offered);
        const picked = drawn
          .filter(({ isActive }) => isActive)
          .map(({ extraDays, maxQuantity, share }) => ({
            extraDays,
            quantity: Math.round(share * maxQuantity),
          }));
        expect(deliveryDaysWith(deliveryDays, picked)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
