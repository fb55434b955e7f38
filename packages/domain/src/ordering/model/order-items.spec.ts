import { anOption, aService } from '../../../testing/factories/catalogue/service-factory.js';
import { SequentialIds } from '../../../testing/fakes/sequential-ids.js';
import { OptionNotOffered } from './order-errors.js';
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

const SERVICE = aService({
  id: 'service',
  ownerId: 'seller',
  categoryId: 'design',
  title: 'Logo',
  basicPrice: 50_000n,
  options: [SOURCES, EXPRESS, RETIRED],
});

function select(...selections: OptionSelection[]) {
  const ids = new SequentialIds();
  return selectItems(SERVICE, selections, () => ids.generate());
}

describe('selectItems', () => {
  it('is the service alone when nothing else is asked for', () => {
    const { items, picked } = select();
    expect(items).toMatchObject([
      {
        kind: 'package',
        refId: 'service',
        title: 'Logo',
        unitPrice: 50_000n,
        quantity: 1,
        amount: 50_000n,
      },
    ]);
    expect(picked).toEqual([]);
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
