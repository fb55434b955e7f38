import { PermissionMissing, type Actor, type PermissionCode } from '../../identity/index.js';

/** @throws PermissionMissing */
export function assertMay(actor: Actor, permission: PermissionCode): void {
  if (!actor.permissions.has(permission)) throw new PermissionMissing(permission);
}
