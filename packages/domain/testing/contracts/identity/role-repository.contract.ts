import {
  BUILTIN_ROLES,
  RoleNotFound,
  UserNotFound,
  type IdentityViews,
  type Role,
  type RoleRepository,
  type UnitOfWork,
  type UserRepository,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { anId, TEST_EPOCH, unique } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface RoleRepositoryPorts {
  readonly users: UserRepository;
  readonly roles: RoleRepository;
  readonly identityViews: IdentityViews;
  readonly unitOfWork: UnitOfWork<{ roles: RoleRepository }>;
}

function aRole(overrides: Partial<Role> = {}): Role {
  return {
    code: `role_${unique()}_${anId().slice(0, 8)}`,
    nameFr: 'Rôle',
    nameEn: 'Role',
    isBuiltin: false,
    permissions: ['orders:read', 'users:read'],
    ...overrides,
  };
}

export function roleRepositoryContract(open: Open<RoleRepositoryPorts>): void {
  describe('RoleRepository', () => {
    let ports: RoleRepositoryPorts;

    beforeEach(async () => {
      ports = await open();
    });

    const stored = async (code: string) => (await ports.roles.list()).find((role) => role.code === code);

    it.each(BUILTIN_ROLES.map((role) => ({ ...role, isBuiltin: true })))(
      'gives back the role $code as it was put',
      async ({ permissions, ...role }) => {
        const put = aRole({ ...role, code: `${role.code}_${unique()}_${anId().slice(0, 8)}`, permissions });
        await ports.roles.put(put);
        expect(await stored(put.code)).toEqual({ ...put, permissions: [...permissions].sort() });
      },
    );

    it('replaces a role that is put again, its permissions too', async () => {
      const role = aRole();
      await ports.roles.put(role);
      const changed = { ...role, nameFr: 'Autre', permissions: ['ledger:read'] as const };
      await ports.roles.put(changed);
      expect(await stored(role.code)).toEqual(changed);
    });

    it('lists roles by code', async () => {
      await ports.roles.put(aRole());
      await ports.roles.put(aRole());
      const codes = (await ports.roles.list()).map(({ code }) => code);
      expect(codes).toEqual([...codes].sort());
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const role = aRole();
      const work = ports.unitOfWork.run(async ({ roles }) => {
        await roles.put(role);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await stored(role.code)).toBeUndefined();
    });

    it('gives a role once, however often and at once it is granted', async () => {
      const [user, admin, role] = [aUser(), aUser(), aRole()];
      await ports.users.add(user);
      await ports.users.add(admin);
      await ports.roles.put(role);
      const { lost } = await race(20, () => ports.roles.grant(user.id, role.code, admin.id, TEST_EPOCH));
      expect(lost).toEqual([]);
      expect((await ports.identityViews.findOwnProfile(user.id))?.roles).toEqual([role.code]);
    });

    it('refuses a role or a user that is not there', async () => {
      const [user, role] = [aUser(), aRole()];
      await ports.users.add(user);
      await ports.roles.put(role);
      await expect(ports.roles.grant(user.id, 'nothing', null, TEST_EPOCH)).rejects.toThrow(RoleNotFound);
      await expect(ports.roles.grant(anId(), role.code, null, TEST_EPOCH)).rejects.toThrow(UserNotFound);
    });
  });
}
