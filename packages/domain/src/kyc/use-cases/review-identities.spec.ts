import { race } from '../../../testing/concurrency.js';
import { bytesOf } from '../../../testing/factories/files/file-content.js';
import { withKyc } from '../../../testing/factories/kyc/with-kyc.js';
import { aUser } from '../../../testing/factories/identity/user-factory.js';
import { kycBench, type KycBench } from '../../../testing/fakes/kyc/kyc-bench.js';
import { PermissionMissing } from '../../identity/index.js';
import { after, DAY, MINUTE, StaleVersion } from '../../kernel/index.js';
import type { Identity } from '../model/identity.js';
import {
  IdentityClaimed,
  IdentityDocumentNotFound,
  IdentityDocumentTaken,
  IdentityEventRefused,
  IdentityNotFound,
  OwnIdentityDecision,
} from '../model/kyc-errors.js';

const REFUSAL = {
  reasonCodes: ['document_unreadable'],
  messageToUser: 'La photo est floue.',
  internalNote: 'Floue.',
} as const;
const EVERYTHING = { state: null, level: null } as const;

describe('a reviewer of identities', () => {
  let bench: KycBench;
  let identity: Identity;

  beforeEach(async () => {
    bench = await kycBench();
    identity = await bench.submitted();
  });

  const inputOf = (actor = bench.reviewer, id: string = identity.id) => ({ actor, identityId: id });
  const reject = (actor = bench.reviewer) => bench.rejectIdentity.execute({ ...inputOf(actor), ...REFUSAL });

  it('approves it: its level is its owner’s, and everybody is told', async () => {
    await bench.approve(identity);
    await bench.approve(identity);
    expect(await bench.standing()).toEqual(['approved', 2]);
    expect(await bench.eventNames()).toEqual(['kyc.submitted', 'kyc.approved']);
    expect(await bench.auditEntries()).toEqual([
      {
        actorId: bench.reviewer.userId,
        ...{ actorKind: 'staff', action: 'kyc:review' },
        ...{ resourceType: 'identity', resourceId: identity.id, reason: null, at: bench.clock.now() },
        diff: { from: 'submitted', to: 'approved', reasonCodes: [] },
      },
    ]);
  });

  it('rejects it with a reason, and asks for another one likewise', async () => {
    await reject();
    expect(await bench.standing()).toEqual(['rejected', 0]);
    expect(await bench.stored(identity)).toMatchObject({ state: 'rejected', ...REFUSAL });
    const second = await bench.submitted();
    await bench.requestResubmission.execute({ ...inputOf(bench.reviewer, second.id), ...REFUSAL });
    expect(await bench.standing()).toEqual(['resubmission_required', 0]);
    expect(await bench.auditEntries()).toMatchObject([
      { diff: { to: 'rejected', reasonCodes: ['document_unreadable'] }, reason: 'Floue.' },
      { diff: { to: 'resubmission_requested' } },
    ]);
    expect((await bench.stored(identity)).state).toBe('rejected');
  });

  it('who asks for another one leaves it the pictures that were fine', async () => {
    const { documents } = await bench.stored(identity);
    await bench.requestResubmission.execute({ ...inputOf(), ...REFUSAL });
    const next = await bench.startIdentity.execute(bench.stated());
    const selfie = documents.filter(({ kind }) => kind === 'selfie');
    expect(await bench.stored(next)).toMatchObject({ attempt: 2, refusals: 1, documents: selfie });
    expect(await bench.linkedTo(next)).toEqual(selfie.map(({ uploadId }) => uploadId));
    expect(await bench.linkedTo(identity)).toHaveLength(3);
  });

  it('decides once, however twenty try at once', async () => {
    const { won, lost } = await race(20, (racer) =>
      racer % 2 === 0 ? bench.approve(identity) : reject(bench.otherReviewer),
    );
    const { state } = await bench.stored(identity);
    expect(new Set(won.map((decided) => decided.snapshot().state))).toEqual(new Set([state]));
    expect(won).toHaveLength(10);
    for (const error of lost) expect(error).toBeInstanceOf(IdentityEventRefused);
    expect(await bench.auditEntries()).toHaveLength(1);
    expect(await bench.eventNames()).toHaveLength(2);
  });

  it('has it alone for half an hour, after which it goes back by itself', async () => {
    await bench.claimIdentity.execute(inputOf());
    expect(await bench.standing()).toEqual(['in_review', 0]);
    const until = after(bench.clock.now(), 30 * MINUTE);
    expect(await bench.armed(identity)).toMatchObject([{ event: 'release_claim', fireAt: until }]);
    await expect(bench.approve(identity, bench.otherReviewer)).rejects.toThrow(IdentityClaimed);
    await expect(bench.claimIdentity.execute(inputOf(bench.otherReviewer))).rejects.toThrow(IdentityClaimed);
    bench.clock.advance(30 * MINUTE);
    await bench.lapseIdentity.execute({ identityId: identity.id });
    expect(await bench.standing()).toEqual(['pending', 0]);
    expect(await bench.armed(identity)).toEqual([]);
    await bench.claimIdentity.execute(inputOf(bench.otherReviewer));
    await bench.releaseIdentity.execute(inputOf(bench.otherReviewer));
    await bench.releaseIdentity.execute(inputOf());
    expect((await bench.stored(identity)).state).toBe('submitted');
  });

  it('decides on what they saw', async () => {
    const stale = { ...inputOf(), expectedVersion: 0 };
    await expect(bench.claimIdentity.execute(stale)).rejects.toThrow(StaleVersion);
    const { version } = await bench.stored(identity);
    await bench.rejectIdentity.execute({ ...inputOf(), ...REFUSAL, expectedVersion: version });
    // What was decided succeeds whatever was seen.
    await bench.rejectIdentity.execute({ ...stale, ...REFUSAL });
    expect(await bench.auditEntries()).toHaveLength(1);
  });

  it('leaves their own to others', async () => {
    const own = await bench.submitted({ actor: bench.reviewer });
    const input = inputOf(bench.reviewer, own.id);
    await expect(bench.claimIdentity.execute(input)).rejects.toThrow(OwnIdentityDecision);
    await expect(bench.approve(own)).rejects.toThrow(OwnIdentityDecision);
    await expect(bench.rejectIdentity.execute({ ...input, ...REFUSAL })).rejects.toThrow(OwnIdentityDecision);
    await bench.approve(own, bench.otherReviewer);
    expect(await bench.standing(bench.reviewer)).toEqual(['approved', 2]);
  });

  it('needs the right to', async () => {
    const anybody = { ...bench.reviewer, permissions: new Set<never>() };
    const input = inputOf(anybody);
    const acts = [
      () => bench.claimIdentity.execute(input),
      () => bench.releaseIdentity.execute(input),
      () => bench.approve(identity, anybody),
      () => reject(anybody),
      () => bench.requestResubmission.execute({ ...input, ...REFUSAL }),
      () => bench.readIdentity.execute(input),
      () => bench.openDocument.execute({ ...input, kind: 'front' }),
      () => bench.listIdentities.execute({ actor: anybody, filter: EVERYTHING }),
    ];
    for (const act of acts) await expect(act()).rejects.toThrow(PermissionMissing);
    expect(await bench.auditEntries()).toEqual([]);
  });

  it('approves a document for one person', async () => {
    const { documentNumberEncrypted } = await bench.stored(identity);
    await bench.approve(identity);
    const actor = await bench.aPerson();
    const documentNumber = bench.vault.decrypt(documentNumberEncrypted);
    const second = await bench.submitted({ actor, documentNumber });
    await expect(bench.approve(second)).rejects.toThrow(IdentityDocumentTaken);
    expect(await bench.standing(actor)).toEqual(['pending', 0]);
    expect((await bench.stored(second)).state).toBe('submitted');
  });

  it('who approves more takes the place of what was approved before, with the same document', async () => {
    const documentNumber = bench.vault.decrypt((await bench.stored(identity)).documentNumberEncrypted);
    await bench.approve(identity);
    const more = await bench.submitted({ level: 3, documentNumber });
    expect(await bench.standing()).toEqual(['pending', 2]);
    await bench.approve(more);
    expect((await bench.stored(more)).state).toBe('submitted');
    await bench.approve(more, bench.otherReviewer);
    expect((await bench.stored(identity)).state).toBe('superseded');
    expect(await bench.standing()).toEqual(['approved', 3]);
  });

  it('approves until the document ends, and then it is worth nothing', async () => {
    const actor = await bench.aPerson({ phone: '+237670000042', phoneVerifiedAt: bench.clock.now() });
    const expiring = await bench.submitted({ actor, documentExpiresOn: '2026-01-10' });
    await bench.approve(expiring);
    const expiresAt = new Date('2026-01-11T00:00:00.000Z');
    expect(await bench.armed(expiring)).toMatchObject([{ event: 'expire_approval', fireAt: expiresAt }]);
    bench.clock.advance(30 * DAY);
    await bench.lapseIdentity.execute({ identityId: expiring.id });
    // A verified phone is still one.
    expect(await bench.standing(actor)).toEqual(['expired', 1]);
    expect(await bench.eventNames()).toContain('kyc.expired');
  });

  it('reads the number and the pictures, and leaves a trace each time', async () => {
    const stored = await bench.stored(identity);
    const read = await bench.readIdentity.execute(inputOf());
    expect(read).toMatchObject({
      id: identity.id,
      documentNumber: bench.vault.decrypt(stored.documentNumberEncrypted),
    });
    expect(read).not.toHaveProperty('documentNumberEncrypted');
    const { upload, content } = await bench.openDocument.execute({ ...inputOf(), kind: 'selfie' });
    expect(upload.id).toBe(identity.document('selfie'));
    expect(String.fromCodePoint(...(await bytesOf(content)))).toBe(upload.path);
    expect((await bench.auditEntries()).map(({ diff }) => diff)).toEqual([
      { read: 'particulars' },
      { read: 'selfie' },
    ]);
  });

  it('finds no picture that is not there, and leaves no trace of it', async () => {
    const open = (id: string) =>
      bench.openDocument.execute({ ...inputOf(bench.reviewer, id), kind: 'proof_of_address' });
    await expect(open(identity.id)).rejects.toThrow(IdentityDocumentNotFound);
    await expect(open('nothing')).rejects.toThrow(IdentityNotFound);
    await expect(bench.readIdentity.execute(inputOf(bench.reviewer, 'nothing'))).rejects.toThrow(
      IdentityNotFound,
    );
    expect(await bench.auditEntries()).toEqual([]);
  });

  it('works a queue off', async () => {
    bench.clock.advance(MINUTE);
    const later = await bench.submitted({ actor: await bench.aPerson() });
    const queue = async () => {
      const filter = { state: 'submitted', level: null } as const;
      const { results } = await bench.listIdentities.execute({ actor: bench.reviewer, filter });
      return results.map(({ id }) => id);
    };
    expect(await queue()).toEqual([identity.id, later.id]);
    await bench.approve(identity);
    expect(await queue()).toEqual([later.id]);
  });

  it('sees what was submitted, a draft only when asking for drafts', async () => {
    const draft = await bench.startIdentity.execute(bench.stated({ actor: await bench.aPerson() }));
    const listed = async (state: 'draft' | null) => {
      const asked = { actor: bench.reviewer, filter: { state, level: null }, cursor: '' };
      return (await bench.listIdentities.execute(asked)).results.map(({ id }) => id);
    };
    expect(await listed(null)).toEqual([identity.id]);
    expect(await listed('draft')).toEqual([draft.id]);
  });
});

describe('withKyc', () => {
  it.each([2, 3] as const)(
    'gives somebody an approved identity of level %i and its standing',
    async (level) => {
      const bench = await kycBench();
      const user = aUser();
      await bench.users.add(user);
      const { identity } = await withKyc(bench, user, level);
      expect(await bench.stored(identity)).toMatchObject({ userId: user.id, state: 'approved', level });
      expect(await bench.standing({ userId: user.id, permissions: new Set() })).toEqual(['approved', level]);
    },
  );
});
