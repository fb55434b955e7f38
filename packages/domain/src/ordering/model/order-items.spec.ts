import { anOption, aPackage, aService } from '../../../testing/factories/catalogue/service-factory.js';
import { SequentialIds } from '../../../testing/fakes/sequential-ids.js';
import type { PackageTier } from '../../catalogue/index.js';
import { OptionNotOffered, PackageNotOffered } from './order-errors.js';
import { selectItems, type OptionSelection } from './order-items.js';

const SOURCES = anOption({
  id: 'sources',
  title: 'Fichiers sources',
  price: 2_500n,
  extraDays: 1,
  maxQuantity: 3,
});
const EXPRESS = anOption({ id: 'express', title: 'Express', price: 5_000n, extraDays: -1 });
const RETIRED = anOption({ id: 'retired', isActive: false });

const PREMIUM = aPackage({ id: 'premium', tier: 'premium', title: 'Complet', price: 90_000n });

const SERVICE = aService({
  id: 'service',
  ownerId: 'seller',
  categoryId: 'design',
  title: 'Logo',
  basicPrice: 50_000n,
  packages: [aPackage({ id: 'basic', tier: 'basic' }), PREMIUM],
  options: [SOURCES, EXPRESS, RETIRED],
});

function select(...options: OptionSelection[]) {
  return selectIn('basic', ...options);
}

function selectIn(tier: PackageTier, ...options: OptionSelection[]) {
  const ids = new SequentialIds();
  return selectItems(SERVICE, { tier, options }, () => ids.generate());
}

describe('selectItems', () => {
  it('is the package alone when nothing else is asked for', () => {
    const { items, picked, bought } = select();
    expect(items).toMatchObject([
      {
        kind: 'package',
        refId: 'basic',
        title: 'Logo',
        unitPrice: 50_000n,
        quantity: 1,
        amount: 50_000n,
      },
    ]);
    expect(picked).toEqual([]);
    expect(bought).toMatchObject({ tier: 'basic', price: 50_000n });
  });

  it('is the size that is asked for, at its price', () => {
    const { items, bought } = selectIn('premium', { optionId: 'sources', quantity: 1 });
    expect(items).toMatchObject([
      { kind: 'package', refId: 'premium', title: 'Logo', unitPrice: 90_000n, quantity: 1, amount: 90_000n },
      { kind: 'option', refId: 'sources' },
    ]);
    expect(bought).toEqual(PREMIUM);
  });

  it('refuses a size the service is not sold in', () => {
    expect(() => selectIn('standard')).toThrow(PackageNotOffered);
    expect(() => selectIn('standard')).toThrow(
      expect.objectContaining({ details: { pointer: '/package', tier: 'standard' } }),
    );
  });

  it('takes the options as they are offered now, in the order they were asked for', () => {
    const { items, picked } = select(
      { optionId: 'express', quantity: 1 },
      { optionId: 'sources', quantity: 3 },
    );
    expect(items.slice(1)).toMatchObject([
      { kind: 'option', refId: 'express', title: 'Express', quantity: 1, amount: 5_000n },
      { kind: 'option', refId: 'sources', unitPrice: 2_500n, quantity: 3, amount: 7_500n },
    ]);
    expect(picked).toEqual([
      { extraDays: -1, quantity: 1 },
      { extraDays: 1, quantity: 3 },
    ]);
    expect(new Set(items.map(({ id }) => id)).size).toBe(3);
  });

  it.each<[string, readonly OptionSelection[], { optionId: string; reason: string }]>([
    ['another service', [{ optionId: 'foreign', quantity: 1 }], { optionId: 'foreign', reason: 'unknown' }],
    ['the past', [{ optionId: 'retired', quantity: 1 }], { optionId: 'retired', reason: 'unknown' }],
    [
      'the same selection',
      [
        { optionId: 'sources', quantity: 1 },
        { optionId: 'sources', quantity: 1 },
      ],
      { optionId: 'sources', reason: 'repeated' },
    ],
  ])('refuses an option of %s', (_, selections, details) => {
    expect(() => select(...selections)).toThrow(OptionNotOffered);
    expect(() => select(...selections)).toThrow(expect.objectContaining({ details }));
  });

  it.each([0, -1, 4, 1.5, Number.NaN])('refuses an option %s times', (quantity) => {
    expect(() => select({ optionId: 'sources', quantity })).toThrow(
      expect.objectContaining({ details: { optionId: 'sources', reason: 'quantity' } }),
    );
  });
});
