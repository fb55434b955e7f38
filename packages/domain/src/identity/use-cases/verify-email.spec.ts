import {
  aUser,
  FakeClock,
  FakeNotifier,
  FakeSecretGenerator,
  inMemoryStorage,
  SequentialIds,
} from '@2krika/domain/testing';
import { DAY, Unavailable } from '../../kernel/index.js';
import { InvalidOneTimeToken } from '../model/user-errors.js';
import { RequestEmailVerification } from './request-email-verification.js';
import { SendVerificationMail } from './send-verification-mail.js';
import { VerifyEmail } from './verify-email.js';

describe('the verification of an address', () => {
  function setUp() {
    const storage = inMemoryStorage();
    const [clock, notifier, secrets] = [new FakeClock(), new FakeNotifier(), new FakeSecretGenerator()];
    const ids = new SequentialIds();
    return {
      storage,
      clock,
      notifier,
      sendVerificationMail: new SendVerificationMail(storage.unitOfWork, notifier, secrets, ids, clock),
      verifyEmail: new VerifyEmail(storage.unitOfWork, secrets, clock),
      requestEmailVerification: new RequestEmailVerification(storage.unitOfWork, clock),
    };
  }

  async function setUpUnverified() {
    const bench = setUp();
    const user = aUser({ isActive: false, emailVerifiedAt: null });
    await bench.storage.users.add(user);
    const mail = async () => {
      await bench.sendVerificationMail.execute({ userId: user.id });
      const sent = bench.notifier.sent.at(-1);
      if (!sent) throw new Error('No mail was sent.');
      return sent.message.params.token;
    };
    return { ...bench, user, mail };
  }

  it('mails a token in the language of the user', async () => {
    const { user, mail, notifier } = await setUpUnverified();
    const token = await mail();
    expect(notifier.sent).toEqual([
      {
        channel: 'email',
        to: user.snapshot().email,
        locale: 'fr',
        message: { template: 'verify_email', params: { fullName: 'Awa Ndiaye', token } },
      },
    ]);
  });

  it('opens the account with the mailed token, and says so once', async () => {
    const { user, mail, verifyEmail, storage, clock } = await setUpUnverified();
    await verifyEmail.execute({ token: await mail() });
    expect((await storage.users.find(user.id))?.snapshot()).toMatchObject({
      isActive: true,
      emailVerifiedAt: clock.now(),
    });
    expect(await storage.outboxQueue.claim(clock.now(), 10)).toMatchObject([
      { unit: { name: 'user.activated' } },
    ]);
  });

  it('refuses a token that was used, is unknown, was followed by another, or is a day old', async () => {
    const { mail, verifyEmail, clock } = await setUpUnverified();
    const first = await mail();
    const second = await mail();
    await expect(verifyEmail.execute({ token: first })).rejects.toThrow(InvalidOneTimeToken);
    await expect(verifyEmail.execute({ token: 'guess' })).rejects.toThrow(InvalidOneTimeToken);
    clock.advance(DAY);
    await expect(verifyEmail.execute({ token: second })).rejects.toThrow(InvalidOneTimeToken);
    const third = await mail();
    await verifyEmail.execute({ token: third });
    await expect(verifyEmail.execute({ token: third })).rejects.toThrow(InvalidOneTimeToken);
  });

  it('mails nothing to somebody who is verified or gone', async () => {
    const { storage, sendVerificationMail, notifier } = setUp();
    const verified = aUser();
    await storage.users.add(verified);
    await sendVerificationMail.execute({ userId: verified.id });
    await sendVerificationMail.execute({ userId: aUser().id });
    expect(notifier.sent).toEqual([]);
  });

  it('says that the mail server does not answer, so that it is tried again', async () => {
    const { notifier, mail } = await setUpUnverified();
    notifier.goDown();
    await expect(mail()).rejects.toThrow(Unavailable);
    notifier.comeBack();
    await expect(mail()).resolves.toBeDefined();
  });

  it('asks for another mail only for an address that waits for one, and tells nobody which those are', async () => {
    const { storage, clock, user, requestEmailVerification } = await setUpUnverified();
    const verified = aUser();
    await storage.users.add(verified);
    for (const email of [user.snapshot().email, verified.snapshot().email, 'nobody@example.com']) {
      await expect(requestEmailVerification.execute({ email })).resolves.toBeUndefined();
    }
    expect(await storage.outboxQueue.claim(clock.now(), 10)).toMatchObject([
      { unit: { name: 'user.verification_requested', aggregateId: user.id } },
    ]);
  });

  it('changes nothing for an address that is verified already', () => {
    const user = aUser();
    const before = user.snapshot();
    user.verifyEmail(new FakeClock().now());
    expect(user.snapshot()).toBe(before);
    expect(user.pullEvents()).toEqual([]);
  });
});
