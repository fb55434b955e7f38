import {
  aUser,
  FakeClock,
  FakeHasher,
  FakeSecretGenerator,
  FakeTokenSigner,
  inMemoryStorage,
  race,
  SequentialIds,
  TEST_EPOCH,
} from '@2krika/domain/testing';
import { DAY, MINUTE } from '../../kernel/index.js';
import type { UserState } from '../model/user.js';
import {
  AccountClosed,
  EmailNotVerified,
  InvalidCredentials,
  InvalidRefreshToken,
  Unauthenticated,
  UserNotFound,
} from '../model/user-errors.js';
import { Authenticate } from './authenticate.js';
import { LogIn } from './log-in.js';
import { LogOutEverywhere } from './log-out-everywhere.js';
import { LogOut } from './log-out.js';
import { ReadOwnProfile } from './read-own-profile.js';
import { RefreshSession } from './refresh-session.js';
import { SeedRoles } from './seed-roles.js';

const PASSWORD = 'correct horse';

describe('sessions', () => {
  async function setUp(overrides: Partial<UserState> = {}) {
    const storage = inMemoryStorage();
    const { unitOfWork, identityViews } = storage;
    const [clock, hasher, secrets, signer] = [
      new FakeClock(),
      new FakeHasher(),
      new FakeSecretGenerator(),
      new FakeTokenSigner(),
    ];
    const ids = new SequentialIds();
    const user = aUser({ passwordHash: await hasher.hash(PASSWORD), ...overrides });
    await storage.users.add(user);
    const logIn = new LogIn(unitOfWork, hasher, secrets, signer, ids, clock);
    const authenticate = new Authenticate(identityViews, signer, clock);
    const { username } = user.snapshot();
    return {
      storage,
      clock,
      hasher,
      user,
      logIn,
      authenticate,
      refreshSession: new RefreshSession(unitOfWork, secrets, signer, ids, clock),
      logOut: new LogOut(unitOfWork, secrets, clock),
      logOutEverywhere: new LogOutEverywhere(unitOfWork, clock),
      readOwnProfile: new ReadOwnProfile(identityViews),
      signIn: () => logIn.execute({ login: username, password: PASSWORD, userAgent: 'Firefox' }),
      whoHas: ({ accessToken }: { accessToken: string }) => authenticate.execute({ accessToken }),
    };
  }

  it('lets a user in by address or username, however they are written', async () => {
    const { logIn, user, whoHas, storage, clock } = await setUp();
    const { email, username } = user.snapshot();
    for (const login of [email.toUpperCase(), ` ${username} `]) {
      const tokens = await logIn.execute({ login, password: PASSWORD, userAgent: null });
      expect((await whoHas(tokens)).userId).toBe(user.id);
    }
    expect((await storage.users.find(user.id))?.snapshot().lastLoginAt).toEqual(clock.now());
  });

  it('refuses a wrong password and a wrong name alike, and hashes as long for both', async () => {
    const { logIn, user, hasher } = await setUp();
    let verified = 0;
    const verify = hasher.verify.bind(hasher);
    hasher.verify = (hash, password) => {
      verified += 1;
      return verify(hash, password);
    };
    const { username } = user.snapshot();
    for (const [login, password] of [
      [username, 'wrong password'],
      ['nobody', PASSWORD],
      ['nobody', PASSWORD],
    ] as const) {
      await expect(logIn.execute({ login, password, userAgent: null })).rejects.toThrow(InvalidCredentials);
    }
    expect(verified).toBe(3);
  });

  it('refuses a password that is changed while it is verified, and leaves the new one in force', async () => {
    const { signIn, logIn, hasher, storage, user } = await setUp();
    hasher.raiseCost();
    const [verify, changed] = [hasher.verify.bind(hasher), await hasher.hash('new password')];
    hasher.verify = async (hash, password) => {
      const known = await storage.users.find(user.id);
      known?.rehashPassword(changed, TEST_EPOCH);
      if (known) await storage.users.save(known);
      hasher.verify = verify;
      return verify(hash, password);
    };
    await expect(signIn()).rejects.toThrow(InvalidCredentials);
    expect((await storage.users.find(user.id))?.snapshot().passwordHash).toBe(changed);
    const login = user.snapshot().username;
    const withNew = logIn.execute({ login, password: 'new password', userAgent: null });
    await expect(withNew).resolves.toBeDefined();
  });

  it.each<[string, Partial<UserState>, new () => Error]>([
    ['waits for its address to be verified', { isActive: false, emailVerifiedAt: null }, EmailNotVerified],
    ['is banned', { bannedAt: new Date() }, AccountClosed],
    ['is deactivated', { deactivatedAt: new Date() }, AccountClosed],
    ['is anonymized', { anonymizedAt: new Date() }, AccountClosed],
  ])('refuses an account that %s', async (_, state, refusal) => {
    const { signIn } = await setUp(state);
    await expect(signIn()).rejects.toThrow(refusal);
  });

  it('lets a suspended user in, who has orders to finish', async () => {
    const { signIn, whoHas, user } = await setUp({ suspendedAt: new Date(), suspensionReason: 'Plaintes' });
    expect((await whoHas(await signIn())).userId).toBe(user.id);
  });

  it('hashes a password anew when hashes became more costly', async () => {
    const { signIn, hasher, storage, user } = await setUp();
    hasher.raiseCost();
    await signIn();
    expect(hasher.needsRehash((await storage.users.find(user.id))?.snapshot().passwordHash ?? '')).toBe(
      false,
    );
    await expect(signIn()).resolves.toBeDefined();
  });

  it('believes an access token for ten minutes, and no other text', async () => {
    const { signIn, whoHas, clock } = await setUp();
    const tokens = await signIn();
    expect(tokens.accessTokenExpiresAt).toEqual(new Date(clock.now().getTime() + 10 * MINUTE));
    await expect(whoHas({ accessToken: 'forged' })).rejects.toThrow(Unauthenticated);
    clock.advance(10 * MINUTE);
    await expect(whoHas(tokens)).rejects.toThrow(Unauthenticated);
  });

  it('exchanges a refresh token once, and keeps the earlier access token good', async () => {
    const { signIn, refreshSession, whoHas, user } = await setUp();
    const first = await signIn();
    const second = await refreshSession.execute(first);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect((await whoHas(first)).userId).toBe(user.id);
    expect((await whoHas(second)).userId).toBe(user.id);
  });

  it('ends the whole family when a refresh token is seen twice', async () => {
    const { signIn, refreshSession, whoHas } = await setUp();
    const elsewhere = await signIn();
    const first = await signIn();
    const second = await refreshSession.execute(first);
    await expect(refreshSession.execute(first)).rejects.toThrow(InvalidRefreshToken);
    await expect(refreshSession.execute(second)).rejects.toThrow(InvalidRefreshToken);
    await expect(whoHas(second)).rejects.toThrow(Unauthenticated);
    await expect(whoHas(elsewhere)).resolves.toBeDefined();
  });

  it('gives at most one live session to twenty who use one refresh token at once', async () => {
    const { signIn, refreshSession } = await setUp();
    const tokens = await signIn();
    const { won, lost } = await race(20, () => refreshSession.execute(tokens));
    expect(won.length).toBeLessThanOrEqual(1);
    expect(lost.every((error) => error instanceof InvalidRefreshToken)).toBe(true);
  });

  it('refuses a refresh token that is unknown, idle for a week, or a month old', async () => {
    const { signIn, refreshSession, clock } = await setUp();
    await expect(refreshSession.execute({ refreshToken: 'guess' })).rejects.toThrow(InvalidRefreshToken);
    const idle = await signIn();
    clock.advance(7 * DAY);
    await expect(refreshSession.execute(idle)).rejects.toThrow(InvalidRefreshToken);
    let tokens = await signIn();
    for (let day = 0; day < 29; day += 1) {
      clock.advance(DAY);
      tokens = await refreshSession.execute(tokens);
    }
    clock.advance(DAY);
    await expect(refreshSession.execute(tokens)).rejects.toThrow(InvalidRefreshToken);
  });

  it('refuses the refresh token of an account that was closed', async () => {
    const { signIn, refreshSession, storage, user } = await setUp();
    const tokens = await signIn();
    const stored = await storage.users.find(user.id);
    await storage.users.save(aUser({ ...stored?.snapshot(), bannedAt: new Date() }));
    await expect(refreshSession.execute(tokens)).rejects.toThrow(AccountClosed);
  });

  it('ends the session that is left, and no other', async () => {
    const { signIn, logOut, whoHas } = await setUp();
    const [here, elsewhere] = [await signIn(), await signIn()];
    await logOut.execute({ actor: await whoHas(here), refreshToken: here.refreshToken });
    await expect(whoHas(here)).rejects.toThrow(Unauthenticated);
    await expect(whoHas(elsewhere)).resolves.toBeDefined();
  });

  it("leaves somebody else's session, and a token nobody has, alone", async () => {
    const { signIn, logOut, whoHas } = await setUp();
    const tokens = await signIn();
    const stranger = { userId: aUser().id, permissions: new Set<never>() };
    await logOut.execute({ actor: stranger, refreshToken: tokens.refreshToken });
    await logOut.execute({ actor: stranger, refreshToken: 'guess' });
    await expect(whoHas(tokens)).resolves.toBeDefined();
  });

  it('ends every session at once', async () => {
    const { signIn, logOutEverywhere, whoHas } = await setUp();
    const all = [await signIn(), await signIn()];
    await logOutEverywhere.execute({ actor: await whoHas(await signIn()) });
    for (const tokens of all) await expect(whoHas(tokens)).rejects.toThrow(Unauthenticated);
  });

  it('gives and takes rights at once, with the roles', async () => {
    const { signIn, whoHas, storage, user, clock, readOwnProfile } = await setUp();
    await new SeedRoles(storage.unitOfWork).execute();
    await new SeedRoles(storage.unitOfWork).execute();
    const tokens = await signIn();
    expect((await whoHas(tokens)).permissions.size).toBe(0);
    await storage.roles.grant(user.id, 'finance', null, clock.now());
    const actor = await whoHas(tokens);
    expect(actor.permissions.has('ledger:read')).toBe(true);
    expect((await readOwnProfile.execute({ actor })).roles).toEqual(['finance']);
  });

  it('shows nothing to an actor whose account is gone', async () => {
    const { readOwnProfile } = await setUp();
    const actor = { userId: aUser().id, permissions: new Set<never>() };
    await expect(readOwnProfile.execute({ actor })).rejects.toThrow(UserNotFound);
  });
});
