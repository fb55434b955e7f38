import {
  Session,
  StaleVersion,
  type SessionRepository,
  type SessionState,
  type UnitOfWork,
  type UserRepository,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aSession } from '../../factories/identity/session-factory.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface SessionRepositoryPorts {
  readonly users: UserRepository;
  readonly sessions: SessionRepository;
  readonly unitOfWork: UnitOfWork<{ sessions: SessionRepository }>;
}

const LATER = new Date('2026-01-06T10:20:30.456Z');

const EVERY_STATE: Readonly<Record<string, Partial<SessionState>>> = {
  live: { userAgent: 'Mozilla/5.0 (Android 14)', lastSeenAt: LATER },
  rotated: { revokedAt: LATER, revokeReason: 'rotated' },
  'logged out': { revokedAt: LATER, revokeReason: 'logged_out' },
  reused: { revokedAt: LATER, revokeReason: 'reused' },
  'ended by staff': { revokedAt: LATER, revokeReason: 'staff' },
};

export function sessionRepositoryContract(open: Open<SessionRepositoryPorts>): void {
  describe('SessionRepository', () => {
    let sessions: SessionRepository;
    let unitOfWork: SessionRepositoryPorts['unitOfWork'];
    let userId: string;

    beforeEach(async () => {
      const ports = await open();
      ({ sessions, unitOfWork } = ports);
      const user = aUser();
      await ports.users.add(user);
      userId = user.id;
    });

    const find = (refreshHash: string) =>
      unitOfWork.run((scope) => scope.sessions.findByRefreshHashForUpdate(refreshHash));
    const stored = async (session: Session) => (await find(session.snapshot().refreshHash))?.snapshot();

    it('answers null for a refresh hash nobody stored', async () => {
      expect(await find(anId())).toBeNull();
    });

    it('locks only inside a transaction', async () => {
      await expect(sessions.findByRefreshHashForUpdate(anId())).rejects.toThrow('only inside a transaction');
    });

    it.each(Object.keys(EVERY_STATE))('gives back a session that is %s as it was', async (state) => {
      const added = aSession(userId, EVERY_STATE[state]);
      await sessions.add(added);
      expect(await stored(added)).toEqual(added.snapshot());
    });

    it.each(Object.keys(EVERY_STATE))(
      'gives back a session that became %s as it was saved',
      async (state) => {
        const session = aSession(userId);
        await sessions.add(session);
        const changed = Session.rehydrate({ ...session.snapshot(), ...EVERY_STATE[state] });
        await sessions.save(changed);
        expect(await stored(session)).toEqual(changed.snapshot());
      },
    );

    it('keeps nothing of a transaction that rolled back', async () => {
      const session = aSession(userId);
      const work = unitOfWork.run(async (scope) => {
        await scope.sessions.add(session);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await stored(session)).toBeUndefined();
    });

    it('refuses the id or the refresh hash of another session', async () => {
      const session = aSession(userId);
      await sessions.add(session);
      const { id, refreshHash } = session.snapshot();
      await expect(sessions.add(aSession(userId, { id }))).rejects.toMatchObject({ kind: 'conflict' });
      await expect(sessions.add(aSession(userId, { refreshHash }))).rejects.toMatchObject({
        kind: 'conflict',
      });
    });

    it('refuses to save what somebody else saved since', async () => {
      const session = aSession(userId);
      await sessions.add(session);
      const stale = Session.rehydrate(session.snapshot());
      await sessions.save(session);
      await expect(sessions.save(stale)).rejects.toThrow(StaleVersion);
    });

    it('ends the live session of a family and leaves the others as they are', async () => {
      const familyId = anId();
      const rotated = aSession(userId, { familyId, revokedAt: LATER, revokeReason: 'rotated' });
      const live = aSession(userId, { familyId });
      const elsewhere = aSession(userId);
      for (const session of [rotated, live, elsewhere]) await sessions.add(session);
      expect(await sessions.revokeFamily(familyId, 'reused', LATER)).toBe(1);
      expect(await stored(live)).toMatchObject({ revokedAt: LATER, revokeReason: 'reused', version: 1 });
      expect(await stored(rotated)).toEqual(rotated.snapshot());
      expect(await stored(elsewhere)).toEqual(elsewhere.snapshot());
    });

    it('ends every live session of one user, and leaves the ended ones as they are', async () => {
      const mine = [aSession(userId), aSession(userId)];
      const rotated = aSession(userId, { revokedAt: TEST_EPOCH, revokeReason: 'rotated' });
      for (const session of [...mine, rotated]) await sessions.add(session);
      expect(await sessions.revokeAllOf(anId(), 'logged_out', LATER)).toBe(0);
      expect(await sessions.revokeAllOf(userId, 'logged_out', LATER)).toBe(2);
      for (const session of mine) expect(await stored(session)).toMatchObject({ revokeReason: 'logged_out' });
      expect(await stored(rotated)).toEqual(rotated.snapshot());
    });

    it('lets exactly one of twenty open a live session in one family', async () => {
      const familyId = anId();
      const { won, lost } = await race(20, () => sessions.add(aSession(userId, { familyId })));
      expect(won).toHaveLength(1);
      expect(lost).toHaveLength(19);
      for (const error of lost) expect(error).toMatchObject({ kind: 'conflict' });
    });

    it('lets exactly one of twenty rotate one session', async () => {
      const session = aSession(userId);
      await sessions.add(session);
      const { won, lost } = await race(20, () =>
        unitOfWork.run(async (scope) => {
          const found = await scope.sessions.findByRefreshHashForUpdate(session.snapshot().refreshHash);
          if (!found?.isLive(LATER)) throw new Undo();
          const next = found.rotate({ id: anId(), refreshHash: anId(), now: LATER });
          await scope.sessions.save(found);
          await scope.sessions.add(next);
        }),
      );
      expect(won).toHaveLength(1);
      expect(lost.every((error) => error instanceof Undo)).toBe(true);
    });
  });
}
