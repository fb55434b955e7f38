import type { Id, Json } from '../../kernel/index.js';
import { deliveryDaysWith, type Service } from '../../catalogue/index.js';
import type { User, UserId } from '../../identity/index.js';
import { feeRuleFor, type FeeRule, type PaymentChannel } from '../../platform/index.js';
import { SelfPurchase, ServiceNotOrderable } from './order-errors.js';
import { selectItems, type OptionSelection } from './order-items.js';
import { priceOrder, type OrderPrice } from './order-price.js';
import type { OrderItem } from './order.js';

/** What somebody asks for, and all that decides on what terms they get it. */
export interface OrderWish {
  readonly customerId: UserId;
  readonly service: Service;
  /** Null when the account is gone. */
  readonly seller: User | null;
  readonly options: readonly OptionSelection[];
  /** Those in force for the service's currency. */
  readonly rules: readonly FeeRule[];
  readonly channels: readonly PaymentChannel[];
}

/** What customer and seller agree on, frozen when the order is placed. */
export interface OrderTerms {
  readonly items: readonly OrderItem[];
  readonly price: OrderPrice;
  readonly packageSnapshot: Json;
  readonly deliveryDays: number;
  readonly revisionsIncluded: number | null;
}

/**
 * The terms on which the service is sold now.
 * @throws SelfPurchase; ServiceNotOrderable; OptionNotOffered; AmountNotChargeable; FeeRuleMissing
 */
export function agreeTerms(wish: OrderWish, newId: () => Id<'order-item'>, now: Date): OrderTerms {
  const { service, options, rules, channels } = wish;
  const seller = orderableSeller(wish, now);
  const { items, picked } = selectItems(service, options, newId);
  const { ownerId, currency, categoryId, title, deliveryDays, revisionsIncluded } = service.snapshot();
  const { sellerLevel } = seller.snapshot();
  const subject = { currency, sellerId: ownerId, categoryId, sellerLevel };
  const fees = {
    commission: feeRuleFor(rules, { ...subject, component: 'commission' }, now),
    serviceFee: feeRuleFor(rules, { ...subject, component: 'service_fee' }, now),
  };
  return {
    items,
    price: priceOrder(items, currency, fees, channels),
    packageSnapshot: { title, deliveryDays, revisionsIncluded },
    deliveryDays: deliveryDaysWith(deliveryDays, picked),
    revisionsIncluded,
  };
}

function orderableSeller({ customerId, service, seller }: OrderWish, now: Date): User {
  const { ownerId, status } = service.snapshot();
  if (customerId === ownerId) throw new SelfPurchase();
  if (status !== 'active') throw new ServiceNotOrderable(service.id, 'not_active');
  if (seller?.mayBeOrderedFrom(now) !== true) throw new ServiceNotOrderable(service.id, 'seller_unavailable');
  return seller;
}
