import {
  ApproveIdentity,
  AttachIdentityDocument,
  ClaimIdentity,
  DetachIdentityDocument,
  LapseIdentity,
  ListIdentities,
  ListOwnIdentities,
  OpenIdentityDocument,
  ReadIdentity,
  ReadOwnIdentity,
  ReadOwnKyc,
  RejectIdentity,
  ReleaseIdentity,
  RequestResubmission,
  SeedKycLimits,
  StartIdentity,
  SubmitIdentity,
  UpdateIdentity,
  WithdrawIdentity,
  type Actor,
  type DocumentKind,
  type Identity,
  type IdentityRecord,
  type StartIdentityInput,
  type UploadRecord,
  type UserState,
} from '@2krika/domain';
import { anUpload } from '../../factories/files/upload-factory.js';
import { streamOf, textBytes } from '../../factories/files/file-content.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { unique } from '../../factories/unique.js';
import { FakeClock } from '../fake-clock.js';
import { InMemoryFileStorage } from '../files/in-memory-file-storage.js';
import { inMemoryStorage } from '../in-memory-storage.js';
import { auditEntries } from '../platform/in-memory-audit-log.js';
import { publishedEventNames } from '../platform/in-memory-outbox.js';
import { FakeVault } from '../platform/fake-vault.js';
import { SequentialIds } from '../sequential-ids.js';

const SCAN = { purpose: 'identity', visibility: 'restricted' } as const;

/** The use cases of kyc on a store in memory, with somebody to identify and two reviewers. */
export async function kycBench() {
  const storage = inMemoryStorage();
  const { unitOfWork, kycViews, identityViews, uploadViews, kycLimits } = storage;
  const [clock, ids, vault, files] = [
    new FakeClock(),
    new SequentialIds(),
    new FakeVault(),
    new InMemoryFileStorage(),
  ];
  const useCases = {
    startIdentity: new StartIdentity(unitOfWork, vault, ids, clock),
    updateIdentity: new UpdateIdentity(unitOfWork, vault, ids, clock),
    attachDocument: new AttachIdentityDocument(unitOfWork, ids, clock),
    detachDocument: new DetachIdentityDocument(unitOfWork, ids, clock),
    submitIdentity: new SubmitIdentity(unitOfWork, ids, clock),
    withdrawIdentity: new WithdrawIdentity(unitOfWork, ids, clock),
    lapseIdentity: new LapseIdentity(unitOfWork, ids, clock),
    claimIdentity: new ClaimIdentity(unitOfWork, ids, clock),
    releaseIdentity: new ReleaseIdentity(unitOfWork, ids, clock),
    approveIdentity: new ApproveIdentity(unitOfWork, ids, clock),
    requestResubmission: new RequestResubmission(unitOfWork, ids, clock),
    rejectIdentity: new RejectIdentity(unitOfWork, ids, clock),
    listOwnIdentities: new ListOwnIdentities(kycViews),
    readOwnIdentity: new ReadOwnIdentity(kycViews),
    readOwnKyc: new ReadOwnKyc(identityViews, kycViews, kycLimits, clock),
    listIdentities: new ListIdentities(kycViews),
    readIdentity: new ReadIdentity(kycViews, unitOfWork, vault, clock),
    openDocument: new OpenIdentityDocument(kycViews, uploadViews, unitOfWork, files, clock),
    seedKycLimits: new SeedKycLimits(unitOfWork, ids, clock),
  };

  async function aPerson(overrides: Partial<UserState> = {}): Promise<Actor> {
    const user = aUser(overrides);
    await storage.users.add(user);
    return { userId: user.id, permissions: new Set() };
  }
  const aReviewer = async (): Promise<Actor> => ({
    ...(await aPerson()),
    permissions: new Set(['kyc:review'] as const),
  });

  const [owner, reviewer, otherReviewer] = [await aPerson(), await aReviewer(), await aReviewer()];

  /** What an adult states of themselves, with a document nobody else has. */
  function stated(changes: Partial<StartIdentityInput> = {}): StartIdentityInput {
    return {
      actor: owner,
      ...{ level: 2, legalFirstName: 'Awa', legalLastName: 'Ndiaye', birthDate: '1995-04-12' },
      ...{ nationality: 'CM', documentType: 'national_id', documentCountry: 'CM' },
      ...{ documentNumber: `AB${1_000_000 + unique()}`, documentExpiresOn: null, address: null },
      ...changes,
    };
  }

  /** A picture of a document that is there to be attached. */
  async function aScan({ userId }: Actor, overrides: Partial<UploadRecord> = {}): Promise<string> {
    const upload = anUpload(userId, { ...SCAN, ...overrides });
    await storage.uploads.add(upload);
    const { path } = upload.snapshot();
    await files.put(path, streamOf(textBytes(path)), 1_000);
    return upload.id;
  }

  async function attach(identity: Identity, actor: Actor, kind: DocumentKind): Promise<string> {
    const uploadId = await aScan(actor);
    await useCases.attachDocument.execute({ actor, identityId: identity.id, kind, uploadId });
    return uploadId;
  }

  /** An attempt from its beginning to the reviewers' queue. */
  async function submitted(changes: Partial<StartIdentityInput> = {}): Promise<Identity> {
    const input = stated(changes);
    const { actor } = input;
    const identity = await useCases.startIdentity.execute(input);
    for (const kind of identity.missingDocuments) await attach(identity, actor, kind);
    return useCases.submitIdentity.execute({ actor, identityId: identity.id, hasConsented: true });
  }

  const NOTHING_SAID = { messageToUser: null, internalNote: null };
  return {
    ...storage,
    ...useCases,
    ...{ clock, vault, files, owner, reviewer, otherReviewer, aPerson, aReviewer },
    ...{ stated, aScan, attach, submitted },
    approve: ({ id }: Identity, by = reviewer) =>
      useCases.approveIdentity.execute({ actor: by, identityId: id, ...NOTHING_SAID }),
    stored: async ({ id }: { readonly id: string }): Promise<IdentityRecord> => {
      const identity = await storage.identities.find(id);
      if (!identity) throw new Error('The identity was stored.');
      return identity.snapshot();
    },
    /** What the person has proved, as others see it. */
    standing: async ({ userId }: Actor = owner) => {
      const user = await storage.users.find(userId);
      return [user?.snapshot().kycStatus, user?.snapshot().kycLevel];
    },
    armed: ({ id }: { readonly id: string }) =>
      storage.deadlines.armedFor({ aggregateType: 'identity', aggregateId: id }),
    linkedTo: ({ id }: { readonly id: string }) => storage.uploads.linkedTo({ type: 'identity', id }),
    auditEntries: () => auditEntries(storage.database),
    /** The names of the events published so far. */
    eventNames: () => publishedEventNames(storage.database),
  };
}

export type KycBench = Awaited<ReturnType<typeof kycBench>>;
