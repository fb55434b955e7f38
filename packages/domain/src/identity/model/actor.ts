import type { Id } from '../../kernel/index.js';
import type { PermissionCode } from './permission.js';

export type UserId = Id<'user'>;

/** Who is asking: a signed-in user, with everything the roles held right now allow. */
export interface Actor {
  readonly userId: UserId;
  readonly permissions: ReadonlySet<PermissionCode>;
}
