import {
  after,
  DAY,
  HOUR,
  pageRequest,
  type IdentityFilter,
  type IdentityRecord,
  type IdentityRepository,
  type KycViews,
  type UploadRepository,
  type UserRepository,
} from '@2krika/domain';
import { anUpload } from '../../factories/files/upload-factory.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { anIdentity, approved, claimed, rejected, submitted } from '../../factories/kyc/identity-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { expectHead, expectList } from '../list-walk.js';
import type { Open } from '../open.js';

export interface KycViewsPorts {
  readonly users: UserRepository;
  readonly uploads: UploadRepository;
  readonly identities: IdentityRepository;
  readonly kycViews: KycViews;
}

/** Before anything that other suites submit. */
const LONG_AGO = new Date('2020-01-01T00:00:00.000Z');
const EVERYTHING = { state: null, level: null } as const;

export function kycViewsContract(open: Open<KycViewsPorts>): void {
  describe('KycViews', () => {
    let ports: KycViewsPorts;
    let views: KycViews;
    let reviewerId: string;

    beforeEach(async () => {
      ports = await open();
      views = ports.kycViews;
      reviewerId = (await anOwner()).user.id;
    });

    async function anOwner() {
      const user = aUser();
      await ports.users.add(user);
      const add = async (overrides: Partial<IdentityRecord> = {}) => {
        const identity = anIdentity(user.id, overrides);
        await ports.identities.add(identity);
        return identity;
      };
      return { user, add };
    }

    /** What was decided, with a value in every field. */
    async function aFullOne() {
      const { user, add } = await anOwner();
      const uploads = [0, 1].map(() => anUpload(user.id, { purpose: 'identity', visibility: 'restricted' }));
      for (const upload of uploads) await ports.uploads.add(upload);
      const [front, selfie] = uploads.map(({ id }) => id);
      const identity = await add({
        ...approved(reviewerId),
        level: 3,
        endorsedBy: (await anOwner()).user.id,
        documents: [
          { kind: 'selfie', uploadId: selfie ?? '' },
          { kind: 'front', uploadId: front ?? '' },
        ],
        documentExpiresOn: '2031-06-30',
        expiresAt: new Date('2031-07-01T00:00:00.000Z'),
        address: 'Rue 12, Douala',
        messageToUser: 'Merci.',
        internalNote: 'Vu en personne.',
      });
      return { user, identity };
    }

    const expectQueue = (filter: IdentityFilter, ids: readonly string[]) =>
      expectHead(
        (request) => views.listForStaff(filter, request),
        ids,
        ({ id }) => id,
      );

    it("lists a person's attempts, newest first, by page and by cursor, and nobody else's", async () => {
      const { user, add } = await anOwner();
      const own = [];
      for (const attempt of [9, 10, 11]) own.push(await add({ ...rejected(reviewerId), attempt }));
      await (await anOwner()).add();
      await expectList((request) => views.listOwn(user.id, request), own.map(({ id }) => id).reverse());
    });

    it('shows an attempt to its owner without what is for reviewers, and to nobody else', async () => {
      const { user, identity } = await aFullOne();
      const {
        userId,
        refusals,
        documentNumberEncrypted,
        documentNumberDigest,
        internalNote,
        reviewerId: _,
        claimedUntil,
        endorsedBy,
        updatedAt,
        ...shown
      } = identity.snapshot();
      expect(await views.findOwn(user.id, identity.id)).toEqual(shown);
      expect((await views.listOwn(user.id, pageRequest())).results).toEqual([shown]);
      expect(await views.findOwn((await anOwner()).user.id, identity.id)).toBeNull();
      expect(await views.findOwn(user.id, anId())).toBeNull();
    });

    it('shows reviewers all of an attempt but the digest of its document', async () => {
      const { user, identity } = await aFullOne();
      const { refusals, documentNumberDigest, updatedAt, ...shown } = identity.snapshot();
      const { username } = user.snapshot();
      expect(await views.findForStaff(identity.id)).toEqual({ ...shown, username });
      expect(await views.findForStaff(anId())).toBeNull();
    });

    it('lists what waits for reviewers, what was submitted first first', async () => {
      const later = await (await anOwner()).add({ ...submitted(), submittedAt: after(LONG_AGO, HOUR) });
      const { user, add } = await anOwner();
      const first = await add({ ...claimed(reviewerId), submittedAt: LONG_AGO });
      const { results, count } = await views.listForStaff(EVERYTHING, pageRequest(1, 2));
      expect(results.map(({ id }) => id)).toEqual([first.id, later.id]);
      expect(count).toBeGreaterThanOrEqual(2);
      const { id, userId, attempt, level, state, claimedUntil, endorsedBy } = first.snapshot();
      const { submittedAt, decidedAt, createdAt } = first.snapshot();
      expect(results[0]).toEqual({
        id,
        ...{ userId, attempt, level, state, claimedUntil, endorsedBy, reviewerId },
        ...{ submittedAt, decidedAt, createdAt },
        username: user.snapshot().username,
      });
    });

    it.each([
      ['a draft', 'draft'],
      ['one that was abandoned', 'abandoned'],
      ['one that was withdrawn before it was submitted', 'withdrawn'],
    ] as const)('shows %s only when its state is asked for, by when it was begun', async (_, state) => {
      const begun = async (createdAt: Date) => (await (await anOwner()).add({ state, createdAt })).id;
      const younger = await begun(after(LONG_AGO, HOUR));
      const older = await begun(LONG_AGO);
      await expectQueue({ state, level: 2 }, [older, younger]);
      const { results } = await views.listForStaff(EVERYTHING, pageRequest(1, 100));
      const ids = results.map(({ id }) => id);
      expect(ids).not.toContain(older);
      expect(ids).not.toContain(younger);
    });

    it('shows one that was withdrawn after it was submitted, by when it was', async () => {
      const state = 'withdrawn';
      const submittedAt = after(LONG_AGO, -2 * HOUR);
      const handedIn = await (await anOwner()).add({ state, submittedAt });
      const never = await (await anOwner()).add({ state, createdAt: after(submittedAt, 1) });
      await expectQueue({ state, level: null }, [handedIn.id, never.id]);
      const { results } = await views.listForStaff(EVERYTHING, pageRequest(1, 100));
      expect(results.map(({ id }) => id)).toContain(handedIn.id);
    });

    it('lists one state, or one level, alone', async () => {
      const submittedAt = after(LONG_AGO, -HOUR);
      const [two, three] = [
        await (await anOwner()).add({ ...submitted(), submittedAt, level: 2 }),
        await (await anOwner()).add({ ...submitted(), submittedAt: after(submittedAt, 1), level: 3 }),
      ];
      const decided = await (
        await anOwner()
      ).add({
        ...approved(reviewerId),
        submittedAt: after(submittedAt, -1),
        decidedAt: TEST_EPOCH,
      });
      const idsOf = async (filter: Parameters<KycViews['listForStaff']>[0]) =>
        (await views.listForStaff(filter, pageRequest(1, 3))).results.map(({ id }) => id);
      const submittedIds = await idsOf({ state: 'submitted', level: null });
      expect(submittedIds.slice(0, 2)).toEqual([two.id, three.id]);
      expect(submittedIds).not.toContain(decided.id);
      const ofLevel = await idsOf({ state: null, level: 3 });
      expect(ofLevel[0]).toBe(three.id);
      expect(ofLevel).not.toContain(two.id);
      expect((await idsOf({ state: 'submitted', level: 2 }))[0]).toBe(two.id);
      const { count } = await views.listForStaff({ state: 'approved', level: 2 }, pageRequest());
      expect(count).toBeGreaterThanOrEqual(1);
    });

    it('orders what was submitted in the same instant by id', async () => {
      const same = { ...submitted(), submittedAt: after(LONG_AGO, -DAY) };
      const ids = [];
      for (let times = 0; times < 3; times += 1) ids.push((await (await anOwner()).add(same)).id);
      for (const state of [null, 'submitted'] as const)
        await expectQueue({ state, level: null }, ids.toSorted());
    });
  });
}
