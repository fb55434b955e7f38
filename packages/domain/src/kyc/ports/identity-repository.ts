import { Transactional, type Within } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { Identity } from '../model/identity.js';
import type { IdentityId } from '../model/identity-record.js';

/**
 * Attempts of people to prove who they are, with their documents. Of one person at most one is open and one approved;
 * a document is approved for one person at most. Whoever changes one locks its owner first.
 */
export abstract class IdentityRepository extends Transactional {
  /** @throws IdentityAlreadyOpen; AlreadyExists for the id, or for the owner's attempt of this number */
  abstract add(identity: Identity, within?: Within): Promise<void>;

  /** @throws StaleVersion; IdentityDocumentTaken; AlreadyExists for a second approved one of its owner */
  abstract save(identity: Identity, within?: Within): Promise<void>;

  abstract find(id: IdentityId, within?: Within): Promise<Identity | null>;

  /** Locks the row until the transaction ends. @throws IdentityNotFound */
  abstract getForUpdate(id: IdentityId, within?: Within): Promise<Identity>;

  /** Every attempt of the person, the first first. */
  abstract listOf(userId: UserId, within?: Within): Promise<readonly Identity[]>;
}
