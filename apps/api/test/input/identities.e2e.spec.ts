import { ScopedUnitOfWork } from '@2krika/composition';
import { AuditLog, Clock, DAY, type AuditEntry, type SettingKey, type SettingValues } from '@2krika/domain';
import type {
  IdentityView,
  KycView,
  QueuedIdentityRow,
  ReviewedIdentityView,
} from '../../src/http/kyc/kyc-views.js';
import { onBothProducts } from '../product/both-products.js';
import type { Visitor } from '../product/visitor.js';
import { appoint } from './appoint.js';
import { earn } from './earn.js';
import { aStatement, showDocument, startIdentity, submitIdentity } from './identify.js';

/** Milliseconds: a sale is told before the story begins. */
const SLOW = 60_000;
const MESSAGE = 'La photo est floue.';
const REFUSAL = { reasonCodes: ['document_unreadable'], messageToUser: MESSAGE, internalNote: 'Floue.' };

describe('an identity', () => {
  onBothProducts('identities', (open) => {
    let seller: Visitor;
    let reviewer: Visitor;

    beforeEach(async () => {
      const { market, product } = open();
      seller = await market.newcomer('awa');
      reviewer = await appoint(product, await market.newcomer('moussa'), 'kyc_reviewer');
    }, SLOW);

    async function set<Key extends SettingKey>(key: Key, value: SettingValues[Key]): Promise<void> {
      const { container } = open().product.open;
      const now = container.get(Clock).now();
      await container.get(ScopedUnitOfWork).run(({ settings }) => settings.set(key, value, now));
    }

    const own = (id: string, owner = seller) => owner.get<IdentityView>(`/v1/me/kyc/identities/${id}`);
    const ownKyc = () => seller.get<KycView>('/v1/me/kyc');
    const fileOf = (id: string) => `/v1/admin/kyc/identities/${id}`;
    /** What was done to it and by whom it was read, the first first. */
    const auditOf = async (id: string): Promise<readonly AuditEntry[]> =>
      (await open().product.open.container.get(AuditLog).about('identity', id, 20)).toReversed();

    /** Acts on the version the reviewer sees. */
    async function act(name: string, id: string, body?: object, by = reviewer) {
      const { headers } = await by.call('GET', fileOf(id));
      const etag = { 'if-match': headers.get('etag') ?? '' };
      return by.call<{ state?: string; code?: string }>('POST', `${fileOf(id)}/${name}`, body, etag);
    }

    it(
      'that was refused and tried again lets its owner withdraw what asks for its level',
      async () => {
        const { market } = open();
        const { id: serviceId } = await market.publishService(seller, 20_000);
        const customer = await market.newcomer('ngono');
        const { payoutMethodId } = await earn(market, { seller, customer, serviceId });
        const ask = () =>
          seller.call<{ code?: string }>('POST', '/v1/me/withdrawals', {
            ...{ payoutMethodId, amount: 5_000, currency: 'XAF' },
          });

        await set('withdrawals.required_kyc_level', 2);
        try {
          const tooLow = { status: 403, body: { code: 'withdrawal.kyc_level_too_low' } };
          expect(await ask()).toMatchObject(tooLow);
          expect(await ownKyc()).toMatchObject({ status: 'none', level: 0, latest: null });

          const first = await submitIdentity(market, seller);
          expect(await ownKyc()).toMatchObject({ status: 'pending', level: 0 });
          expect(await act('reject', first.id, REFUSAL)).toMatchObject({ body: { state: 'rejected' } });
          expect(await ownKyc()).toMatchObject({
            status: 'rejected',
            level: 0,
            latest: { id: first.id, messageToUser: MESSAGE, reasonCodes: ['document_unreadable'] },
          });
          expect(await ask()).toMatchObject(tooLow);

          const second = await submitIdentity(market, seller);
          expect(second.attempt).toBe(2);
          expect(await act('claim', second.id)).toMatchObject({ body: { state: 'in_review' } });
          expect(await ownKyc()).toMatchObject({ status: 'in_review', level: 0 });
          expect(await act('approve', second.id, {})).toMatchObject({ body: { state: 'approved' } });
          expect(await ownKyc()).toMatchObject({ status: 'approved', level: 2 });
          expect(await seller.get('/v1/me')).toMatchObject({ kycStatus: 'approved', kycLevel: 2 });
          expect(await own(first.id)).toMatchObject({ state: 'rejected', attempt: 1 });
          expect((await ask()).status).toBe(202);
        } finally {
          await set('withdrawals.required_kyc_level', 0);
        }
      },
      SLOW,
    );

    it('is tried again with the pictures that were fine', async () => {
      const { market } = open();
      const first = await submitIdentity(market, seller);
      await act('request-resubmission', first.id, REFUSAL);
      expect(await ownKyc()).toMatchObject({ status: 'resubmission_required' });
      const second = await startIdentity(seller);
      expect(await own(second.id)).toMatchObject({
        documents: [{ kind: 'selfie' }],
        missingDocuments: ['front', 'back'],
      });
      const submit = () =>
        seller.call('POST', `/v1/me/kyc/identities/${second.id}/submit`, { hasConsented: true });
      expect(await submit()).toMatchObject({ status: 422, body: { code: 'kyc.incomplete' } });
      for (const kind of ['front', 'back']) await showDocument(market, seller, second.id, kind);
      expect((await submit()).status).toBe(204);
    });

    it('is decided once by two reviewers at once', async () => {
      const { market, product } = open();
      const other = await appoint(product, await market.newcomer('fatou'), 'kyc_reviewer');
      const { id } = await submitIdentity(market, seller);
      const answers = await Promise.all([
        act('approve', id, {}),
        act('reject', id, REFUSAL, other),
        act('approve', id, {}, other),
        act('request-resubmission', id, REFUSAL),
      ]);
      const states = answers.flatMap(({ status, body }) => (status === 200 ? [body.state] : []));
      expect(new Set(states).size).toBe(1);
      // What was decided refuses the others; where two decided alike, the second changes nothing.
      const refused = answers.filter(({ status }) => status !== 200);
      expect(new Set(refused.map(({ status }) => status)).size).toBeGreaterThan(0);
      for (const { status } of refused) expect([409, 412]).toContain(status);
      const decisions = (await auditOf(id)).filter(({ diff }) => 'to' in diff);
      expect(decisions).toHaveLength(1);
      expect((await own(id)).state).toBe(states[0]);
    });

    it('is kept by the reviewer who claimed it', async () => {
      const { market, product } = open();
      const other = await appoint(product, await market.newcomer('fatou'), 'kyc_reviewer');
      const { id } = await submitIdentity(market, seller);
      expect((await act('claim', id)).status).toBe(200);
      const taken = { status: 409, body: { code: 'kyc.claimed' } };
      for (const name of ['claim', 'release'])
        expect(await act(name, id, undefined, other)).toMatchObject(taken);
      expect(await act('approve', id, {}, other)).toMatchObject(taken);
      expect((await act('release', id)).status).toBe(200);
      expect(await act('approve', id, {}, other)).toMatchObject({ body: { state: 'approved' } });
    });

    it('of a level that takes two people is approved by the second', async () => {
      const { market, product } = open();
      const other = await appoint(product, await market.newcomer('fatou'), 'kyc_reviewer');
      const started = await startIdentity(seller, { level: 3 });
      for (const kind of ['front', 'back', 'selfie', 'proof_of_address'])
        await showDocument(market, seller, started.id, kind);
      await seller.post(`/v1/me/kyc/identities/${started.id}/submit`, { hasConsented: true });
      for (let times = 0; times < 2; times += 1)
        expect(await act('approve', started.id, {})).toMatchObject({ body: { state: 'submitted' } });
      expect(await ownKyc()).toMatchObject({ status: 'pending', level: 0 });
      expect(await act('approve', started.id, {}, other)).toMatchObject({ body: { state: 'approved' } });
      expect(await ownKyc()).toMatchObject({ status: 'approved', level: 3 });
    });

    it('of a reviewer is decided by somebody else', async () => {
      const { id } = await submitIdentity(open().market, reviewer);
      const forbidden = { status: 403, body: { code: 'kyc.own_decision' } };
      expect(await act('claim', id)).toMatchObject(forbidden);
      expect(await act('approve', id, {})).toMatchObject(forbidden);
      expect(await act('reject', id, REFUSAL)).toMatchObject(forbidden);
      expect((await own(id, reviewer)).state).toBe('submitted');
    });

    it('shows its document to its owner and to reviewers, who leave a trace, and to nobody else', async () => {
      const { market } = open();
      const { id } = await submitIdentity(market, seller, { documentNumber: 'ab 123-456' });
      const { documents, documentNumberMask } = await own(id);
      expect(documentNumberMask).toBe('••••••56');
      const front = documents.find(({ kind }) => kind === 'front');
      const file = `/v1/uploads/${front?.uploadId}/download`;
      const bytes = await seller.download(file);
      expect((await reviewer.call('GET', file)).status).toBe(404);
      expect((await (await market.newcomer('jean')).call('GET', file)).status).toBe(404);
      expect(await reviewer.get<ReviewedIdentityView>(fileOf(id))).toMatchObject({
        documentNumber: 'AB123456',
      });
      expect(await reviewer.download(`${fileOf(id)}/documents/front`)).toEqual(bytes);
      expect((await auditOf(id)).map(({ diff }) => diff)).toEqual([
        { read: 'particulars' },
        { read: 'front' },
      ]);
    });

    it('identifies one account at most by the same document, however its number is spelt', async () => {
      const { market } = open();
      const number = `CM${Date.now()}`;
      const first = await submitIdentity(market, seller, { documentNumber: number });
      await act('approve', first.id, {});
      const double = await market.newcomer('double');
      const second = await submitIdentity(market, double, {
        documentNumber: ` ${number.toLowerCase().slice(0, 4)}-${number.slice(4)}`,
      });
      expect(await act('approve', second.id, {})).toMatchObject({
        ...{ status: 409, body: { code: 'kyc.document_taken' } },
      });
      expect(await double.get('/v1/me/kyc')).toMatchObject({ status: 'pending', level: 0 });
    });

    it('waits in the queue of reviewers until it is decided', async () => {
      const { id } = await submitIdentity(open().market, seller);
      const queue = async () => {
        const { results } = await reviewer.get<{ results: readonly QueuedIdentityRow[] }>(
          '/v1/admin/kyc/identities?state=submitted&level=2&limit=100',
        );
        return results.map((row) => row.id);
      };
      expect(await queue()).toContain(id);
      await act('approve', id, {});
      expect(await queue()).not.toContain(id);
    });

    it('is not shown to reviewers before it is submitted, unless they ask for drafts', async () => {
      const { id } = await startIdentity(seller);
      const idsOf = async (query: string) => {
        const { results } = await reviewer.get<{ results: readonly QueuedIdentityRow[] }>(
          `/v1/admin/kyc/identities?limit=100&${query}`,
        );
        return results.map((row) => row.id);
      };
      for (const query of ['page=1', 'cursor=']) expect(await idsOf(query)).not.toContain(id);
      for (const query of ['state=draft', 'state=draft&cursor=']) expect(await idsOf(query)).toContain(id);
    });

    it(
      'ends with its document, and so does what it let its owner do',
      async () => {
        const { market, product } = open();
        const today = product.open.container.get(Clock).now();
        const documentExpiresOn = new Date(today.getTime() + 10 * DAY).toISOString().slice(0, 10);
        const { id } = await submitIdentity(market, seller, { documentExpiresOn });
        await act('approve', id, {});
        expect(await ownKyc()).toMatchObject({ status: 'approved', level: 2 });
        await market.pass(11 * DAY);
        await market.eventually(
          () => own(id),
          ({ state }) => state === 'expired',
        );
        expect(await ownKyc()).toMatchObject({ status: 'expired', level: 0 });
      },
      SLOW,
    );

    it('is corrected as its owner saw it, and begun alone', async () => {
      const { id } = await startIdentity(seller);
      const path = `/v1/me/kyc/identities/${id}`;
      const { headers } = await seller.call('GET', path);
      const etag = { 'if-match': headers.get('etag') ?? '' };
      const correct = (changes: object) => seller.call('PATCH', path, changes, etag);
      expect(await correct({ documentNumber: 'zz-99 88' })).toMatchObject({
        ...{ status: 200, body: { documentNumberMask: '••••88', legalFirstName: 'Awa' } },
      });
      expect((await correct({ legalFirstName: 'Fatou' })).status).toBe(412);
      expect(await seller.call('POST', '/v1/me/kyc/identities', aStatement())).toMatchObject({
        ...{ status: 409, body: { code: 'kyc.already_open' } },
      });
      await seller.post(`${path}/withdraw`);
      expect((await startIdentity(seller)).attempt).toBe(2);
    });
  });
});
