import { PermissionMissing, type Actor } from '../../identity/index.js';

/** @throws PermissionMissing unless the actor decides on identities */
export function assertReviewer(actor: Actor): void {
  if (!actor.permissions.has('kyc:review')) throw new PermissionMissing('kyc:review');
}
