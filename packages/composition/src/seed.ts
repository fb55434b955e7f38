import {
  Clock,
  Hasher,
  IdGenerator,
  normalizeEmail,
  SeedCategories,
  SeedFloat,
  SeedKycLimits,
  SeedPlatform,
  SeedRoles,
  User,
  UserRepository,
  type BuiltinRole,
} from '@2krika/domain';
import type { Container } from 'inversify';
import { ScopedUnitOfWork } from './scoped-unit-of-work.js';

/** Writes what every installation starts from. Done again, it changes nothing. */
export async function seedReferenceData(container: Container): Promise<void> {
  await container.get(SeedRoles).execute();
  await container.get(SeedPlatform).execute();
  await container.get(SeedKycLimits).execute();
  await container.get(SeedCategories).execute();
}

/** The staff of a development server. Everybody who can read this can sign in as them. */
export const DEVELOPMENT_STAFF = [
  { username: 'grace_finance', fullName: 'Grace Mbarga', role: 'finance' },
  { username: 'paul_support', fullName: 'Paul Kouassi', role: 'support' },
  { username: 'aissatou_admin', fullName: 'Aïssatou Diallo', role: 'admin' },
] as const satisfies readonly { username: string; fullName: string; role: BuiltinRole }[];

export const DEVELOPMENT_PASSWORD = 'development-only';

/** Gives a development server a float to pay from, and people to approve things. Done again, it changes nothing. */
export async function seedDevelopment(container: Container): Promise<void> {
  await container.get(SeedFloat).execute({ provider: 'sandbox' });
  const unitOfWork = container.get(ScopedUnitOfWork);
  const now = container.get(Clock).now();
  for (const { username, fullName, role } of DEVELOPMENT_STAFF) {
    const known = await container.get(UserRepository).findByLogin(username);
    if (known) continue;
    const staff = User.register({
      id: container.get(IdGenerator).generate(),
      fullName,
      username,
      email: normalizeEmail(`${username}@2krika.example`),
      passwordHash: await container.get(Hasher).hash(DEVELOPMENT_PASSWORD),
      country: 'CM',
      locale: 'fr',
      now,
    });
    staff.verifyEmail(now);
    await unitOfWork.run(async ({ users, roles }) => {
      await users.add(staff);
      await roles.grant(staff.id, role, null, now);
    });
  }
}
