import { aBackup, FakeDatabaseDump, InMemoryBackupStore } from '@2krika/domain/testing';
import { RestoreRefused, type BackupContent } from '../model/backup.js';
import { RestoreBackup } from './restore-backup.js';

const FACTS = { serverVersion: '1', program: 'fake', migrations: [], counts: {} };

describe('RestoreBackup', () => {
  async function bench(overrides: Partial<BackupContent> = {}) {
    const calls: string[] = [];
    const store = new InMemoryBackupStore();
    const messages = new FakeDatabaseDump('mongodb', calls);
    const records = new FakeDatabaseDump('postgresql', calls);
    const dumps = ['mongodb', 'postgresql'].map((database) => ({ database, ...FACTS }));
    const content = aBackup(0, { dumps, ...overrides });
    const manifest = await (await store.begin(content.id)).complete(content);
    const restoreBackup = new RestoreBackup(store, messages, records, 'development');
    return { calls, store, messages, records, manifest, restoreBackup };
  }

  const asked = { id: null, environment: 'development', clean: false };

  it('looks whether both can be restored, then restores the records and after them the messages', async () => {
    const { calls, manifest, restoreBackup } = await bench();
    expect(await restoreBackup.execute(asked)).toEqual(manifest);
    expect(calls).toEqual([
      ...['check postgresql', 'check mongodb'],
      ...[`restore ${manifest.id}/postgresql`, `restore ${manifest.id}/mongodb`],
    ]);
  });

  it('replaces what is there only when asked to', async () => {
    const { calls, restoreBackup } = await bench();
    await restoreBackup.execute({ ...asked, clean: true });
    expect(calls.slice(0, 2)).toEqual(['check postgresql to be replaced', 'check mongodb to be replaced']);
  });

  it('refuses a typed environment that is not this one, or not the one of the backup', async () => {
    const here = await bench();
    await expect(here.restoreBackup.execute({ ...asked, environment: 'production' })).rejects.toThrow(
      'This is the environment development, not production.',
    );
    const elsewhere = await bench({ environment: 'production' });
    await expect(elsewhere.restoreBackup.execute(asked)).rejects.toThrow('is of the environment production');
    expect([...here.calls, ...elsewhere.calls]).toEqual([]);
  });

  it('changes nothing when one of the two cannot be restored, or a file is damaged', async () => {
    const blocked = await bench();
    blocked.messages.instead.assertRestorable = () => {
      throw new RestoreRefused('MongoDB is not empty.');
    };
    await expect(blocked.restoreBackup.execute(asked)).rejects.toThrow('MongoDB is not empty.');
    const damaged = await bench();
    damaged.store.damaged.add(damaged.manifest.id);
    await expect(damaged.restoreBackup.execute(asked)).rejects.toThrow('is damaged');
    expect([...blocked.calls, ...damaged.calls].filter((call) => call.startsWith('restore'))).toEqual([]);
  });

  it('refuses a backup that lacks one of the two', async () => {
    const { calls, restoreBackup } = await bench({ dumps: [{ database: 'postgresql', ...FACTS }] });
    await expect(restoreBackup.execute(asked)).rejects.toThrow('has no dump of mongodb');
    expect(calls).toEqual([]);
  });
});
