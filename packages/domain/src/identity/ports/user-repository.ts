import { Transactional, type Within } from '../../kernel/index.js';
import type { UserId } from '../model/actor.js';
import type { User } from '../model/user.js';

/** People. Deleted ones are not found, and their address, username and phone are free again. */
export abstract class UserRepository extends Transactional {
  /** @throws EmailTaken; UsernameTaken; PhoneTaken; AlreadyExists for the id */
  abstract add(user: User, within?: Within): Promise<void>;

  /** @throws StaleVersion; EmailTaken; UsernameTaken; PhoneTaken */
  abstract save(user: User, within?: Within): Promise<void>;

  abstract find(id: UserId, within?: Within): Promise<User | null>;

  /** Locks the row until the transaction ends. @throws UserNotFound */
  abstract getForUpdate(id: UserId, within?: Within): Promise<User>;

  /** Likewise, deleted or not. @throws UserNotFound */
  abstract getEvenDeletedForUpdate(id: UserId, within?: Within): Promise<User>;

  /** By address or username, each in its normalized form. */
  abstract findByLogin(login: string, within?: Within): Promise<User | null>;
}
