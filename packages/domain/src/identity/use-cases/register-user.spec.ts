import { FakeClock, FakeHasher, inMemoryStorage, SequentialIds } from '@2krika/domain/testing';
import { EmailTaken, UsernameTaken } from '../model/user-errors.js';
import { InvalidEmail } from '../model/email.js';
import { WeakPassword } from '../model/password.js';
import { InvalidUsername } from '../model/username.js';
import { RegisterUser, type RegisterUserInput } from './register-user.js';

const AWA: RegisterUserInput = {
  fullName: ' Awa Ndiaye ',
  username: 'Awa_N',
  email: 'Awa@Example.com',
  password: 'correct horse',
  country: 'SN',
  locale: 'fr',
};

describe('RegisterUser', () => {
  const storage = inMemoryStorage();
  const clock = new FakeClock();
  const registerUser = new RegisterUser(storage.unitOfWork, new FakeHasher(), new SequentialIds(), clock);

  it('opens an account that waits for its address to be verified', async () => {
    const { id } = await registerUser.execute(AWA);
    const user = await storage.users.find(id);
    expect(user?.status).toBe('unverified');
    expect(user?.snapshot()).toMatchObject({
      fullName: 'Awa Ndiaye',
      username: 'awa_n',
      email: 'awa@example.com',
      country: 'SN',
      passwordHash: 'fake$1$correct horse',
      createdAt: clock.now(),
    });
  });

  it('announces it, without the password or the address', async () => {
    const { id } = await registerUser.execute({ ...AWA, username: 'binta', email: 'binta@example.com' });
    const events = await storage.outboxQueue.claim(clock.now(), 10);
    expect(events.find(({ unit }) => unit.aggregateId === id)?.unit).toMatchObject({
      name: 'user.registered',
      payload: {},
    });
  });

  it.each<[string, Partial<RegisterUserInput>, new (reason: string) => Error]>([
    ['an address that is none', { email: 'awa' }, InvalidEmail],
    ['an address with an accent', { email: 'awé@example.com' }, InvalidEmail],
    ['a username with a space', { username: 'awa n' }, InvalidUsername],
    ['a reserved username', { username: 'Admin' }, InvalidUsername],
    ['a password of 7 characters', { password: '1234567' }, WeakPassword],
    ['a password of 129 characters', { password: 'x'.repeat(129) }, WeakPassword],
    ['a password of spaces', { password: ' '.repeat(8) }, WeakPassword],
  ])('refuses %s and writes nothing', async (_, input, refusal) => {
    const own = inMemoryStorage();
    const refused = new RegisterUser(own.unitOfWork, new FakeHasher(), new SequentialIds(), clock);
    await expect(refused.execute({ ...AWA, ...input })).rejects.toThrow(refusal);
    expect(await own.outboxQueue.claim(clock.now(), 10)).toEqual([]);
  });

  it('refuses an address or a username somebody has, and announces nothing', async () => {
    const own = inMemoryStorage();
    const register = new RegisterUser(own.unitOfWork, new FakeHasher(), new SequentialIds(), clock);
    await register.execute(AWA);
    await expect(register.execute({ ...AWA, username: 'other' })).rejects.toThrow(EmailTaken);
    await expect(register.execute({ ...AWA, email: 'other@example.com' })).rejects.toThrow(UsernameTaken);
    expect(await own.outboxQueue.claim(clock.now(), 10)).toHaveLength(1);
  });
});
