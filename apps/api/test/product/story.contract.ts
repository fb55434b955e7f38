import { DAY, HOUR } from '@2krika/domain';
import type { PayoutMethodView, WithdrawalView } from '../../src/http/ledger/ledger-views.js';
import type { HistoryView } from '../../src/http/messaging/messaging-views.js';
import type { OrderView } from '../../src/http/ordering/order-views.js';
import type { RefundView } from '../../src/http/payments/payment-routes.js';
import { Marketplace } from './marketplace.js';
import { Product, type ProductStores } from './product.js';

/** What people do on the marketplace, over HTTP alone, on whatever the product keeps its data in. */
export function storyContract(stores: () => ProductStores | Promise<ProductStores>): void {
  let product: Product;
  let market: Marketplace;

  beforeAll(async () => {
    product = await Product.start(await stores());
    market = new Marketplace(product);
  });

  afterAll(() => product.stop());

  it('sells a service: paid, delivered, accepted, cleared, withdrawn, and partly refunded', async () => {
    const before = await market.books();
    const [seller, customer] = [await market.newcomer('awa'), await market.newcomer('ngono')];
    const service = await market.publishService(seller, 50_000);

    const placed = await customer.post<OrderView>('/v1/orders', { serviceId: service.id });
    expect(placed).toMatchObject({ state: 'pending_payment', itemsAmount: 50_000, serviceFeeAmount: 500 });
    await market.pay(customer, placed);

    const file = await market.upload(seller, 'delivery');
    const delivered = await seller.post<OrderView>(`/v1/orders/${placed.id}/deliveries`, {
      message: 'Voici vos trois propositions.',
      uploadIds: [file.id],
    });
    expect(delivered.state).toBe('delivered');
    const stranger = await market.newcomer('jean');
    expect(await customer.download(`/v1/uploads/${file.id}/download`)).toHaveLength(file.size);
    expect(await stranger.call('GET', `/v1/uploads/${file.id}/download`)).toMatchObject({ status: 404 });
    expect((await market.accept(customer, delivered)).state).toBe('completed');
    expect(await market.balances(seller)).toMatchObject({ pending: 42_500, available: 0 });

    const method = await seller.post<PayoutMethodView>('/v1/me/payout-methods', {
      ...{ channel: 'mtn_cm', msisdn: '+237670000002', holderName: 'Awa Ndiaye' },
    });
    await market.pass(15 * DAY);
    expect(await market.balances(seller)).toMatchObject({ pending: 0, available: 42_500 });

    const refund = await customer.post<RefundView>(`/v1/orders/${placed.id}/refunds`, {
      ...{ amount: 10_000, reasonCode: 'not_as_described', note: 'Un fichier manque.' },
    });
    const finance = await market.staff('grace_finance');
    await finance.post(`/v1/admin/refunds/${refund.id}/approve`);
    const paidBack = await market.eventually(
      () => customer.get<RefundView>(`/v1/refunds/${refund.id}`),
      ({ state }) => state === 'succeeded',
    );
    expect(paidBack).toMatchObject({ sellerPart: 8_416, commissionPart: 1_485, feePart: 99 });
    expect(await market.balances(seller)).toMatchObject({ available: 34_084, owed: 0 });

    const asked = await seller.post<WithdrawalView>('/v1/me/withdrawals', {
      ...{ payoutMethodId: method.id, amount: 34_080, currency: 'XAF' },
    });
    await market.eventually(
      () => seller.get<WithdrawalView>(`/v1/me/withdrawals/${asked.id}`),
      ({ state }) => state === 'paid',
    );
    expect(await market.balances(seller)).toMatchObject({ available: 4, inTransit: 0 });

    const after = await market.books();
    expect(after.isBalanced).toBe(true);
    expect(change(before.balances, after.balances)).toEqual({
      provider_clearing: 50_500 - 10_000,
      disbursement_float: -34_080,
      seller_available: 4,
      commission_revenue: 7_500 - 1_485,
      service_fee_revenue: 500 - 99,
    });
  });

  it('gives back an order nobody pays, and completes one nobody looks at', async () => {
    const [seller, customer] = [await market.newcomer('moussa'), await market.newcomer('fatou')];
    const service = await market.publishService(seller, 20_000);
    const unpaid = await customer.post<OrderView>('/v1/orders', { serviceId: service.id });
    const paid = await customer.post<OrderView>('/v1/orders', { serviceId: service.id });
    await market.pay(customer, paid);
    await seller.post(`/v1/orders/${paid.id}/deliveries`, {
      ...{ message: 'Tout est dans le dossier.', linkUrls: ['https://exemple.cm/dossier'] },
    });
    await market.pass(73 * HOUR);
    expect((await customer.get<OrderView>(`/v1/orders/${unpaid.id}`)).state).toBe('expired');
    expect(await customer.get<OrderView>(`/v1/orders/${paid.id}`)).toMatchObject({
      ...{ state: 'completed', completedBy: 'system' },
    });
  });

  it('lets both sides talk, and the chat tell what happens to the order', async () => {
    const [seller, customer] = [await market.newcomer('salif'), await market.newcomer('marie')];
    const service = await market.publishService(seller, 10_000);
    const { chatId, id } = await customer.post<OrderView>('/v1/orders', { serviceId: service.id });
    await customer.post(`/v1/chats/${chatId}/messages`, { content: 'Bonjour, voici mon idée.' });
    await customer.post(`/v1/orders/${id}/cancel`);
    const history = await market.eventually(
      () => seller.get<HistoryView>(`/v1/chats/${chatId}/messages`),
      ({ results }) => results.length === 3,
    );
    expect(history.results.map(({ kind }) => kind).toSorted()).toEqual(['system', 'system', 'text']);
    expect(history.results.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    const stranger = await market.newcomer('paul');
    expect(await stranger.call('GET', `/v1/chats/${chatId}`)).toMatchObject({ status: 404 });
  });

  it('answers a repeated request with the first answer, and pays once', async () => {
    const [seller, customer] = [await market.newcomer('ibrahim'), await market.newcomer('esther')];
    const service = await market.publishService(seller, 10_000);
    const key = { 'idempotency-key': 'my-only-order' };
    const orders = await Promise.all(
      Array.from({ length: 5 }, () =>
        customer.call<OrderView>('POST', '/v1/orders', { serviceId: service.id }, key),
      ),
    );
    const made = orders.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    expect(orders.every(({ status }) => status === 201 || status === 409)).toBe(true);
  });
}

function change(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  const codes = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changes = codes.map((code) => [code, (after[code] ?? 0) - (before[code] ?? 0)] as const);
  return Object.fromEntries(changes.filter(([, difference]) => difference !== 0));
}
