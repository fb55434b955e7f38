import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { SECOND, type Duration } from '@2krika/domain';
import type { CategoriesView, OwnServiceView } from '../../src/http/catalogue/catalogue-views.js';
import type { UploadView } from '../../src/http/files/file-routes.js';
import type { AccountsView, OwnAccountsView, TrialBalancesView } from '../../src/http/ledger/ledger-views.js';
import type { OrderView } from '../../src/http/ordering/order-views.js';
import type { PaymentView } from '../../src/http/payments/payment-routes.js';
import { DEVELOPMENT_PASSWORD } from '@2krika/composition';
import type { Visitor } from './visitor.js';

/** Milliseconds: longer than any hop of the product takes on a busy machine; below jest's own limit. */
const PATIENCE = 25_000;
/** Milliseconds between two looks. */
const ROUND = 10;

const PASSWORD = 'un mot de passe assez long';
/** The smallest picture a reader of pictures accepts: one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

interface Mailbox {
  readonly results: readonly { readonly params: { readonly token: string } }[];
}

interface Registered {
  readonly username: string;
  readonly email: string;
}

/** A product as its visitors see it, wherever it runs. */
export interface OpenProduct {
  /** Somebody who is not signed in. */
  visitor(): Visitor;
  /** Lets the worker look for work at once. */
  wake(): void;
}

/** The steps that stories of the marketplace are told in, each over HTTP alone. */
export class Marketplace {
  private people = 0;

  constructor(private readonly product: OpenProduct) {}

  /** Registers somebody, reads the mail they get, and signs them in. */
  async newcomer(name: string): Promise<Visitor> {
    const visitor = this.product.visitor();
    const { username, email } = await this.register(visitor, name);
    const mail = await this.eventually(
      async () => (await visitor.get<Mailbox>(`/dev/mailbox?to=${email}`)).results[0],
      (found) => found !== undefined,
    );
    await visitor.post('/v1/auth/verify-email', { token: mail?.params.token });
    return visitor.signIn(username, PASSWORD);
  }

  /**
   * Under a name of their own. Whoever comes first finds the connections still being opened, and on a busy machine is
   * told to come back; under another name, for nobody knows whether the first was taken.
   */
  private async register(visitor: Visitor, name: string, returns = 2): Promise<Registered> {
    this.people += 1;
    const username = `${name}_${this.people}`;
    const email = `${username}@exemple.cm`;
    const person = { fullName: name, username, email, country: 'CM', password: PASSWORD };
    const { status, headers, body } = await visitor.call('POST', '/v1/auth/register', person);
    if (status < 300) return { username, email };
    if (status !== 503 || returns === 0) throw new Error(`${status} ${JSON.stringify(body)}`);
    await pause(Number(headers.get('retry-after')) * SECOND);
    return this.register(visitor, name, returns - 1);
  }

  staff(username: 'grace_finance' | 'paul_support' | 'aissatou_admin'): Promise<Visitor> {
    return this.product.visitor().signIn(username, DEVELOPMENT_PASSWORD);
  }

  async publishService(seller: Visitor, basicPrice: number): Promise<OwnServiceView> {
    const { results } = await seller.get<CategoriesView>('/v1/categories');
    const draft = await seller.post<OwnServiceView>('/v1/services', {
      categoryId: results.at(-1)?.id,
      ...{ title: 'Logo pour votre marque', description: 'Trois propositions, fichiers source compris.' },
      ...{ basicPrice, currency: 'XAF', deliveryDays: 3, revisionsIncluded: 1 },
    });
    const picture = await this.upload(seller, 'service_media');
    await seller.call('PUT', `/v1/services/${draft.id}/media`, { uploadIds: [picture.id] });
    return seller.post<OwnServiceView>(`/v1/services/${draft.id}/submit`);
  }

  async upload(owner: Visitor, purpose: string): Promise<UploadView> {
    const announced = await owner.post<UploadView>('/v1/uploads', {
      purpose,
      ...{ name: 'image.png', type: 'image/png', size: PIXEL.length },
      sha256: createHash('sha256').update(PIXEL).digest('hex'),
    });
    return owner.send<UploadView>(`/v1/uploads/${announced.id}/content`, PIXEL, 'image/png');
  }

  /** Pays with this number and waits until the order says so. */
  async pay(customer: Visitor, order: OrderView, msisdn = '+237670000001'): Promise<OrderView> {
    await this.startPayment(customer, order, msisdn);
    return this.orderIn(customer, order.id, 'in_progress');
  }

  startPayment(customer: Visitor, order: OrderView, msisdn: string): Promise<PaymentView> {
    return customer.post<PaymentView>(`/v1/orders/${order.id}/payments`, { channel: 'mtn_cm', msisdn });
  }

  /** The order, once it is in this state. */
  orderIn(reader: Visitor, orderId: string, state: OrderView['state']): Promise<OrderView> {
    return this.eventually(
      () => reader.get<OrderView>(`/v1/orders/${orderId}`),
      (order) => order.state === state,
    );
  }

  async accept(customer: Visitor, { id }: OrderView): Promise<OrderView> {
    const { headers } = await customer.call('GET', `/v1/orders/${id}`);
    return customer.post<OrderView>(`/v1/orders/${id}/accept`, undefined, {
      'if-match': headers.get('etag') ?? '',
    });
  }

  /** Lets business time pass, and the worker do what has become due. */
  async pass(time: Duration): Promise<void> {
    await this.product.visitor().post('/dev/clock', { advanceBy: time });
  }

  async balances(owner: Visitor): Promise<OwnAccountsView | undefined> {
    const { results } = await owner.get<AccountsView>('/v1/me/accounts');
    return results.find(({ currency }) => currency === 'XAF');
  }

  /** The balance of every account that has one, and whether debits equal credits. */
  async books(): Promise<{ readonly isBalanced: boolean; readonly balances: Record<string, number> }> {
    const finance = await this.staff('grace_finance');
    const { results } = await finance.get<TrialBalancesView>('/v1/admin/ledger/trial-balance');
    const francs = results.find(({ currency }) => currency === 'XAF');
    const rows = francs?.rows.filter(({ balance }) => balance !== 0) ?? [];
    return {
      isBalanced: results.every(({ debits, credits }) => debits === credits),
      balances: Object.fromEntries(rows.map(({ code, balance }) => [code, balance])),
    };
  }

  /** Reads until what is read is as it should be, with the worker at work meanwhile. @throws Error with the last */
  async eventually<Read>(read: () => Promise<Read>, isThere: (value: Read) => boolean): Promise<Read> {
    const start = performance.now();
    for (;;) {
      this.product.wake();
      const value = await read();
      if (isThere(value)) return value;
      if (performance.now() - start > PATIENCE) throw new Error(`In vain: ${JSON.stringify(value)}`);
      // The cores are the product's meanwhile.
      await pause(ROUND);
    }
  }
}
