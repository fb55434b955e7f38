import { Marketplace, type OpenProduct } from '../product/marketplace.js';
import type { Visitor } from '../product/visitor.js';

/** A marketplace with one service, its seller, and somebody to buy it. */
export interface Shop {
  readonly market: Marketplace;
  readonly seller: Visitor;
  readonly customer: Visitor;
  readonly serviceId: string;
}

export async function openShop(product: OpenProduct): Promise<Shop> {
  const market = new Marketplace(product);
  const seller = await market.newcomer('awa');
  const customer = await market.newcomer('ngono');
  const { id } = await market.publishService(seller, 20_000);
  return { market, seller, customer, serviceId: id };
}
