import { Transactional, type Within } from '../../kernel/index.js';
import type { UserId } from '../model/actor.js';
import type { Role } from '../model/role.js';

/** Roles, what they allow, and who holds them. */
export abstract class RoleRepository extends Transactional {
  /** Writes the role and exactly its permissions, whether or not it was there. */
  abstract put(role: Role, within?: Within): Promise<void>;

  /** All roles by code. */
  abstract list(within?: Within): Promise<readonly Role[]>;

  /**
   * Gives the role; again changes nothing.
   * @param grantedBy null when the system itself does it
   * @throws RoleNotFound; UserNotFound
   */
  abstract grant(
    userId: UserId,
    roleCode: string,
    grantedBy: UserId | null,
    now: Date,
    within?: Within,
  ): Promise<void>;
}
