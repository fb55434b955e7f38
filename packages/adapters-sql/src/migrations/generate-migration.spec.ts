import { readFile } from 'node:fs/promises';
import { MigrationFolder } from '../../test/migration-folder.js';
import { generateMigration } from './generate-migration.js';

describe('generateMigration', () => {
  let folder: MigrationFolder;
  const now = new Date('2026-01-02T03:04:05.678Z');

  beforeEach(async () => {
    folder = await MigrationFolder.make({});
  });

  afterEach(async () => {
    await folder.remove();
  });

  it('writes a file that is named by the time and the words, with both directions to fill in', async () => {
    const file = await generateMigration('add-kyc-status-to-users', folder.url, now);
    expect(file.href).toBe(new URL('20260102030405-add-kyc-status-to-users.ts', folder.url).href);
    const content = await readFile(file, 'utf8');
    expect(content).toContain('export async function up(run: RunStatement)');
    expect(content).toContain('export async function down(run: RunStatement)');
  });

  it('overwrites nothing', async () => {
    await generateMigration('once', folder.url, now);
    await expect(generateMigration('once', folder.url, now)).rejects.toThrow('EEXIST');
  });

  it.each(['', 'Add Users', 'add_users', '../users', 'add-'])('refuses %p for words', async (words) => {
    await expect(generateMigration(words, folder.url, now)).rejects.toThrow('does not name a migration');
  });
});
