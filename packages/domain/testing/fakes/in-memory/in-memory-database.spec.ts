import { Unavailable } from '@2krika/domain';
import { until } from '../../concurrency.js';
import { InMemoryDatabase } from './in-memory-database.js';
import type { InMemorySession } from './in-memory-session.js';
import { InMemoryTable } from './in-memory-table.js';
import { SerializationFailure } from './transaction-conflict.js';

interface Note {
  readonly id: string;
  readonly text: string;
}

const NOTES = new InMemoryTable<Note>({ name: 'note', key: (note) => note.id });
const DRAFTS = new InMemoryTable<Note>({ name: 'draft', key: (note) => note.id });

describe('InMemoryDatabase', () => {
  let database: InMemoryDatabase;

  beforeEach(() => {
    database = new InMemoryDatabase();
  });

  afterEach(() => {
    expect(database.unfinished()).toEqual([]);
  });

  it('has its own rows in the tables it shares with others', async () => {
    await database.session().insert(NOTES, { id: '1', text: 'mine' });
    expect(await new InMemoryDatabase().session().all(NOTES)).toEqual([]);
  });

  it('refuses two tables of one name', async () => {
    const namesake = new InMemoryTable<Note>({ name: 'note', key: (note) => note.id });
    await database.session().all(NOTES);
    await expect(database.session().all(namesake)).rejects.toThrow('note');
  });

  it('answers no statement while it is offline, and keeps its rows', async () => {
    await database.session().insert(NOTES, { id: '1', text: 'kept' });
    database.goOffline();
    await expect(database.session().find(NOTES, '1')).rejects.toThrow(Unavailable);
    await expect(database.session().insert(NOTES, { id: '2', text: 'lost' })).rejects.toThrow(Unavailable);
    database.goOnline();
    expect(await database.session().all(NOTES)).toEqual([{ id: '1', text: 'kept' }]);
  });

  it('loses the transactions that are open when it goes offline', async () => {
    const transaction = await database.begin();
    await transaction.session().insert(NOTES, { id: '1', text: 'lost' });
    database.goOffline();
    database.goOnline();
    await expect(transaction.session().find(NOTES, '1')).rejects.toThrow(Unavailable);
    await expect(transaction.commit()).rejects.toThrow(Unavailable);
    expect(await database.session().all(NOTES)).toEqual([]);
  });

  it('loses a statement that waits when it goes offline', async () => {
    await database.session().insert(NOTES, { id: '1', text: 'kept' });
    const transaction = await database.begin();
    await transaction.session().findForUpdate(NOTES, '1');
    const other = await database.begin();
    const waiting = other.session().update(NOTES, { id: '1', text: 'lost' });
    await until(() => database.waiting === 1);
    database.goOffline();
    await transaction.rollback();
    await expect(waiting).rejects.toThrow(Unavailable);
    await other.rollback();
    database.goOnline();
    expect(await database.session().all(NOTES)).toEqual([{ id: '1', text: 'kept' }]);
  });

  describe('serializable', () => {
    it('fails the commit of one that read a row another changed, and wrote', async () => {
      await database.session().insert(NOTES, { id: '1', text: 'old' });
      const [late, early] = await Promise.all([
        database.begin({ isolation: 'serializable' }),
        database.begin({ isolation: 'serializable' }),
      ]);
      await late.session().find(NOTES, '1');
      await early.session().update(NOTES, { id: '1', text: 'new' });
      await late.session().insert(DRAFTS, { id: '2', text: 'based on old' });
      await early.commit();
      await expect(late.commit()).rejects.toThrow(SerializationFailure);
      expect(await database.session().all(DRAFTS)).toEqual([]);
    });

    it('fails the commit of one that found no row where another put one', async () => {
      const [late, early] = await Promise.all([
        database.begin({ isolation: 'serializable' }),
        database.begin({ isolation: 'serializable' }),
      ]);
      expect(await late.session().where(NOTES, ({ text }) => text === 'wanted')).toEqual([]);
      await early.session().insert(NOTES, { id: '1', text: 'wanted' });
      await early.commit();
      await late.session().insert(NOTES, { id: '2', text: 'wanted' });
      await expect(late.commit()).rejects.toThrow(SerializationFailure);
    });

    it('lets one commit that read other rows than were changed, or wrote nothing', async () => {
      await database.session().insert(NOTES, { id: '1', text: 'old' });
      await database.session().insert(NOTES, { id: '2', text: 'old' });
      const [writer, other, reader] = await Promise.all([
        database.begin({ isolation: 'serializable' }),
        database.begin({ isolation: 'serializable' }),
        database.begin({ isolation: 'serializable' }),
      ]);
      await other.session().find(NOTES, '2');
      await reader.session().all(NOTES);
      await writer.session().update(NOTES, { id: '1', text: 'new' });
      await writer.commit();
      await other.session().insert(DRAFTS, { id: '3', text: 'based on 2' });
      await other.commit();
      expect(await reader.session().find(NOTES, '1')).toEqual({ id: '1', text: 'old' });
      await reader.commit();
    });

    // As in PostgreSQL, which also has nothing to go by: a read-committed transaction leaves no trace of its reads.
    it.each([
      ['a row', (session: InMemorySession) => session.find(NOTES, '1')],
      ['every row', (session: InMemorySession) => session.all(NOTES)],
    ])('does not protect one that read %s from those that are not serializable', async (_, read) => {
      await database.session().insert(NOTES, { id: '1', text: 'old' });
      const transaction = await database.begin({ isolation: 'serializable' });
      await read(transaction.session());
      await database.session().update(NOTES, { id: '1', text: 'new' });
      await transaction.session().insert(DRAFTS, { id: '2', text: 'based on old' });
      await transaction.commit();
      expect(await database.session().all(DRAFTS)).toHaveLength(1);
    });

    it('sees a table that was first used after its first statement as it was then: empty', async () => {
      const transaction = await database.begin({ isolation: 'serializable' });
      await transaction.session().all(NOTES);
      await database.session().insert(DRAFTS, { id: '1', text: 'later' });
      expect(await transaction.session().all(DRAFTS)).toEqual([]);
      await transaction.rollback();
    });
  });
});
