import type { UnitOfWork } from '../../kernel/index.js';
import { BUILTIN_ROLES } from '../model/role.js';
import type { RoleRepository } from '../ports/role-repository.js';

/** Writes the permissions and the built-in roles as the code lists them. Done again, it changes nothing. */
export class SeedRoles {
  constructor(private readonly unitOfWork: UnitOfWork<{ roles: RoleRepository }>) {}

  async execute(): Promise<void> {
    await this.unitOfWork.run(async ({ roles }) => {
      for (const role of BUILTIN_ROLES) await roles.put({ ...role, isBuiltin: true });
    });
  }
}
