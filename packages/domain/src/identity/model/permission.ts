/**
 * Every permission there is, `resource:action`. The list is the source of the `permissions` table, so a
 * route cannot ask for one that nobody could ever be granted.
 */
export const PERMISSIONS = {
  'users:read': 'See any user.',
  'users:suspend': 'Suspend and reinstate users.',
  'roles:manage': 'Create roles and grant them.',
  'kyc:review': 'Decide on identity records.',
  'catalogue:manage': 'Maintain categories.',
  'services:moderate': 'Approve, reject and suspend services.',
  'orders:read': 'See any order.',
  'orders:operate': "Act on an order in a party's place.",
  'orders:cancel': 'Cancel any order that is not final.',
  'payments:read': 'See any payment with its attempts.',
  'payments:operate': 'Resolve payments by hand.',
  'refunds:approve': 'Approve and reject refunds.',
  'withdrawals:read': 'See any withdrawal.',
  'withdrawals:approve': 'Approve and reject withdrawals.',
  'ledger:read': 'See accounts, transactions and the trial balance.',
  'ledger:propose': 'Propose adjustments.',
  'ledger:approve': 'Approve adjustments.',
  'finance:operate': 'Move money between bank, clearing and float, and allocate receipts.',
  'chat:audit': 'Read any chat, with a reason.',
  'chat:moderate': 'Release and block held messages.',
  'settings:manage': 'Change settings, fee rules and channels.',
  'audit:read': 'Read the audit log.',
  'records:restore': 'Bring deleted users, services and categories back.',
  'ops:operate': 'Watch and replay jobs, outbox and webhooks.',
} as const satisfies Record<`${string}:${string}`, string>;

export type PermissionCode = keyof typeof PERMISSIONS;

/** Whether the text names a permission. */
export function isPermissionCode(text: string): text is PermissionCode {
  return Object.hasOwn(PERMISSIONS, text);
}
