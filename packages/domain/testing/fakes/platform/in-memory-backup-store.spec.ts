import { backupStoreContract } from '../../contracts/platform/backup-store.contract.js';
import { InMemoryBackupStore } from './in-memory-backup-store.js';

describe('backups in memory', () => {
  backupStoreContract(() => Promise.resolve({ backups: new InMemoryBackupStore() }));
});
