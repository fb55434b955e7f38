import type { CategoriesView, OwnServiceView } from '../../src/http/catalogue/catalogue-views.js';
import type { OwnProfileView } from '../../src/http/identity/identity-views.js';
import type { WithdrawalView } from '../../src/http/ledger/ledger-views.js';
import type { OrderView } from '../../src/http/ordering/order-views.js';
import type { PaymentView, RefundView } from '../../src/http/payments/payment-routes.js';
import { Marketplace } from '../product/marketplace.js';
import type { Product } from '../product/product.js';
import type { Visitor } from '../product/visitor.js';
import { appoint } from './appoint.js';
import { earn } from './earn.js';
import { showDocument, startIdentity } from './identify.js';

export const PEOPLE = [
  'nobody',
  'stranger',
  'customer',
  'seller',
  'support',
  'finance',
  'moderator',
  'reviewer',
  'admin',
] as const;
/** Who may come to a route: not signed in, signed in, a party of everything there is, or staff by their role. */
export type Person = (typeof PEOPLE)[number];

/** One of each thing, between one customer and one seller, and whoever may knock at it. */
export interface World {
  readonly people: Readonly<Record<Person, Visitor>>;
  /** What stands in a path, by the name of the parameter, or for `{id}` by the word before it. */
  readonly ids: Readonly<Record<string, string>>;
}

/** Builds it over HTTP. */
export async function openWorld(product: Product): Promise<World> {
  const market = new Marketplace(product);
  const seller = await market.newcomer('awa');
  const customer = await market.newcomer('ngono');
  const service = await market.publishService(seller, 20_000);
  const { options } = await seller.post<OwnServiceView>(`/v1/services/${service.id}/options`, {
    ...{ title: 'Livraison express', price: 5_000, extraDays: -1 },
  });
  const { payoutMethodId } = await earn(market, { seller, customer, serviceId: service.id });
  const withdrawal = await seller.post<WithdrawalView>('/v1/me/withdrawals', {
    ...{ payoutMethodId, amount: 5_000, currency: 'XAF' },
  });
  const order = await customer.post<OrderView>('/v1/orders', { serviceId: service.id });
  await market.pay(customer, order);
  const payments = await customer.get<{ results: readonly PaymentView[] }>(`/v1/orders/${order.id}/payments`);
  const refund = await customer.post<RefundView>(`/v1/orders/${order.id}/refunds`, {
    ...{ amount: 5_000, reasonCode: 'goodwill' },
  });
  const file = await market.upload(seller, 'delivery');
  const identity = await startIdentity(seller);
  await showDocument(market, seller, identity.id, 'front');
  const profile = await seller.get<OwnProfileView>('/v1/me');
  const categories = await seller.get<CategoriesView>('/v1/categories');
  return {
    people: {
      nobody: product.visitor(),
      stranger: await market.newcomer('jean'),
      ...{ customer, seller },
      support: await market.staff('paul_support'),
      finance: await market.staff('grace_finance'),
      moderator: await appoint(product, await market.newcomer('sali'), 'moderator'),
      reviewer: await appoint(product, await market.newcomer('moussa'), 'kyc_reviewer'),
      admin: await market.staff('aissatou_admin'),
    },
    ids: {
      users: profile.id,
      categories: first(categories.results).id,
      services: service.id,
      optionId: first(options).id,
      orders: order.id,
      payments: first(payments.results).id,
      refunds: refund.id,
      chats: order.chatId,
      withdrawals: withdrawal.id,
      uploads: file.id,
      identities: identity.id,
      kind: 'front',
      'public-files': first(service.media),
      provider: 'sandbox',
      queue: 'outbox',
      fingerprint: '0'.repeat(16),
      'dead-letters': order.id,
    },
  };
}

function first<Thing>([thing]: readonly Thing[]): Thing {
  if (thing === undefined) throw new Error('There should be one.');
  return thing;
}
