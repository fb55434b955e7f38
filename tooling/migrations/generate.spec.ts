import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateMigration } from './generate.js';

describe('generateMigration', () => {
  let folder: URL;
  const now = new Date('2026-01-02T03:04:05.678Z');

  beforeEach(async () => {
    folder = pathToFileURL(`${await mkdtemp(join(tmpdir(), 'migrations-'))}/`);
  });

  afterEach(() => rm(folder, { recursive: true }));

  it.each([
    ['sql', 'RunStatement'],
    ['mongo', 'RunCommand'],
  ] as const)(
    'writes a file for %s that is named by the time and the words, with both directions to fill in',
    async (database, run) => {
      const words = 'add-kyc-status-to-users';
      const file = await generateMigration({ words, database, folder, now });
      expect(file.href).toBe(new URL('20260102030405-add-kyc-status-to-users.ts', folder).href);
      const content = await readFile(file, 'utf8');
      expect(content).toContain(`export async function up(run: ${run})`);
      expect(content).toContain(`export async function down(run: ${run})`);
    },
  );

  it('overwrites nothing', async () => {
    const once = { words: 'once', database: 'sql', folder, now } as const;
    await generateMigration(once);
    await expect(generateMigration(once)).rejects.toThrow('EEXIST');
  });

  it.each(['', 'Add Users', 'add_users', '../users', 'add-'])('refuses %p for words', async (words) => {
    await expect(generateMigration({ words, database: 'sql', folder, now })).rejects.toThrow(
      'does not name a migration',
    );
  });
});
