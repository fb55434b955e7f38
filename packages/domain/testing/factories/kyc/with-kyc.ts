import {
  User,
  type Identity,
  type IdentityLevel,
  type IdentityRepository,
  type UserRepository,
} from '@2krika/domain';
import { aUser } from '../identity/user-factory.js';
import { TEST_EPOCH } from '../unique.js';
import { anIdentity, approved } from './identity-factory.js';

export interface KycPorts {
  readonly users: UserRepository;
  readonly identities: IdentityRepository;
}

export interface IdentifiedUser {
  readonly user: User;
  readonly identity: Identity;
}

/** The user, who is stored, as somebody whose identity was approved at the level: both are stored. */
export async function withKyc(
  { users, identities }: KycPorts,
  user: User,
  level: IdentityLevel = 2,
): Promise<IdentifiedUser> {
  const [reviewer, endorser] = [aUser(), aUser()];
  for (const staff of [reviewer, endorser]) await users.add(staff);
  const identity = anIdentity(user.id, {
    ...approved(reviewer.id),
    level,
    endorsedBy: level === 3 ? endorser.id : null,
  });
  await identities.add(identity);
  const identified = User.rehydrate(user.snapshot());
  identified.recordKyc('approved', level, TEST_EPOCH);
  await users.save(identified);
  return { user: identified, identity };
}
