import {
  FakeClock,
  FakeDatabaseDump,
  InMemoryBackupStore,
  inMemoryStorage,
  SequentialIds,
} from '@2krika/domain/testing';
import { after, DAY, HOUR, SECOND } from '../../kernel/index.js';
import { BackupFailed } from '../model/backup.js';
import { MakeBackup } from './make-backup.js';
import { MakeNightlyBackup } from './make-nightly-backup.js';

const NIGHT = new Date('2026-11-24T02:00:00Z');

describe('MakeNightlyBackup', () => {
  function bench() {
    const { outboxHistory, jobRuns } = inMemoryStorage();
    const [store, clock, realClock] = [new InMemoryBackupStore(), new FakeClock(NIGHT), new FakeClock(NIGHT)];
    const records = new FakeDatabaseDump('postgresql', []);
    const makeBackup = new MakeBackup({
      store,
      ...{ records, outbox: outboxHistory, messages: new FakeDatabaseDump('mongodb', []) },
      ...{ clock: realClock, ids: new SequentialIds(), environment: 'production' },
    });
    const aWorker = () => new MakeNightlyBackup(makeBackup, jobRuns, clock, 2);
    return { store, clock, realClock, records, aWorker, worker: aWorker() };
  }

  it('makes one a night, whichever worker asks, and however often', async () => {
    const { store, clock, realClock, worker, aWorker } = bench();
    expect(await worker.execute()).toBe(1);
    expect(await worker.execute()).toBe(0);
    expect(await aWorker().execute()).toBe(0);
    clock.set(after(NIGHT, DAY - SECOND));
    expect(await aWorker().execute()).toBe(0);
    expect(store.kept.size).toBe(1);
    clock.set(after(NIGHT, DAY));
    realClock.set(after(NIGHT, DAY));
    expect(await worker.execute()).toBe(1);
    expect(store.kept.size).toBe(2);
  });

  it('lets one of two workers make it that ask at once', async () => {
    const { store, aWorker } = bench();
    const made = await Promise.all([aWorker().execute(), aWorker().execute(), aWorker().execute()]);
    expect(made.toSorted()).toEqual([0, 0, 1]);
    expect(store.kept.size).toBe(1);
  });

  it('makes up for a night that nobody was there for, once', async () => {
    const { store, clock, worker } = bench();
    clock.set(after(NIGHT, 3 * DAY + 5 * HOUR));
    expect(await worker.execute()).toBe(1);
    expect(await worker.execute()).toBe(0);
    expect(store.kept.size).toBe(1);
  });

  it('says why it failed, and leaves the night to be tried again later', async () => {
    const { store, records, worker, aWorker } = bench();
    records.instead.write = () => {
      throw new BackupFailed('No space left on device');
    };
    await expect(worker.execute()).rejects.toThrow('No space left on device');
    delete records.instead.write;
    // Not at once: a full disk is full a second later.
    expect(await worker.execute()).toBe(0);
    expect(await aWorker().execute()).toBe(0);
    expect(store.kept.size).toBe(0);
  });
});
