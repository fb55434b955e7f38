import { AlreadyExists, DomainError, StaleVersion } from '@2krika/domain';
import { until } from '../../concurrency.js';
import { InMemoryDatabase } from './in-memory-database.js';
import { InMemoryTable } from './in-memory-table.js';

interface Seat {
  readonly room: string;
  readonly number: number;
  readonly guest: string | null;
  readonly isCancelled: boolean;
  readonly bookedAt: Date;
}

class GuestSeated extends DomainError {
  readonly code = 'seat.guest_seated';
  readonly kind = 'conflict';
}

/** Two-part key; a guest has one seat in each room, cancelled ones aside. */
const SEATS = new InMemoryTable<Seat>({
  name: 'seat',
  key: (seat) => [seat.room, seat.number],
  unique: [
    {
      value: (seat) => (seat.isCancelled ? null : [seat.room, seat.guest]),
      violation: () => new GuestSeated('This guest has a seat in this room.'),
    },
  ],
});

function seat(fields: Partial<Seat> = {}): Seat {
  return { room: 'A', number: 1, guest: null, isCancelled: false, bookedAt: new Date(0), ...fields };
}

describe('InMemorySession', () => {
  let database: InMemoryDatabase;

  beforeEach(() => {
    database = new InMemoryDatabase();
  });

  afterEach(() => {
    expect(database.unfinished()).toEqual([]);
  });

  it('finds a row by every part of its key', async () => {
    const session = database.session();
    await session.insert(SEATS, seat({ number: 12 }));
    expect(await session.find(SEATS, ['A', 12])).toEqual(seat({ number: 12 }));
    expect(await session.find(SEATS, ['A1', 2])).toBeNull();
    await expect(session.insert(SEATS, seat({ number: 12 }))).rejects.toThrow(AlreadyExists);
  });

  it('finds rows by predicate, those of the transaction included', async () => {
    await database.session().insert(SEATS, seat({ number: 1 }));
    await database.session().insert(SEATS, seat({ number: 2 }));
    const transaction = await database.begin();
    const session = transaction.session();
    await session.insert(SEATS, seat({ number: 3 }));
    await session.update(SEATS, seat({ number: 2, guest: 'ann' }));
    await session.delete(SEATS, ['A', 1]);
    expect(await session.all(SEATS)).toEqual([seat({ number: 2, guest: 'ann' }), seat({ number: 3 })]);
    expect(await session.where(SEATS, (row) => row.guest === null)).toEqual([seat({ number: 3 })]);
    expect(await database.session().all(SEATS)).toEqual([seat({ number: 1 }), seat({ number: 2 })]);
    await transaction.rollback();
  });

  it('hands out copies and keeps copies', async () => {
    const session = database.session();
    const row = seat();
    await session.insert(SEATS, row);
    row.bookedAt.setFullYear(1999);
    const found = [await session.find(SEATS, ['A', 1]), ...(await session.all(SEATS))];
    for (const copy of found) copy?.bookedAt.setFullYear(1999);
    expect(await session.find(SEATS, ['A', 1])).toEqual(seat());
  });

  it('leaves rows free for which the unique value is null or has a null in it', async () => {
    const session = database.session();
    await session.insert(SEATS, seat({ number: 1 }));
    await session.insert(SEATS, seat({ number: 2 }));
    await session.insert(SEATS, seat({ number: 3, guest: 'ann', isCancelled: true }));
    await session.insert(SEATS, seat({ number: 4, guest: 'ann' }));
    await session.insert(SEATS, seat({ room: 'B', guest: 'ann' }));
    await expect(session.insert(SEATS, seat({ number: 5, guest: 'ann' }))).rejects.toThrow(GuestSeated);
    await expect(session.update(SEATS, seat({ number: 3, guest: 'ann' }))).rejects.toThrow(GuestSeated);
  });

  it('lets two rows exchange a unique value inside one transaction', async () => {
    const plain = database.session();
    await plain.insert(SEATS, seat({ number: 1, guest: 'ann' }));
    await plain.insert(SEATS, seat({ number: 2, guest: 'bob' }));
    const transaction = await database.begin();
    const session = transaction.session();
    await session.update(SEATS, seat({ number: 1, guest: null }));
    await session.update(SEATS, seat({ number: 2, guest: 'ann' }));
    await session.update(SEATS, seat({ number: 1, guest: 'bob' }));
    await transaction.commit();
    await expect(plain.insert(SEATS, seat({ number: 3, guest: 'ann' }))).rejects.toThrow(GuestSeated);
    await expect(plain.insert(SEATS, seat({ number: 3, guest: 'bob' }))).rejects.toThrow(GuestSeated);
    await plain.delete(SEATS, ['A', 2]);
    await plain.insert(SEATS, seat({ number: 3, guest: 'ann' }));
  });

  it('refuses a unique value the transaction itself gave out', async () => {
    const transaction = await database.begin();
    await transaction.session().insert(SEATS, seat({ number: 1, guest: 'ann' }));
    const second = transaction.session().insert(SEATS, seat({ number: 2, guest: 'ann' }));
    await expect(second).rejects.toThrow(GuestSeated);
    await transaction.rollback();
  });

  it('inserts a row again that the transaction deleted, and forgets one it inserted and deleted', async () => {
    await database.session().insert(SEATS, seat({ number: 1, guest: 'ann' }));
    const transaction = await database.begin();
    const session = transaction.session();
    expect(await session.delete(SEATS, ['A', 1])).toBe(true);
    expect(await session.find(SEATS, ['A', 1])).toBeNull();
    expect(await session.delete(SEATS, ['A', 1])).toBe(false);
    await session.insert(SEATS, seat({ number: 1, guest: 'bob' }));
    await session.insert(SEATS, seat({ number: 2 }));
    await session.delete(SEATS, ['A', 2]);
    await transaction.commit();
    expect(await database.session().all(SEATS)).toEqual([seat({ number: 1, guest: 'bob' })]);
  });

  it('inserts only what is absent, and leaves the transaction usable', async () => {
    const transaction = await database.begin();
    const session = transaction.session();
    expect(await session.insertIfAbsent(SEATS, seat({ number: 1, guest: 'ann' }))).toBe(true);
    expect(await session.insertIfAbsent(SEATS, seat({ number: 1, guest: 'bob' }))).toBe(false);
    expect(await session.insertIfAbsent(SEATS, seat({ number: 2, guest: 'ann' }))).toBe(false);
    await transaction.commit();
    expect(await database.session().all(SEATS)).toEqual([seat({ number: 1, guest: 'ann' })]);
  });

  it('changes the newest row, after whoever changes it now', async () => {
    const session = database.session();
    await session.insert(SEATS, seat());
    const transaction = await database.begin();
    await transaction.session().update(SEATS, seat({ guest: 'ann' }));
    const changed = session.change(SEATS, ['A', 1], (row) => ({
      ...row,
      guest: `${row.guest ?? 'nobody'} and bob`,
    }));
    await until(() => database.waiting === 1);
    await transaction.commit();
    expect(await changed).toEqual(seat({ guest: 'ann and bob' }));
    expect(await session.find(SEATS, ['A', 1])).toEqual(seat({ guest: 'ann and bob' }));
  });

  it('changes nothing when the row is absent or the change declines', async () => {
    const session = database.session();
    expect(await session.change(SEATS, ['A', 1], (row) => row)).toBeNull();
    await session.insert(SEATS, seat());
    expect(await session.change(SEATS, ['A', 1], () => null)).toBeNull();
    expect(await session.find(SEATS, ['A', 1])).toEqual(seat());
  });

  it('refuses an update of an absent row, a change of the key, and a key that is null', async () => {
    const session = database.session();
    await expect(session.update(SEATS, seat())).rejects.toThrow(StaleVersion);
    await session.insert(SEATS, seat());
    const moved = session.change(SEATS, ['A', 1], (row) => ({ ...row, number: 2 }));
    await expect(moved).rejects.toThrow(TypeError);
    await expect(session.find(SEATS, ['A', null])).rejects.toThrow(TypeError);
  });

  it('locks no row that is not there', async () => {
    const transaction = await database.begin();
    expect(await transaction.session().findForUpdate(SEATS, ['A', 1])).toBeNull();
    await database.session().insert(SEATS, seat());
    expect(await transaction.session().findForUpdate(SEATS, ['A', 1])).toEqual(seat());
    await transaction.rollback();
  });

  it('refuses an insert of a known key at once, although the row is locked', async () => {
    await database.session().insert(SEATS, seat());
    const transaction = await database.begin();
    await transaction.session().findForUpdate(SEATS, ['A', 1]);
    await expect(database.session().insert(SEATS, seat())).rejects.toThrow(AlreadyExists);
    await transaction.rollback();
  });
});
