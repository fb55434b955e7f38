import { race } from '../../../testing/concurrency.js';
import { kycBench, type KycBench } from '../../../testing/fakes/kyc/kyc-bench.js';
import { UploadNotReady, UploadNotYours, UploadPurposeMismatch } from '../../files/index.js';
import { UserNotFound } from '../../identity/index.js';
import { after, DAY, StaleVersion } from '../../kernel/index.js';
import {
  IdentityAlreadyOpen,
  IdentityEventRefused,
  IdentityIncomplete,
  IdentityNotEditable,
  IdentityNotFound,
  InvalidIdentity,
} from '../model/kyc-errors.js';

describe('a person who proves who they are', () => {
  let bench: KycBench;

  beforeEach(async () => {
    bench = await kycBench();
  });

  const start = () => bench.startIdentity.execute(bench.stated());

  it('begins with a draft, whose number nobody can read', async () => {
    const identity = await bench.startIdentity.execute(bench.stated({ documentNumber: 'ab 12-34' }));
    const stored = await bench.stored(identity);
    expect(stored).toMatchObject({
      userId: bench.owner.userId,
      ...{ attempt: 1, state: 'draft', documentNumberMask: '••••34' },
      documentNumberDigest: bench.vault.digest('CM:national_id:AB1234'),
    });
    expect(bench.vault.decrypt(stored.documentNumberEncrypted)).toBe('AB1234');
    expect(JSON.stringify(stored)).not.toContain('AB1234');
    expect(await bench.standing()).toEqual(['pending', 0]);
    expect(await bench.armed(identity)).toMatchObject([
      { event: 'abandon_draft', fireAt: after(bench.clock.now(), 30 * DAY) },
    ]);
  });

  it('has one attempt open of twenty begun at once', async () => {
    const { won, lost } = await race(20, start);
    expect(won).toHaveLength(1);
    for (const error of lost) expect(error).toBeInstanceOf(IdentityAlreadyOpen);
  });

  it('is refused what no person is, and leaves nothing behind', async () => {
    const nonsense = bench.startIdentity.execute(bench.stated({ birthDate: '1995-02-30' }));
    await expect(nonsense).rejects.toThrow(InvalidIdentity);
    const nobody = { ...bench.owner, userId: 'nobody' };
    await expect(bench.startIdentity.execute(bench.stated({ actor: nobody }))).rejects.toThrow(UserNotFound);
    expect(await bench.standing()).toEqual(['none', 0]);
  });

  it('corrects a draft, and only what they name of it', async () => {
    const identity = await bench.startIdentity.execute(bench.stated({ documentNumber: 'AB1234' }));
    const update = (changes: object, expectedVersion?: number) =>
      bench.updateIdentity.execute({
        actor: bench.owner,
        ...{ identityId: identity.id, changes },
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
      });
    bench.clock.advance(DAY);
    await update({ documentCountry: 'CI', legalFirstName: 'Fatou' }, 0);
    expect(await bench.stored(identity)).toMatchObject({
      legalFirstName: 'Fatou',
      ...{ legalLastName: 'Ndiaye', documentNumberMask: '••••34' },
      documentNumberDigest: bench.vault.digest('CI:national_id:AB1234'),
    });
    expect(await bench.armed(identity)).toMatchObject([{ fireAt: after(bench.clock.now(), 30 * DAY) }]);
    await expect(update({ legalFirstName: 'Awa' }, 0)).rejects.toThrow(StaleVersion);
    await expect(update({ birthDate: 'hier' })).rejects.toThrow(InvalidIdentity);
  });

  it('shows pictures of their own that were uploaded for it', async () => {
    const identity = await start();
    const [first, second] = [await bench.aScan(bench.owner), await bench.aScan(bench.owner)];
    const attach = (uploadId: string) =>
      bench.attachDocument.execute({ actor: bench.owner, identityId: identity.id, kind: 'front', uploadId });
    await attach(first);
    await attach(second);
    expect((await bench.stored(identity)).documents).toEqual([{ kind: 'front', uploadId: second }]);
    expect(await bench.linkedTo(identity)).toEqual([second]);
    await expect(attach(await bench.aScan(bench.reviewer))).rejects.toThrow(UploadNotYours);
    await expect(attach('nothing')).rejects.toThrow(UploadNotYours);
    const picture = await bench.aScan(bench.owner, { purpose: 'service_media', visibility: 'public' });
    await expect(attach(picture)).rejects.toThrow(UploadPurposeMismatch);
    await expect(attach(await bench.aScan(bench.owner, { state: 'stored' }))).rejects.toThrow(UploadNotReady);
    expect(await bench.linkedTo(identity)).toEqual([second]);
    await bench.detachDocument.execute({ actor: bench.owner, identityId: identity.id, kind: 'front' });
    expect(await bench.linkedTo(identity)).toEqual([]);
  });

  it('hands it in once, whole, and changes it no more', async () => {
    const identity = await start();
    const submit = () =>
      bench.submitIdentity.execute({ actor: bench.owner, identityId: identity.id, hasConsented: true });
    await expect(submit()).rejects.toThrow(IdentityIncomplete);
    for (const kind of identity.missingDocuments) await bench.attach(identity, bench.owner, kind);
    await submit();
    await submit();
    expect(await bench.eventNames()).toEqual(['kyc.submitted']);
    expect(await bench.stored(identity)).toMatchObject({
      ...{ state: 'submitted', submittedAt: bench.clock.now() },
    });
    expect(await bench.armed(identity)).toEqual([]);
    await expect(bench.attach(identity, bench.owner, 'front')).rejects.toThrow(IdentityNotEditable);
  });

  it('withdraws it, and nothing holds its pictures any more', async () => {
    const identity = await bench.submitted();
    expect(await bench.linkedTo(identity)).toHaveLength(3);
    const withdraw = () => bench.withdrawIdentity.execute({ actor: bench.owner, identityId: identity.id });
    await withdraw();
    await withdraw();
    expect(await bench.linkedTo(identity)).toEqual([]);
    expect(await bench.standing()).toEqual(['none', 0]);
    const next = await bench.submitted();
    await bench.approve(next);
    await expect(bench.withdrawIdentity.execute({ actor: bench.owner, identityId: next.id })).rejects.toThrow(
      IdentityEventRefused,
    );
  });

  it('finds nothing of somebody else', async () => {
    const stranger = { actor: bench.reviewer, identityId: (await start()).id };
    const acts = [
      bench.updateIdentity.execute({ ...stranger, changes: {} }),
      bench.attachDocument.execute({ ...stranger, kind: 'front', uploadId: 'any' }),
      bench.detachDocument.execute({ ...stranger, kind: 'front' }),
      bench.submitIdentity.execute({ ...stranger, hasConsented: true }),
      bench.withdrawIdentity.execute(stranger),
      bench.readOwnIdentity.execute(stranger),
      bench.submitIdentity.execute({ actor: bench.owner, identityId: 'nothing', hasConsented: true }),
    ];
    for (const act of acts) await expect(act).rejects.toThrow(IdentityNotFound);
  });

  it('sees where they stand, and what they may withdraw', async () => {
    await bench.seedKycLimits.execute();
    await bench.seedKycLimits.execute();
    expect(await bench.readOwnKyc.execute({ actor: bench.owner })).toMatchObject({
      status: 'none',
      ...{ level: 0, latest: null },
      limits: [
        { level: 0, currency: 'XAF' },
        { level: 0, currency: 'XOF' },
      ],
    });
    expect(await bench.kycLimits.listBegun(0, bench.clock.now())).toHaveLength(2);
    const identity = await bench.submitted();
    await bench.approve(identity);
    expect(await bench.readOwnKyc.execute({ actor: bench.owner })).toMatchObject({
      status: 'approved',
      ...{ level: 2, latest: { id: identity.id, state: 'approved' } },
      limits: [{ level: 2 }, { level: 2 }],
    });
    const own = await bench.listOwnIdentities.execute({ actor: bench.owner });
    expect(own.results.map(({ id }) => id)).toEqual([identity.id]);
    await expect(bench.readOwnKyc.execute({ actor: { ...bench.owner, userId: 'nobody' } })).rejects.toThrow(
      UserNotFound,
    );
  });

  it('is left alone until time is over: then a draft is abandoned', async () => {
    const identity = await start();
    await bench.attach(identity, bench.owner, 'front');
    const lapse = () => bench.lapseIdentity.execute({ identityId: identity.id });
    bench.clock.advance(30 * DAY - 1);
    await lapse();
    expect((await bench.stored(identity)).state).toBe('draft');
    bench.clock.advance(1);
    await lapse();
    await lapse();
    expect((await bench.stored(identity)).state).toBe('abandoned');
    expect(await bench.linkedTo(identity)).toEqual([]);
    expect(await bench.armed(identity)).toEqual([]);
    expect(await bench.standing()).toEqual(['none', 0]);
  });
});
