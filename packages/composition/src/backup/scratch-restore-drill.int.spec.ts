import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase } from '@2krika/adapters-mongo/testing';
import { UuidGenerator } from '@2krika/adapters-node';
import { createScratchDatabase, sqlStorage } from '@2krika/adapters-sql';
import { TableReader, useOwnDatabase } from '@2krika/adapters-sql/testing';
import { RestoreRefused } from '@2krika/domain';
import { aPayment, captured, createBareOrder } from '@2krika/domain/testing';
import type { BackupConfig } from './backup-config.js';
import { openBackup } from './open-backup.js';
import { ScratchRestoreDrill } from './scratch-restore-drill.js';

/** For dumping and restoring beside other suites. */
const SLOW = 120_000;

describe('ScratchRestoreDrill', () => {
  const opened = useOwnDatabase();
  let messages: TestDatabase;
  let folder: string;
  let config: BackupConfig;

  beforeAll(async () => {
    messages = await openTestDatabase({ name: 'drill' });
  }, SLOW);

  afterAll(() => messages.drop(), SLOW);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), '2krika-backups-'));
    config = { stage: 'development', sqlUrl: opened().url, mongo: messages, folder };
  });

  afterEach(() => rm(folder, { recursive: true }));

  const drill = () => new ScratchRestoreDrill(config, new UuidGenerator()).run();

  async function backUp(): Promise<string> {
    const open = await openBackup(config);
    try {
      return (await open.makeBackup.execute()).manifest.id;
    } finally {
      await open.close();
    }
  }

  async function leftovers(): Promise<number> {
    const reader = await TableReader.open(opened().url);
    try {
      return await reader.count('pg_database', `starts_with(datname, current_database() || '_drill_')`);
    } finally {
      await reader.close();
    }
  }

  it(
    'restores the newest backup, finds in it what is broken, and leaves nothing behind',
    async () => {
      await backUp();
      const storage = sqlStorage(opened().database);
      const order = await createBareOrder(storage);
      const { customerId: payerId } = order.snapshot();
      await storage.payments.add(aPayment({ orderId: order.id, payerId }, captured()));
      const newest = await backUp();
      // What another left that was killed.
      await createScratchDatabase(config.sqlUrl, 'leftover');
      expect(await leftovers()).toBe(1);
      const { backup, reports } = await drill();
      expect(backup).toBe(newest);
      expect(reports.filter(({ violations }) => violations > 0).map(({ rule }) => rule)).toEqual([
        ...['captures_are_booked_once', 'orders_have_a_chat', 'parties_are_members'],
      ]);
      expect(reports.length).toBeGreaterThan(20);
      expect(await leftovers()).toBe(0);
    },
    SLOW,
  );

  it(
    'is refused without a backup, and leaves nothing behind',
    async () => {
      await expect(drill()).rejects.toThrow(RestoreRefused);
      expect(await leftovers()).toBe(0);
    },
    SLOW,
  );
});
