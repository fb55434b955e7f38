import {
  aBackup,
  FakeClock,
  FakeDatabaseDump,
  InMemoryBackupStore,
  SequentialIds,
} from '@2krika/domain/testing';
import { after, DAY } from '../../kernel/index.js';
import { BackupFailed, type BackupContent } from '../model/backup.js';
import { OutboxHistory } from '../ports/outbox-history.js';
import { MakeBackup } from './make-backup.js';

describe('MakeBackup', () => {
  function bench() {
    const calls: string[] = [];
    class NotedHistory extends OutboxHistory {
      async lastSettled() {
        calls.push('settle');
        return 42n;
      }

      async handledAfter() {
        return [];
      }
    }
    const dependencies = {
      store: new InMemoryBackupStore(),
      outbox: new NotedHistory(),
      messages: new FakeDatabaseDump('mongodb', calls),
      records: new FakeDatabaseDump('postgresql', calls),
      clock: new FakeClock(new Date('2026-11-24T02:00:03.456Z')),
      ids: new SequentialIds(),
      environment: 'production',
    };
    return { calls, ...dependencies, makeBackup: new MakeBackup(dependencies) };
  }

  /** A complete backup of an earlier day. */
  async function keep({ store }: ReturnType<typeof bench>, content: BackupContent) {
    return (await store.begin(content.id)).complete(content);
  }

  it('settles the outbox, then dumps messages, then records, and keeps what is known of them', async () => {
    const { calls, store, makeBackup } = bench();
    const { manifest, removed } = await makeBackup.execute();
    expect(manifest.id).toMatch(/^20261124T020003Z-[\da-f]{8}$/);
    expect(calls).toEqual(['settle', `write ${manifest.id}/mongodb`, `write ${manifest.id}/postgresql`]);
    expect(manifest).toMatchObject({ environment: 'production', lastOutboxId: 42n });
    expect(manifest.dumps.map(({ database }) => database)).toEqual(['mongodb', 'postgresql']);
    expect(await store.list()).toEqual([manifest]);
    expect(removed).toEqual([]);
  });

  it('tells how far it is', async () => {
    const parts: unknown[] = [];
    await bench().makeBackup.execute((...progress) => parts.push(progress));
    expect(parts).toEqual([
      ['mongodb', 1, 1],
      ['postgresql', 1, 1],
    ]);
  });

  it('leaves nothing of one that fails half-way, and the earlier ones as they were', async () => {
    const failing = bench();
    const earlier = await keep(failing, aBackup(0, { environment: 'production' }));
    failing.records.instead.write = () => {
      throw new BackupFailed('No space left on device');
    };
    await expect(failing.makeBackup.execute()).rejects.toThrow('No space left on device');
    expect(await failing.store.list()).toEqual([earlier]);
    expect(failing.store.unfinished.size).toBe(0);
  });

  it('removes what is too old, of its own environment only, once the new one is complete', async () => {
    const market = bench();
    const other = await keep(market, aBackup(0, { id: 'other', environment: 'staging' }));
    const nights = [];
    for (let day = 0; day < 40; day += 1) {
      nights.push(await keep(market, aBackup(day, { environment: 'production' })));
    }
    const [first, last] = [nights[0], nights.at(-1)];
    if (!first || !last) throw new Error('There were nights.');
    market.clock.set(after(last.startedAt, DAY));

    const { manifest, removed } = await market.makeBackup.execute();
    const kept = (await market.store.list()).map(({ id }) => id);
    expect(kept).toEqual(expect.arrayContaining([other.id, last.id, manifest.id]));
    expect(removed).toContain(first.id);
    // Seven days, two more ends of weeks, and one more of a month.
    expect(kept).toHaveLength(1 + 10);
    expect(kept.length + removed.length).toBe(1 + 40 + 1);
  });
});
