import { DEVELOPMENT_PASSWORD, DEVELOPMENT_STAFF } from '@2krika/composition';
import type { TrialBalancesView } from '../../apps/api/src/http/ledger/ledger-views.js';
import type { OrderView } from '../../apps/api/src/http/ordering/order-views.js';
import { Marketplace } from '../../apps/api/test/product/marketplace.js';
import { Product } from '../../apps/api/test/product/product.js';
import { freePort } from '../dev-databases/free-port.js';
import { FINANCE } from './people.js';
import { playStory, type Report } from './play-story.js';
import { alteredSystem } from './testing/altered-system.js';

/** Several stories of a few seconds each, on a machine that may be busy. */
const PATIENCE = 120_000;

let product: Product;

beforeAll(async () => {
  product = await Product.start({ persistence: 'memory' });
}, PATIENCE);

afterAll(() => product.stop());

async function play(url: string, patience?: number): Promise<{ report: Report; lines: string[] }> {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  return { report: await playStory({ url, say, ...(patience === undefined ? {} : { patience }) }), lines };
}

type Alter = Parameters<typeof alteredSystem>[1];

/** Plays where the system answers like this. Its worker looks for work at each request, not within a second. */
async function playAltered(alter: Alter, patience?: number): ReturnType<typeof play> {
  const system = await alteredSystem(product.url, (exchange) => {
    product.wake();
    return alter(exchange);
  });
  try {
    return await play(system.url, patience);
  } finally {
    await system.stop();
  }
}

async function failureIn(alter: Alter): Promise<Report['failure']> {
  const { report } = await playAltered(alter, 3_000);
  expect(report).toMatchObject({ ok: false, ending: null });
  return report.failure;
}

/** Somebody's earning that comes due while the story lets time pass. */
async function othersEarn(): Promise<void> {
  const market = new Marketplace(product);
  const [seller, customer] = [await market.newcomer('moussa'), await market.newcomer('fatou')];
  const service = await market.publishService(seller, 20_000);
  const order = await customer.post<OrderView>('/v1/orders', { serviceId: service.id });
  await market.pay(customer, order);
  const delivered = await seller.post<OrderView>(`/v1/orders/${order.id}/deliveries`, {
    ...{ message: 'Tout est dans le dossier.', linkUrls: ['https://exemple.cm/dossier'] },
  });
  await market.accept(customer, delivered);
}

describe('the story', () => {
  it(
    'goes well twice on one system, beside what others have under way, one line a step',
    async () => {
      const first = await playAltered(() => ({}));
      expect(first.report).toMatchObject({ ok: true, failure: null });
      await othersEarn();

      const { report, lines } = await playAltered(() => ({}));

      expect(report).toMatchObject({ ok: true, failure: null });
      expect(report.steps.map(({ step }) => step)).toEqual(report.steps.map((_, index) => index + 1));
      for (const { step, title, outcome } of report.steps) {
        const start = `${step}. ${title}: ${outcome}`;
        expect(lines.filter((line) => line.trimStart().startsWith(start))).toHaveLength(1);
      }
      const told = lines.join('\n');
      expect(told).toContain('50 000 FCFA + 500 FCFA service fee = 50 500 FCFA');
      expect(told).toContain('42 500 FCFA for Awa, 7 500 FCFA commission, 500 FCFA fee');
      expect(told).toContain('8 416 FCFA from Awa, 1 485 FCFA of the commission, 99 FCFA of the fee');
      expect(told).toContain(
        'came due for others: seller_pending -17 000 FCFA, seller_available +17 000 FCFA',
      );
      expect(report.ending?.transcript.map(({ from }) => from).toSorted()).toEqual([
        ...['2KRIKA', '2KRIKA', '2KRIKA', '2KRIKA', 'Awa Ndiaye', 'Jean Ngono'],
      ]);
    },
    PATIENCE,
  );

  it('breaks off where an amount is wrong by a franc', async () => {
    const failure = await failureIn(({ path, text }) =>
      path === '/v1/orders'
        ? { text: text.replace('"commissionAmount":7500', '"commissionAmount":7501') }
        : {},
    );

    expect(failure).toMatchObject({
      title: 'Jean orders it with the option',
      reason: 'the commission is 7 501 FCFA instead of 7 500 FCFA',
    });
  });

  it('breaks off where the books moved otherwise than they must, naming the accounts', async () => {
    let isAccepted = false;
    const failure = await failureIn(({ path, text }) => {
      if (path.endsWith('/accept')) isAccepted = true;
      if (!isAccepted || !path.endsWith('/trial-balance')) return {};
      const tables: TrialBalancesView = JSON.parse(text);
      for (const row of tables.results.flatMap(({ rows }) => rows)) {
        if (row.code === 'commission_revenue') row.balance -= 100;
      }
      return { text: JSON.stringify(tables) };
    });

    expect(failure).toMatchObject({
      title: 'Jean accepts it',
      reason: 'the books moved wrongly: commission_revenue by +7 400 FCFA instead of +7 500 FCFA',
    });
  });

  it('breaks off where the books do not balance', async () => {
    const failure = await failureIn(({ path, text }) => {
      if (!path.endsWith('/trial-balance')) return {};
      const tables: TrialBalancesView = JSON.parse(text);
      for (const table of tables.results) {
        for (const row of table.rows.slice(0, 1)) row.debits += 5;
        table.debits += 5;
      }
      return { text: JSON.stringify(tables) };
    });

    expect(failure?.reason).toMatch(/^the books of XAF do not balance: debits [\d ]+, credits [\d ]+$/);
  });

  it('breaks off with the code and the words of a refusal', async () => {
    const failure = await failureIn(({ path }) =>
      path.endsWith('/submit')
        ? { status: 422, text: '{"code":"catalogue.service_not_publishable","detail":"It lacks a picture."}' }
        : {},
    );

    expect(failure?.title).toBe('Awa publishes it');
    expect(failure?.reason).toMatch(
      /^POST \/v1\/services\/[0-9a-f-]+\/submit answered 422 catalogue\.service_not_publishable: It lacks a picture\.$/,
    );
  });

  it('gives up what does not come, and says what it waited for', async () => {
    const failure = await failureIn(({ path, text }) =>
      path.startsWith('/v1/payments/') ? { text: text.replace(/"state":"\w+"/, '"state":"pending"') } : {},
    );

    expect(failure).toMatchObject({
      title: 'Jean pays from a phone without money',
      reason: 'waited 3 s in vain for the payment to be failed; it is still pending',
    });
  });

  it('needs what only a development system has', async () => {
    const failure = await failureIn(({ path }) =>
      path.startsWith('/dev/')
        ? { status: 404, text: '{"code":"not_found","detail":"There is nothing at this address."}' }
        : {},
    );

    expect(failure?.step).toBe(1);
    expect(failure?.reason).toMatch(/ has no \/dev\/clock: .* only a development system has/);
  });

  it('says in one line that nothing listens', async () => {
    const url = `http://127.0.0.1:${await freePort(0)}`;
    const { report } = await play(url);

    expect(report.failure).toEqual({
      step: 1,
      title: 'A development system is there',
      reason: `nothing answers at ${url} (ECONNREFUSED)`,
    });
  });

  it('says in one line that something else listens', async () => {
    const failure = await failureIn(() => ({ status: 200, text: '<h1>It works!</h1>' }));

    expect(failure).toMatchObject({ step: 1, reason: 'GET /dev/clock answered what is no JSON' });
  });

  it('signs in as a member of the finance staff every development system has', () => {
    expect(DEVELOPMENT_STAFF).toContainEqual(
      expect.objectContaining({ username: FINANCE.login, role: 'finance' }),
    );
    expect(FINANCE.password).toBe(DEVELOPMENT_PASSWORD);
  });
});
