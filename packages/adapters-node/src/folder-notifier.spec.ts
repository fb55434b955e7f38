import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Unavailable, type Notification } from '@2krika/domain';
import { FolderNotifier } from './folder-notifier.js';

function aVerification(to: string, locale: 'fr' | 'en' = 'fr'): Notification {
  return {
    channel: 'email',
    to,
    locale,
    message: { template: 'verify_email', params: { fullName: 'Awa Ndiaye', token: 'the-token' } },
  };
}

describe('FolderNotifier', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), '2krika-mail-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('keeps mails in the language of whoever gets them, newest first', async () => {
    const notifier = new FolderNotifier(join(folder, 'mail'));
    await notifier.send(aVerification('awa@example.com'));
    await notifier.send(aVerification('ben@example.com', 'en'));
    const [second, first] = await notifier.list(10);
    expect(second).toMatchObject({ to: 'ben@example.com', subject: 'Confirm your e-mail address' });
    expect(first).toMatchObject({ to: 'awa@example.com', subject: 'Confirmez votre adresse e-mail' });
    expect(first?.text).toContain('the-token');
    expect(await notifier.list(10, 'awa@example.com')).toHaveLength(1);
    expect(await notifier.list(1)).toHaveLength(1);
  });

  it('says that the folder cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    const notifier = new FolderNotifier(join(folder, 'file'));
    await expect(notifier.send(aVerification('awa@example.com'))).rejects.toThrow(Unavailable);
  });
});
