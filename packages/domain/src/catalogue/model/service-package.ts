import { Money, type Currency, type Id } from '../../kernel/index.js';
import { assertChargeable, type ChargeableLimits } from '../../platform/index.js';
import {
  checkedDeliveryDays,
  checkedLine,
  checkedLines,
  checkedRevisions,
  checkedText,
} from './service-content.js';
import { InvalidService, PackagePricesNotRising } from './service-errors.js';

export type PackageId = Id<'package'>;

/** From the smallest to the largest. */
export const PACKAGE_TIERS = ['basic', 'standard', 'premium'] as const;
export type PackageTier = (typeof PACKAGE_TIERS)[number];

const TITLE = { min: 2, max: 80 };
const DESCRIPTION = { min: 1, max: 500 };
const FEATURE = { min: 2, max: 100 };
const MAX_FEATURES = 20;

export interface PackageTerms {
  readonly tier: PackageTier;
  /** Null where the tier says enough. */
  readonly title: string | null;
  readonly description: string | null;
  /** Minor units. */
  readonly price: bigint;
  readonly deliveryDays: number;
  /** Null for as many as the customer likes. */
  readonly revisionsIncluded: number | null;
  /** What is in it, in the order of the page. */
  readonly features: readonly string[];
}

/** A size a service is sold in. */
export interface ServicePackage extends PackageTerms {
  /** The same as long as its tier is offered. */
  readonly id: PackageId;
}

/** What the service itself says of its smallest package. */
export type BasicTerms = Pick<PackageTerms, 'price' | 'deliveryDays' | 'revisionsIncluded'>;

/** The package of a service that is sold in one size. */
export function basicPackage(id: PackageId, terms: BasicTerms): ServicePackage {
  return { id, tier: 'basic', title: null, description: null, features: [], ...terms };
}

/**
 * The packages from the smallest to the largest, each with the id its tier has.
 * @param offered the packages so far; a price that was right stays, though an operator's limits have changed since
 * @throws InvalidService; AmountNotChargeable; PackagePricesNotRising
 */
export function checkedPackages(
  packages: readonly PackageTerms[],
  offered: readonly ServicePackage[],
  currency: Currency,
  limits: ChargeableLimits,
  newId: () => PackageId,
): readonly ServicePackage[] {
  assertTiers(packages);
  const checked = packages.map((terms, index): ServicePackage => {
    const known = offered.find(({ tier }) => tier === terms.tier);
    if (terms.price !== known?.price) assertChargeable(Money.of(terms.price, currency), limits);
    return { ...checkedTerms(`/packages/${index}`, terms), id: known?.id ?? newId() };
  });
  const ordered = bySize(checked);
  assertPricesRise(
    ordered,
    ({ tier }) => `/packages/${checked.findIndex((each) => each.tier === tier)}/price`,
  );
  return ordered;
}

/** @throws PackagePricesNotRising @param pointer where the price of a package comes from */
export function assertPricesRise(
  packages: readonly ServicePackage[],
  pointer: (larger: ServicePackage) => string,
): void {
  for (const [index, larger] of packages.entries()) {
    const smaller = packages[index - 1];
    if (smaller && larger.price <= smaller.price)
      throw new PackagePricesNotRising(pointer(larger), larger.tier);
  }
}

/** The days of the package that is delivered first. */
export function fewestDays(packages: readonly ServicePackage[]): number {
  return Math.min(...packages.map(({ deliveryDays }) => deliveryDays));
}

function bySize(packages: readonly ServicePackage[]): readonly ServicePackage[] {
  return PACKAGE_TIERS.flatMap((tier) => packages.filter((each) => each.tier === tier));
}

function assertTiers(packages: readonly PackageTerms[]): void {
  for (const [index, { tier }] of packages.entries()) {
    if (packages.findIndex((each) => each.tier === tier) < index)
      throw new InvalidService(`/packages/${index}/tier`, 'A service has one package of a tier.');
  }
  if (!packages.some(({ tier }) => tier === 'basic'))
    throw new InvalidService('/packages', 'A service has a basic package.');
}

function checkedTerms(at: string, terms: PackageTerms): PackageTerms {
  const { title, description, deliveryDays, revisionsIncluded, features } = terms;
  return {
    ...terms,
    title: title === null ? null : checkedLine(`${at}/title`, title, TITLE),
    description: description === null ? null : checkedText(`${at}/description`, description, DESCRIPTION),
    deliveryDays: checkedDeliveryDays(deliveryDays, `${at}/deliveryDays`),
    revisionsIncluded: checkedRevisions(revisionsIncluded, `${at}/revisionsIncluded`),
    features: checkedLines(`${at}/features`, features, FEATURE, { min: 0, max: MAX_FEATURES }),
  };
}
