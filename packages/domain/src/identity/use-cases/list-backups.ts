import type { BackupManifest, BackupStore } from '../../platform/index.js';
import type { Actor } from '../model/actor.js';
import { PermissionMissing } from '../model/user-errors.js';

/** Shows the backups that are kept where this process looks for them. */
export class ListBackups {
  constructor(private readonly backups: BackupStore) {}

  /** Newest first. @throws PermissionMissing */
  async execute({ actor }: { readonly actor: Actor }): Promise<readonly BackupManifest[]> {
    if (!actor.permissions.has('ops:operate')) throw new PermissionMissing('ops:operate');
    return (await this.backups.list()).toReversed();
  }
}
