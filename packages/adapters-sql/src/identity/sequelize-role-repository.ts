import {
  PERMISSIONS,
  RoleNotFound,
  RoleRepository,
  UserNotFound,
  type PermissionCode,
  type Role,
  type UserId,
  type Within,
} from '@2krika/domain';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const LIST: Statement<[string, string, string, boolean, PermissionCode[]]> = {
  name: 'roles_list',
  text: `SELECT r.code, r.name_fr, r.name_en, r.is_builtin,
      coalesce(array_agg(rp.permission_code ORDER BY rp.permission_code) FILTER (WHERE rp.permission_code IS NOT NULL), '{}')
    FROM roles r LEFT JOIN role_permissions rp ON rp.role_code = r.code
    GROUP BY r.code ORDER BY r.code COLLATE "C"`,
};

/** The role, the permissions it names, and exactly those: one statement, so no reader sees half of it. */
const PUT: Statement = {
  name: 'roles_put',
  text: `WITH known AS (
      INSERT INTO permissions (code, description) SELECT code, description
      FROM unnest($5::text[], $6::text[]) AS known_permission (code, description)
      ON CONFLICT (code) DO UPDATE SET description = excluded.description
    ), put AS (
      INSERT INTO roles (code, name_fr, name_en, is_builtin) VALUES ($1, $2, $3, $4)
      ON CONFLICT (code) DO UPDATE
        SET name_fr = excluded.name_fr, name_en = excluded.name_en, is_builtin = excluded.is_builtin, updated_at = now()
        WHERE (roles.name_fr, roles.name_en, roles.is_builtin)
          IS DISTINCT FROM (excluded.name_fr, excluded.name_en, excluded.is_builtin)
    ), lost AS (
      DELETE FROM role_permissions WHERE role_code = $1 AND permission_code <> ALL ($5::text[])
    )
    INSERT INTO role_permissions (role_code, permission_code) SELECT $1, unnest($5::text[])
    ON CONFLICT DO NOTHING`,
};

const GRANT: Statement = {
  name: 'user_roles_grant',
  text: `INSERT INTO user_roles (user_id, role_code, granted_by, granted_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (user_id, role_code) DO NOTHING`,
};

export class SequelizeRoleRepository extends RoleRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async put({ code, nameFr, nameEn, isBuiltin, permissions }: Role, within?: Within) {
    const descriptions = permissions.map((permission) => PERMISSIONS[permission]);
    const values = [code, nameFr, nameEn, isBuiltin, permissions, descriptions];
    await this.store.session(within).execute(PUT, values);
  }

  async list(within?: Within) {
    const rows = await this.store.session(within).rows(LIST);
    return rows.map(([code, nameFr, nameEn, isBuiltin, permissions]) => ({
      code,
      nameFr,
      nameEn,
      isBuiltin,
      permissions,
    }));
  }

  async grant(userId: UserId, roleCode: string, grantedBy: UserId | null, now: Date, within?: Within) {
    await this.store.session(within).execute(GRANT, [userId, roleCode, grantedBy, now], {
      user_roles_role_code_fkey: () => new RoleNotFound(roleCode),
      user_roles_user_id_fkey: () => new UserNotFound(userId),
    });
  }
}
