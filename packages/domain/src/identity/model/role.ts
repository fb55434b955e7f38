import { DomainError, type Id } from '../../kernel/index.js';
import { PERMISSIONS, type PermissionCode } from './permission.js';

export type RoleId = Id<'role'>;

/** A named set of permissions. */
export interface Role {
  readonly code: string;
  readonly nameFr: string;
  readonly nameEn: string;
  /** Built-in roles come with the product and cannot be changed or deleted. */
  readonly isBuiltin: boolean;
  readonly permissions: readonly PermissionCode[];
}

/** The roles every installation has. Customer and seller are positions in an order, so neither needs a permission. */
export const BUILTIN_ROLES = [
  { code: 'customer', nameFr: 'Client', nameEn: 'Customer', permissions: [] },
  { code: 'seller', nameFr: 'Vendeur', nameEn: 'Seller', permissions: [] },
  {
    code: 'support',
    nameFr: 'Assistance',
    nameEn: 'Support',
    permissions: [
      'users:read',
      'orders:read',
      'orders:operate',
      'orders:cancel',
      'payments:read',
      'chat:audit',
    ],
  },
  {
    code: 'kyc_reviewer',
    nameFr: "Contrôleur d'identité",
    nameEn: 'KYC reviewer',
    permissions: ['users:read', 'kyc:review'],
  },
  {
    code: 'moderator',
    nameFr: 'Modérateur',
    nameEn: 'Moderator',
    permissions: ['services:moderate', 'catalogue:manage', 'chat:moderate', 'users:suspend'],
  },
  {
    code: 'finance',
    nameFr: 'Finance',
    nameEn: 'Finance',
    permissions: [
      'payments:read',
      'payments:operate',
      'refunds:approve',
      'withdrawals:read',
      'withdrawals:approve',
      'ledger:read',
      'ledger:propose',
      'ledger:approve',
      'finance:operate',
    ],
  },
  {
    code: 'admin',
    nameFr: 'Administrateur',
    nameEn: 'Administrator',
    permissions: Object.keys(PERMISSIONS) as PermissionCode[],
  },
] as const satisfies readonly Omit<Role, 'isBuiltin'>[];

export type BuiltinRole = (typeof BUILTIN_ROLES)[number]['code'];

/** No role has this code. */
export class RoleNotFound extends DomainError {
  readonly code = 'identity.role_not_found';
  readonly kind = 'not_found';

  constructor(role: string) {
    super('There is no such role.', { role });
  }
}
