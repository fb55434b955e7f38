import { DAY } from '@2krika/domain';
import type { PayoutMethodView } from '../../src/http/ledger/ledger-views.js';
import type { OrderView } from '../../src/http/ordering/order-views.js';
import type { Marketplace } from '../product/marketplace.js';
import type { Visitor } from '../product/visitor.js';

export interface Sale {
  readonly seller: Visitor;
  readonly customer: Visitor;
  readonly serviceId: string;
}

/** A sale from its order to money the seller may withdraw, and where to. */
export async function earn(
  market: Marketplace,
  { seller, customer, serviceId }: Sale,
): Promise<{ readonly payoutMethodId: string }> {
  const method = await seller.post<PayoutMethodView>('/v1/me/payout-methods', {
    ...{ channel: 'mtn_cm', msisdn: aNumber(), holderName: 'Awa Ndiaye' },
  });
  const placed = await customer.post<OrderView>('/v1/orders', { serviceId });
  await market.pay(customer, placed);
  await deliver(seller, placed);
  await market.accept(customer, placed);
  await market.pass(15 * DAY);
  return { payoutMethodId: method.id };
}

export function deliver(seller: Visitor, { id }: OrderView): Promise<OrderView> {
  return seller.post<OrderView>(`/v1/orders/${id}/deliveries`, {
    ...{ message: 'Tout est dans le dossier.', linkUrls: ['https://exemple.cm/dossier'] },
  });
}

let numbers = 0;

/** A number nobody else of this file has, for which everything goes well. */
export function aNumber(): string {
  numbers += 1;
  return `+2376701${String(numbers).padStart(5, '0')}`;
}
