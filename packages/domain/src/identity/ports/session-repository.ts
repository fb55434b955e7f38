import { Transactional, type Within } from '../../kernel/index.js';
import type { UserId } from '../model/actor.js';
import type { RevocationReason, Session, SessionFamilyId } from '../model/session.js';

/** Sessions. At most one of a family is live. */
export abstract class SessionRepository extends Transactional {
  /** @throws AlreadyExists for the id, the refresh hash, or a second live session of the family */
  abstract add(session: Session, within?: Within): Promise<void>;

  /** @throws StaleVersion */
  abstract save(session: Session, within?: Within): Promise<void>;

  /** Locks the row until the transaction ends, so that two uses of one refresh token meet here. */
  abstract findByRefreshHashForUpdate(refreshHash: string, within?: Within): Promise<Session | null>;

  /** Ends whatever is live in the family. Answers how many that were. */
  abstract revokeFamily(
    familyId: SessionFamilyId,
    reason: RevocationReason,
    now: Date,
    within?: Within,
  ): Promise<number>;

  /** Ends every live session of the user. Answers how many that were. */
  abstract revokeAllOf(userId: UserId, reason: RevocationReason, now: Date, within?: Within): Promise<number>;
}
