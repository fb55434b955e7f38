import type { Id } from '../../kernel/index.js';
import { deliveryDaysWith, type Service, type ServicePackage } from '../../catalogue/index.js';
import type { User, UserId } from '../../identity/index.js';
import { feeRuleFor, type FeeRule, type PaymentChannel } from '../../platform/index.js';
import { SelfPurchase, ServiceNotOrderable } from './order-errors.js';
import { selectItems, type Selection } from './order-items.js';
import { priceOrder, type OrderPrice } from './order-price.js';
import type { OrderItem } from './order.js';
import type { PackageSnapshot } from './package-snapshot.js';

/** What somebody asks for, and all that decides on what terms they get it. */
export interface OrderWish {
  readonly customerId: UserId;
  readonly service: Service;
  /** Null when the account is gone. */
  readonly seller: User | null;
  readonly selection: Selection;
  /** Those in force for the service's currency. */
  readonly rules: readonly FeeRule[];
  readonly channels: readonly PaymentChannel[];
}

/** What customer and seller agree on, frozen when the order is placed. */
export interface OrderTerms {
  readonly items: readonly OrderItem[];
  readonly price: OrderPrice;
  readonly packageSnapshot: PackageSnapshot;
  readonly deliveryDays: number;
  readonly revisionsIncluded: number | null;
}

/**
 * The terms on which the service is sold now.
 * @throws SelfPurchase; ServiceNotOrderable; PackageNotOffered; OptionNotOffered; AmountNotChargeable;
 *   FeeRuleMissing
 */
export function agreeTerms(wish: OrderWish, newId: () => Id<'order-item'>, now: Date): OrderTerms {
  const { service, selection, rules, channels } = wish;
  const seller = orderableSeller(wish, now);
  const { items, bought, picked } = selectItems(service, selection, newId);
  const { ownerId, currency, categoryId } = service.snapshot();
  const { sellerLevel } = seller.snapshot();
  const subject = { currency, sellerId: ownerId, categoryId, sellerLevel };
  const fees = {
    commission: feeRuleFor(rules, { ...subject, component: 'commission' }, now),
    serviceFee: feeRuleFor(rules, { ...subject, component: 'service_fee' }, now),
  };
  return {
    items,
    price: priceOrder(items, currency, fees, channels),
    packageSnapshot: snapshotOf(service, bought),
    deliveryDays: deliveryDaysWith(bought.deliveryDays, picked),
    revisionsIncluded: bought.revisionsIncluded,
  };
}

function snapshotOf(service: Service, bought: ServicePackage): PackageSnapshot {
  const { title, requirements } = service.snapshot();
  const { tier, title: packageTitle, description, features, deliveryDays, revisionsIncluded } = bought;
  return {
    title,
    ...{ deliveryDays, revisionsIncluded },
    package: { tier, title: packageTitle, description, features },
    requirements,
  };
}

function orderableSeller({ customerId, service, seller }: OrderWish, now: Date): User {
  const { ownerId, status } = service.snapshot();
  if (customerId === ownerId) throw new SelfPurchase();
  if (status !== 'active') throw new ServiceNotOrderable(service.id, 'not_active');
  if (seller?.mayBeOrderedFrom(now) !== true) throw new ServiceNotOrderable(service.id, 'seller_unavailable');
  return seller;
}
