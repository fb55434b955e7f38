import { Money, type Currency, type Id } from '../../kernel/index.js';
import { assertChargeable, type ChargeableLimits } from '../../platform/index.js';
import { checkedLine, checkedWhole } from './service-content.js';
import { DeliveryTooFast, InvalidService } from './service-errors.js';

export type OptionId = Id<'option'>;

const TITLE = { min: 2, max: 80 };
const DESCRIPTION = { min: 1, max: 500 };
const EXTRA_DAYS = { min: -364, max: 365 };
const QUANTITY = { min: 1, max: 100 };
/** Buyers do not read more. */
export const MAX_OPTIONS = 20;

export interface OptionTerms {
  readonly title: string;
  readonly description: string | null;
  /** Minor units, for each one bought. */
  readonly price: bigint;
  /** What each one bought adds to the delivery time; negative for an express option. */
  readonly extraDays: number;
  /** How many of it one order may have. */
  readonly maxQuantity: number;
  /** Whether it can be bought. */
  readonly isActive: boolean;
}

/** Something a customer may buy with a service. Its place in the list of options is its place on the page. */
export interface ServiceOption extends OptionTerms {
  readonly id: OptionId;
}

/** An option as one customer picks it. */
export interface PickedOption {
  readonly extraDays: number;
  readonly quantity: number;
}

/** How long the service takes with these options. */
export function deliveryDaysWith(deliveryDays: number, picked: readonly PickedOption[]): number {
  return picked.reduce((days, { extraDays, quantity }) => days + extraDays * quantity, deliveryDays);
}

/**
 * An option adds to a price, so only the step binds it and not the smallest amount: any selection can then be
 * charged.
 * @throws InvalidService; AmountNotChargeable
 */
export function checkedOption(
  option: ServiceOption,
  currency: Currency,
  limits: ChargeableLimits,
): ServiceOption {
  const price = Money.of(option.price, currency);
  if (price.isZero()) throw new InvalidService('/price', 'An option costs something.');
  assertChargeable(price, { ...limits, min: 1n });
  return {
    ...option,
    title: checkedLine('/title', option.title, TITLE),
    description:
      option.description === null ? null : checkedLine('/description', option.description, DESCRIPTION),
    extraDays: checkedWhole('/extraDays', option.extraDays, EXTRA_DAYS),
    maxQuantity: checkedWhole('/maxQuantity', option.maxQuantity, QUANTITY),
  };
}

/** However a customer picks, there is a day left to work. @throws DeliveryTooFast */
export function assertDeliveryTakesADay(deliveryDays: number, options: readonly ServiceOption[]): void {
  const express = options
    .filter(({ isActive, extraDays }) => isActive && extraDays < 0)
    .map(({ extraDays, maxQuantity }) => ({ extraDays, quantity: maxQuantity }));
  const fastest = deliveryDaysWith(deliveryDays, express);
  if (fastest < 1) throw new DeliveryTooFast(fastest);
}
