import { aPackage } from '../../../testing/factories/catalogue/service-factory.js';
import { AmountOutOfRange } from '../../kernel/index.js';
import { AmountNotChargeable } from '../../platform/index.js';
import { InvalidService, PackagePricesNotRising } from './service-errors.js';
import {
  checkedPackages,
  fewestDays,
  PACKAGE_TIERS,
  type PackageTerms,
  type ServicePackage,
} from './service-package.js';

const LIMITS = { min: 100n, max: 2_000_000n, step: 5n };

const basic = (overrides: Partial<PackageTerms> = {}) =>
  aPackage({ tier: 'basic', price: 10_000n, ...overrides });
const standard = (overrides: Partial<PackageTerms> = {}) => aPackage({ price: 20_000n, ...overrides });
const premium = (overrides: Partial<PackageTerms> = {}) =>
  aPackage({ tier: 'premium', price: 30_000n, ...overrides });

function check(packages: readonly PackageTerms[], offered: readonly ServicePackage[] = [], limits = LIMITS) {
  let made = 0;
  return checkedPackages(packages, offered, 'XAF', limits, () => `new ${(made += 1)}`);
}

describe('the packages of a service', () => {
  it('are kept trimmed, from the smallest to the largest however they were given', () => {
    const texts = {
      title: ' Complet ',
      description: ' Tout.\n\nVraiment. ',
      features: [' Source ', 'Papier'],
    };
    const checked = check([premium(texts), standard(), basic()]);
    expect(checked.map(({ tier }) => tier)).toEqual(PACKAGE_TIERS);
    expect(checked[2]).toMatchObject({
      ...{ title: 'Complet', description: 'Tout.\n\nVraiment.', features: ['Source', 'Papier'] },
    });
  });

  it('may be the basic one alone, or with either of the larger ones', () => {
    for (const packages of [[basic()], [basic(), standard()], [basic(), premium()]]) {
      expect(check(packages)).toHaveLength(packages.length);
    }
  });

  it('keep the id of their tier, and get a new one for a tier that comes', () => {
    const offered = [basic(), premium()];
    const ids = check([standard(), basic({ title: 'Autre' }), premium()], offered).map(({ id }) => id);
    expect(ids).toEqual([offered[0]?.id, 'new 1', offered[1]?.id]);
  });

  it.each<[string, readonly PackageTerms[]]>([
    ['/packages', []],
    ['/packages', [standard(), premium()]],
    ['/packages/2/tier', [basic(), standard(), standard({ price: 25_000n })]],
    ['/packages/1/title', [basic(), standard({ title: ' a ' })]],
    ['/packages/0/title', [basic({ title: 'a'.repeat(81) })]],
    ['/packages/0/title', [basic({ title: 'deux\nlignes' })]],
    ['/packages/0/description', [basic({ description: ' ' })]],
    ['/packages/0/description', [basic({ description: 'a'.repeat(501) })]],
    ['/packages/0/deliveryDays', [basic({ deliveryDays: 0 })]],
    ['/packages/0/deliveryDays', [basic({ deliveryDays: 366 })]],
    ['/packages/0/revisionsIncluded', [basic({ revisionsIncluded: -1 })]],
    ['/packages/0/revisionsIncluded', [basic({ revisionsIncluded: 101 })]],
    ['/packages/0/features', [basic({ features: Array.from({ length: 21 }, (_, at) => `Chose ${at}`) })]],
    ['/packages/0/features', [basic({ features: ['Source', ' Source '] })]],
    ['/packages/0/features/1', [basic({ features: ['Source', 'a'.repeat(101)] })]],
  ])('are refused for their %s: %#', (pointer, packages) => {
    expect(() => check(packages)).toThrow(InvalidService);
    expect(() => check(packages)).toThrow(expect.objectContaining({ details: { pointer } }));
  });

  it.each<[string, string, readonly PackageTerms[]]>([
    ['/packages/1/price', 'standard', [basic(), standard({ price: 10_000n })]],
    ['/packages/1/price', 'standard', [basic(), standard({ price: 9_995n }), premium()]],
    ['/packages/0/price', 'premium', [premium({ price: 20_000n }), basic(), standard()]],
    ['/packages/1/price', 'premium', [basic(), premium({ price: 10_000n })]],
  ])('cost more the larger they are: %s, %s', (pointer, tier, packages) => {
    expect(() => check(packages)).toThrow(PackagePricesNotRising);
    expect(() => check(packages)).toThrow(expect.objectContaining({ details: { pointer, tier } }));
  });

  it('cost what every operator can carry', () => {
    expect(() => check([basic({ price: 95n })])).toThrow(AmountNotChargeable);
    expect(() => check([basic(), standard({ price: 20_001n })])).toThrow(AmountNotChargeable);
    expect(() => check([basic({ price: -100n })])).toThrow(AmountOutOfRange);
  });

  it('may keep a price that became unchargeable since, and take no new one', () => {
    const offered = [basic(), standard()];
    const stricter = { ...LIMITS, step: 7n };
    expect(check([basic({ title: 'Essentiel' }), standard()], offered, stricter)).toHaveLength(2);
    expect(() => check([basic(), standard({ price: 25_000n })], offered, stricter)).toThrow(
      AmountNotChargeable,
    );
  });

  it('take at least as long as the fastest of them', () => {
    expect(fewestDays([basic({ deliveryDays: 5 }), standard({ deliveryDays: 2 })])).toBe(2);
  });
});
