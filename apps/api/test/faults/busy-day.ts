import { DAY } from '@2krika/domain';
import type { PayoutMethodView } from '../../src/http/ledger/ledger-views.js';
import type { OrderView } from '../../src/http/ordering/order-views.js';
import type { RefundView } from '../../src/http/payments/payment-routes.js';
import { Marketplace } from '../product/marketplace.js';
import type { Visitor } from '../product/visitor.js';
import type { Installation } from './installation.js';

/** Francs. */
export const PRICE = 20_000;
const PAYER = '+237670000001';
/** A number belongs to one seller: the last digits are theirs. */
const PAYEE = '+2376700010';

interface Seller {
  readonly visitor: Visitor;
  readonly serviceId: string;
  readonly payoutMethodId: string;
}

/** Each seller with an order of theirs, in the order of the sellers. */
export type Sales = readonly { readonly seller: Seller; readonly order: OrderView }[];

/** Some sellers, a customer who buys of each of them at once, and finance: they make work for the worker. */
export class BusyDay {
  private constructor(
    private readonly installation: Installation,
    readonly market: Marketplace,
    private readonly sellers: readonly Seller[],
    private readonly customer: Visitor,
  ) {}

  static async begin(installation: Installation, sellers: number): Promise<BusyDay> {
    const market = new Marketplace(installation);
    const open = Array.from({ length: sellers }, (_, number) => newSeller(market, `${PAYEE}${10 + number}`));
    return new BusyDay(installation, market, await Promise.all(open), await market.newcomer('ngono'));
  }

  place(): Promise<Sales> {
    return Promise.all(
      this.sellers.map(async (seller) => {
        const { serviceId } = seller;
        return { seller, order: await this.customer.post<OrderView>('/v1/orders', { serviceId }) };
      }),
    );
  }

  /** Says how to pay; nobody has been asked for the money yet. */
  async startPayments(sales: Sales): Promise<void> {
    await Promise.all(sales.map(({ order }) => this.market.startPayment(this.customer, order, PAYER)));
  }

  async pay(): Promise<Sales> {
    const sales = await this.place();
    await Promise.all(sales.map(({ order }) => this.market.pay(this.customer, order, PAYER)));
    return sales;
  }

  async complete(sales: Sales): Promise<void> {
    await Promise.all(
      sales.map(async ({ seller, order }) => {
        await seller.visitor.post(`/v1/orders/${order.id}/deliveries`, {
          ...{ message: 'Tout est dans le dossier.', linkUrls: ['https://exemple.cm/dossier'] },
        });
        await this.market.accept(this.customer, order);
      }),
    );
  }

  /** Lets the sellers have what they earned. */
  async clear(sales: Sales): Promise<void> {
    await this.complete(sales);
    await this.installation.letPass(15 * DAY);
  }

  /** Approved, and not sent yet. */
  async refund(sales: Sales): Promise<void> {
    const finance = await this.market.staff('grace_finance');
    await Promise.all(
      sales.map(async ({ order }) => {
        const refund = await this.customer.post<RefundView>(`/v1/orders/${order.id}/refunds`, {
          ...{ amount: 5_000, reasonCode: 'goodwill' },
        });
        await finance.post(`/v1/admin/refunds/${refund.id}/approve`);
      }),
    );
  }

  /** Requested, and not sent yet. */
  async withdraw(): Promise<void> {
    await Promise.all(
      this.sellers.map(({ visitor, payoutMethodId }) =>
        visitor.post('/v1/me/withdrawals', { payoutMethodId, amount: 10_000, currency: 'XAF' }),
      ),
    );
  }
}

async function newSeller(market: Marketplace, msisdn: string): Promise<Seller> {
  const visitor = await market.newcomer('awa');
  const service = await market.publishService(visitor, PRICE);
  const method = await visitor.post<PayoutMethodView>('/v1/me/payout-methods', {
    ...{ channel: 'mtn_cm', msisdn, holderName: 'Awa Ndiaye' },
  });
  return { visitor, serviceId: service.id, payoutMethodId: method.id };
}
