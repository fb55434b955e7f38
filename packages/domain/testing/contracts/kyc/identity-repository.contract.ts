import {
  after,
  AlreadyExists,
  HOUR,
  Identity,
  IDENTITY_STATES,
  IdentityAlreadyOpen,
  IdentityDocumentTaken,
  IdentityNotFound,
  StaleVersion,
  type IdentityRecord,
  type IdentityRepository,
  type IdentityState,
  type UnitOfWork,
  type UploadRepository,
  type UserRepository,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { anUpload } from '../../factories/files/upload-factory.js';
import { aUser } from '../../factories/identity/user-factory.js';
import {
  anIdentity,
  approved,
  claimed,
  expired,
  rejected,
  resubmissionRequested,
  submitted,
} from '../../factories/kyc/identity-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface IdentityRepositoryPorts {
  readonly users: UserRepository;
  readonly uploads: UploadRepository;
  readonly identities: IdentityRepository;
  readonly unitOfWork: UnitOfWork<{ identities: IdentityRepository }>;
}

const LATER = new Date('2026-02-01T10:20:30.456Z');
const OPEN: readonly IdentityState[] = ['draft', 'submitted', 'in_review'];

interface Cast {
  readonly ownerId: string;
  readonly strangerId: string;
  readonly reviewerId: string;
  readonly endorserId: string;
  readonly uploadIds: readonly string[];
}

/** Every state an attempt can be in; between them, every field has another value than the factory's. */
function everyState({
  reviewerId,
  endorserId,
  uploadIds,
}: Cast): Record<IdentityState, Partial<IdentityRecord>> {
  const [front = '', selfie = '', proof = ''] = uploadIds;
  return {
    draft: {
      attempt: 7,
      refusals: 4,
      legalFirstName: 'Aminata',
      legalLastName: "N'Diaye-Koné",
      birthDate: '2004-02-29',
      nationality: 'SN',
      documentType: 'passport',
      documentCountry: 'CI',
      documentNumberEncrypted: 'v1.sealed',
      documentNumberMask: '•••77',
      documents: [
        { kind: 'selfie', uploadId: selfie },
        { kind: 'front', uploadId: front },
      ],
    },
    submitted: { ...submitted(), level: 3, endorsedBy: endorserId, address: 'Rue 12, Douala' },
    in_review: { ...claimed(reviewerId), documentExpiresOn: '2031-12-31' },
    approved: {
      ...approved(reviewerId),
      level: 3,
      endorsedBy: endorserId,
      documents: [{ kind: 'proof_of_address', uploadId: proof }],
      documentExpiresOn: '2030-05-01',
      expiresAt: new Date('2030-05-02T00:00:00.000Z'),
    },
    resubmission_requested: {
      ...resubmissionRequested(reviewerId),
      reasonCodes: ['document_unreadable', 'selfie_mismatch'],
    },
    rejected: { ...rejected(reviewerId), internalNote: 'Vu deux fois.' },
    withdrawn: { state: 'withdrawn', submittedAt: TEST_EPOCH },
    abandoned: { state: 'abandoned', documentType: 'voter_card' },
    expired: expired(reviewerId),
    superseded: { ...approved(reviewerId), state: 'superseded', expiresAt: LATER },
  };
}

export function identityRepositoryContract(open: Open<IdentityRepositoryPorts>): void {
  describe('IdentityRepository', () => {
    let ports: IdentityRepositoryPorts;
    let identities: IdentityRepository;
    let cast: Cast;

    beforeEach(async () => {
      ports = await open();
      ({ identities } = ports);
      const [owner, stranger, reviewer, endorser] = [aUser(), aUser(), aUser(), aUser()];
      for (const user of [owner, stranger, reviewer, endorser]) await ports.users.add(user);
      const uploads = [0, 1, 2].map(() =>
        anUpload(owner.id, { purpose: 'identity', visibility: 'restricted' }),
      );
      for (const upload of uploads) await ports.uploads.add(upload);
      cast = {
        ownerId: owner.id,
        ...{ strangerId: stranger.id, reviewerId: reviewer.id, endorserId: endorser.id },
        uploadIds: uploads.map(({ id }) => id),
      };
    });

    const stored = async (id: string) => (await identities.find(id))?.snapshot();
    const changed = (identity: Identity, changes: Partial<IdentityRecord>) =>
      Identity.rehydrate({ ...identity.snapshot(), ...changes });
    async function added(overrides: Partial<IdentityRecord> = {}, userId = cast.ownerId): Promise<Identity> {
      const identity = anIdentity(userId, overrides);
      await identities.add(identity);
      return identity;
    }

    it('answers null, or refuses, for an identity nobody added', async () => {
      expect(await identities.find(anId())).toBeNull();
      expect(await identities.listOf(anId())).toEqual([]);
      await expect(ports.unitOfWork.run((scope) => scope.identities.getForUpdate(anId()))).rejects.toThrow(
        IdentityNotFound,
      );
    });

    it.each(IDENTITY_STATES)('gives back an added identity that is %s as it was', async (state) => {
      const identity = await added(everyState(cast)[state]);
      expect(await stored(identity.id)).toEqual(identity.snapshot());
      const locked = await ports.unitOfWork.run((scope) => scope.identities.getForUpdate(identity.id));
      expect(locked.snapshot()).toEqual(identity.snapshot());
    });

    it.each(IDENTITY_STATES)('gives back an identity that became %s as it was saved', async (state) => {
      const identity = changed(await added(), { ...everyState(cast)[state], updatedAt: LATER });
      await identities.save(identity);
      expect(identity.version).toBe(1);
      expect(await stored(identity.id)).toEqual(identity.snapshot());
    });

    it('keeps the documents as they were set last, in their order', async () => {
      const [front = '', selfie = '', another = ''] = cast.uploadIds;
      const identity = await added({ documents: [{ kind: 'front', uploadId: front }] });
      identity.attach({ kind: 'selfie', uploadId: selfie }, LATER);
      identity.attach({ kind: 'front', uploadId: another }, LATER);
      await identities.save(identity);
      expect((await stored(identity.id))?.documents).toEqual([
        { kind: 'selfie', uploadId: selfie },
        { kind: 'front', uploadId: another },
      ]);
      identity.detach('selfie', LATER);
      await identities.save(identity);
      expect((await stored(identity.id))?.documents).toEqual([{ kind: 'front', uploadId: another }]);
    });

    it('lists the attempts of a person, the first first, and nobody else’s', async () => {
      const { reviewerId } = cast;
      const second = await added({ ...rejected(reviewerId), attempt: 2, refusals: 1 });
      const first = await added(rejected(reviewerId));
      const third = await added({ attempt: 3 });
      await added({}, cast.strangerId);
      const listed = await identities.listOf(cast.ownerId);
      expect(listed.map((each) => each.snapshot())).toEqual(
        [first, second, third].map((each) => each.snapshot()),
      );
    });

    it('shows no change that was not saved', async () => {
      const identity = await added();
      identity.withdraw(LATER);
      expect((await stored(identity.id))?.state).toBe('draft');
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const kept = await added(rejected(cast.reviewerId));
      const fresh = anIdentity(cast.ownerId, { attempt: 2 });
      const work = ports.unitOfWork.run(async (scope) => {
        await scope.identities.add(fresh);
        await scope.identities.save(changed(kept, { messageToUser: 'Autre chose.' }));
        expect(await scope.identities.find(fresh.id)).not.toBeNull();
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await identities.find(fresh.id)).toBeNull();
      expect(await stored(kept.id)).toEqual(kept.snapshot());
    });

    it('writes in the transaction it is given, and not before that commits', async () => {
      const identity = anIdentity(cast.ownerId);
      const transaction = await identities.begin();
      try {
        await identities.add(identity, { transaction });
        expect(await identities.find(identity.id)).toBeNull();
        expect(await identities.listOf(cast.ownerId, { transaction })).toHaveLength(1);
        await transaction.commit();
      } finally {
        await transaction.rollback();
      }
      expect(await stored(identity.id)).toEqual(identity.snapshot());
    });

    it('refuses the id of another identity, and the number of another attempt of its owner', async () => {
      const { id } = await added({ state: 'withdrawn' });
      await expect(added({ id, attempt: 2 })).rejects.toThrow(AlreadyExists);
      await expect(added({ attempt: 1 })).rejects.toThrow(AlreadyExists);
      await expect(added({ attempt: 1 }, cast.strangerId)).resolves.toBeDefined();
    });

    it.each(OPEN)('refuses a second open attempt of somebody who has one that is %s', async (state) => {
      const { documents: _, ...facts } = everyState(cast)[state];
      const first = await added({ ...facts, attempt: 1 });
      await expect(added({ attempt: 2 })).rejects.toThrow(IdentityAlreadyOpen);
      await identities.save(changed(first, { ...everyState(cast).withdrawn, attempt: 1, ...UNREVIEWED }));
      await expect(added({ attempt: 2 })).resolves.toBeDefined();
    });

    it('keeps one approved attempt of a person at most', async () => {
      const { reviewerId } = cast;
      const first = await added(approved(reviewerId));
      const second = await added({ ...submitted(), attempt: 2 });
      const approval = changed(second, approved(reviewerId));
      await expect(identities.save(approval)).rejects.toThrow(AlreadyExists);
      await identities.save(changed(first, { state: 'superseded' }));
      await expect(identities.save(approval)).resolves.toBeUndefined();
    });

    it('approves a document for one person, and for the next one once that ended', async () => {
      const { reviewerId, strangerId } = cast;
      const digest = { documentNumberDigest: anId() };
      const first = await added({ ...approved(reviewerId), ...digest });
      const second = await added({ ...submitted(), ...digest }, strangerId);
      const approval = changed(second, approved(reviewerId));
      await expect(identities.save(approval)).rejects.toThrow(IdentityDocumentTaken);
      await identities.save(changed(first, expired(reviewerId)));
      await expect(identities.save(approval)).resolves.toBeUndefined();
    });

    it('refuses to save what somebody else saved since', async () => {
      const identity = await added();
      const stale = changed(identity, { legalFirstName: 'Fatou' });
      await identities.save(identity);
      await expect(identities.save(stale)).rejects.toThrow(StaleVersion);
      await expect(identities.save(anIdentity(cast.ownerId))).rejects.toThrow(StaleVersion);
      expect((await stored(identity.id))?.legalFirstName).toBe('Awa');
    });

    it('lets exactly one of twenty begin an attempt of the same person at once', async () => {
      const { won, lost } = await race(20, (racer) => added({ attempt: racer + 1 }));
      expect(won).toHaveLength(1);
      for (const error of lost) expect(error).toBeInstanceOf(IdentityAlreadyOpen);
    });

    it('approves a document for exactly one of twenty who show it at once', async () => {
      const documentNumberDigest = anId();
      const people = Array.from({ length: 20 }, () => aUser());
      for (const user of people) await ports.users.add(user);
      const { won, lost } = await race(20, (racer) =>
        added({ ...approved(cast.reviewerId), documentNumberDigest }, people[racer]?.id),
      );
      expect(won).toHaveLength(1);
      for (const error of lost) expect(error).toBeInstanceOf(IdentityDocumentTaken);
    });

    it('lets exactly one of twenty save the version all of them read', async () => {
      const identity = await added(submitted());
      const { won, lost } = await race(20, (racer) =>
        identities.save(changed(identity, { internalNote: `Note ${racer}` })),
      );
      expect(won).toHaveLength(1);
      for (const error of lost) expect(error).toBeInstanceOf(StaleVersion);
    });

    it('makes twenty who lock the same identity wait for each other', async () => {
      const identity = await added({ legalLastName: 'x' });
      await race(20, () =>
        ports.unitOfWork.run(async (scope) => {
          const locked = await scope.identities.getForUpdate(identity.id);
          const { legalLastName } = locked.snapshot();
          await scope.identities.save(
            changed(locked, { legalLastName: `${legalLastName}x`, updatedAt: after(TEST_EPOCH, HOUR) }),
          );
        }),
      );
      expect((await stored(identity.id))?.legalLastName).toHaveLength(21);
    });
  });
}

const UNREVIEWED = { reviewerId: null, claimedUntil: null, endorsedBy: null } as const;
