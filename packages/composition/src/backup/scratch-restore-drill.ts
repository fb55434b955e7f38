import { RestoreDrill, type DrilledBackup, type IdGenerator } from '@2krika/domain';
import type { BackupConfig } from './backup-config.js';
import { openBackup } from './open-backup.js';

/** Restores into databases of its own beside those that are backed up, on the same servers. */
export class ScratchRestoreDrill extends RestoreDrill {
  constructor(
    private readonly config: BackupConfig,
    private readonly ids: IdGenerator,
  ) {
    super();
  }

  async run(): Promise<DrilledBackup> {
    const { createScratchDatabase } = await import('@2krika/adapters-sql');
    const { nameScratchDatabase } = await import('@2krika/adapters-mongo');
    const id = this.ids.generate().slice(-8);
    const mongo = await nameScratchDatabase(this.config.mongo, id);
    const sql = await createScratchDatabase(this.config.sqlUrl, id);
    try {
      return await this.restoreInto({ ...this.config, mongo, sqlUrl: sql.url });
    } finally {
      await Promise.all([sql.drop(), mongo.drop()]);
    }
  }

  private async restoreInto(scratch: BackupConfig): Promise<DrilledBackup> {
    const open = await openBackup(scratch);
    try {
      const wanted = { id: null, environment: scratch.stage, clean: false };
      const manifest = await open.restoreBackup.execute(wanted);
      await open.migrate(() => undefined);
      await open.recover(manifest);
      return { backup: manifest.id, reports: await open.check() };
    } finally {
      await open.close();
    }
  }
}
