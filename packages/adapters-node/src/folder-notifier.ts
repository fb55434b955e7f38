import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Notifier, Unavailable, type Notification } from '@2krika/domain';
import { mailText } from './mail-templates.js';

/** A mail as it lies in the folder. */
export interface StoredMail {
  readonly to: string;
  readonly sentAt: string;
  readonly template: string;
  readonly subject: string;
  readonly text: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Mail for development: each message becomes a file instead of leaving the machine. */
export class FolderNotifier extends Notifier {
  constructor(private readonly folder: string) {
    super();
  }

  async send(notification: Notification): Promise<void> {
    const { to, message } = notification;
    const sentAt = new Date().toISOString();
    const mail: StoredMail = {
      to,
      sentAt,
      template: message.template,
      ...mailText(notification),
      params: message.params,
    };
    const name = `${sentAt.replaceAll(':', '-')}-${randomUUID()}`;
    try {
      await mkdir(this.folder, { recursive: true });
      // Renamed into place, so that a reader never sees half a message.
      await writeFile(join(this.folder, `${name}.tmp`), JSON.stringify(mail, null, 2));
      await rename(join(this.folder, `${name}.tmp`), join(this.folder, `${name}.json`));
    } catch (cause) {
      throw new Unavailable('The mail folder', { cause });
    }
  }

  /** The newest mails first, at most `limit`; those to one address when it is given. */
  async list(limit: number, to?: string): Promise<readonly StoredMail[]> {
    await mkdir(this.folder, { recursive: true });
    const names = (await readdir(this.folder))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .reverse();
    const mails: StoredMail[] = [];
    for (const name of names) {
      if (mails.length === limit) break;
      const mail = JSON.parse(await readFile(join(this.folder, name), 'utf8')) as StoredMail;
      if (to === undefined || mail.to === to) mails.push(mail);
    }
    return mails;
  }
}
