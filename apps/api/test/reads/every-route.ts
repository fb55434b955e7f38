import { DEVELOPMENT_PASSWORD } from '@2krika/composition';
import { randomUUID } from 'node:crypto';
import type { OptionView, OwnServiceView } from '../../src/http/catalogue/catalogue-views.js';
import type { TokensView } from '../../src/http/identity/identity-views.js';
import type { WithdrawalView } from '../../src/http/ledger/ledger-views.js';
import type { OrderView } from '../../src/http/ordering/order-views.js';
import type { RefundView } from '../../src/http/payments/payment-routes.js';
import { ACCESS_RULES } from '../input/access-rules.js';
import { deliver } from '../input/earn.js';
import { submitIdentity } from '../input/identify.js';
import { knock, nameOf } from '../input/knock.js';
import { PEOPLE, type World } from '../input/world.js';
import { Marketplace } from '../product/marketplace.js';
import type { Product } from '../product/product.js';
import type { Visitor } from '../product/visitor.js';

/** What people do in a day, between them by most of the routes. */
export async function tellStory(product: Product, world: World): Promise<void> {
  const market = new Marketplace(product);
  await comeAndGo(product, market);
  await offer(world);
  await prove(market, world);
  await work(world);
  await talk(world);
  await move(world);
  await market.eventually(
    () => world.people.seller.get<WithdrawalView>(`/v1/me/withdrawals/${String(world.ids['withdrawals'])}`),
    ({ state }) => state === 'paid',
  );
}

async function comeAndGo(product: Product, market: Marketplace): Promise<void> {
  const visitor = product.visitor();
  const login = { login: 'paul_support', password: DEVELOPMENT_PASSWORD };
  const { refreshToken } = await visitor.post<TokensView>('/v1/auth/login', login);
  const refreshed = await visitor.post<TokensView>('/v1/auth/refresh', { refreshToken });
  await visitor.post('/v1/auth/verify-email/resend', { email: 'paul@exemple.cm' });
  const support = await market.staff('paul_support');
  await support.post('/v1/auth/logout', { refreshToken: refreshed.refreshToken });
  await (await market.newcomer('essomba')).post('/v1/auth/logout-all');
}

async function offer({ people: { seller }, ids }: World): Promise<void> {
  const address = `/v1/services/${String(ids['services'])}`;
  const { headers } = await seller.call('GET', `/v1/me${address.slice(3)}`);
  await expectSuccess(
    seller.call(
      'PATCH',
      address,
      { title: 'Un logo qui se voit' },
      { 'if-match': headers.get('etag') ?? '' },
    ),
  );
  const { options } = await seller.post<OwnServiceView>(`${address}/options`, {
    ...{ title: 'Carte de visite', price: 5_000, extraDays: 1 },
  });
  const last: OptionView | undefined = options.at(-1);
  await expectSuccess(seller.call('DELETE', `${address}/options/${String(last?.id)}`));
  await agree(seller, ids);
  await seller.post(`${address}/pause`);
  await seller.post(`${address}/resume`);
}

/** What is sold in which size, and asked before work begins. */
async function agree(seller: Visitor, ids: World['ids']): Promise<void> {
  const address = `/v1/services/${String(ids['services'])}`;
  const set = async (part: string, body: object) => {
    const { headers } = await seller.call('GET', `/v1/me${address.slice(3)}`);
    await expectSuccess(
      seller.call('PUT', `${address}/${part}`, body, { 'if-match': headers.get('etag') ?? '' }),
    );
  };
  const basic = { tier: 'basic', price: 50_000, deliveryDays: 3, revisionsIncluded: 2 };
  await set('packages', { packages: [basic, { ...basic, tier: 'premium', price: 90_000 }] });
  await set('requirements', { requirements: [{ prompt: 'Votre slogan ?', kind: 'text' }] });
}

/** Three people say who they are: one is believed, one is asked again, one is not believed. */
async function prove(market: Marketplace, { people: { reviewer } }: World): Promise<void> {
  const refusal = { reasonCodes: ['document_unreadable'], messageToUser: 'La photo est floue.' };
  const act = async (id: string, name: string, body?: object) => {
    const file = `/v1/admin/kyc/identities/${id}`;
    const { headers } = await reviewer.call('GET', file);
    const version = { 'if-match': headers.get('etag') ?? '' };
    await expectSuccess(reviewer.call('POST', `${file}/${name}`, body, version));
  };
  const submitted = async (name: string) => submitIdentity(market, await market.newcomer(name));
  const [one, two, three] = [await submitted('awa'), await submitted('biya'), await submitted('chantal')];
  for (const step of ['claim', 'release', 'claim']) await act(one.id, step);
  await act(one.id, 'approve', {});
  await act(two.id, 'request-resubmission', refusal);
  await act(three.id, 'reject', refusal);
}

async function work({ people, ids }: World): Promise<void> {
  const { seller, customer, support, finance } = people;
  const order = await customer.get<OrderView>(`/v1/orders/${String(ids['orders'])}`);
  await finance.post(`/v1/admin/refunds/${String(ids['refunds'])}/reject`, {
    reason: 'Livré comme convenu.',
  });
  await deliver(seller, order);
  await customer.post(`/v1/orders/${order.id}/revisions`, { message: 'Le vert est trop clair, merci.' });
  await deliver(seller, order);
  const { headers } = await support.call('GET', `/v1/orders/${order.id}`);
  await support.post(
    `/v1/admin/orders/${order.id}/transitions`,
    { event: 'accept', reason: 'Le client est en voyage et a confirmé par téléphone.' },
    { 'if-match': headers.get('etag') ?? '' },
  );
  const refund = await customer.post<RefundView>(`/v1/orders/${order.id}/refunds`, {
    ...{ amount: 5_000, reasonCode: 'goodwill' },
  });
  await finance.post(`/v1/admin/refunds/${refund.id}/approve`);
  const unpaid = await customer.post<OrderView>('/v1/orders', { serviceId: ids['services'] });
  await customer.post(`/v1/orders/${unpaid.id}/cancel`);
}

async function talk({ people: { customer, seller }, ids }: World): Promise<void> {
  const chat = `/v1/chats/${String(ids['chats'])}`;
  for (let said = 0; said < 3; said += 1) {
    await customer.post(`${chat}/messages`, { clientMessageId: randomUUID(), content: 'Bonjour.' });
  }
  await expectSuccess(seller.call('PUT', `${chat}/delivered`, { seq: 1 }));
  await expectSuccess(seller.call('PUT', `${chat}/read`, { seq: 1 }));
}

async function move({ people: { finance } }: World): Promise<void> {
  await finance.post('/v1/admin/ledger/treasury-moves', {
    from: 'bank',
    ...{ to: 'disbursement_float', provider: 'sandbox' },
    ...{ amount: 1_000, currency: 'XAF', reason: 'Approvisionnement du lundi.' },
  });
}

/** Asks every route, as those whom it is for, for what is there; what takes things away comes last. */
export async function knockAtAll({ routes }: Product, world: World): Promise<void> {
  const deletingLast = routes.toSorted(
    (left, right) => Number(left.method === 'DELETE') - Number(right.method === 'DELETE'),
  );
  for (const route of deletingLast) {
    const rule = ACCESS_RULES[nameOf(route)];
    if (!rule) throw new Error(`Who is ${nameOf(route)} for?`);
    const welcome = PEOPLE.filter((person) => rule.verdictFor(person) === 'in');
    for (const person of welcome) await knock(world, person, route, rule);
  }
}

async function expectSuccess(answer: Promise<{ readonly status: number }>): Promise<void> {
  const { status, ...rest } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(rest)}`);
}
