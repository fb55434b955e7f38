import type { UserRepository } from '../../identity/index.js';
import type { Settings } from '../../platform/index.js';
import type { Order } from '../model/order.js';

/** How long what this order earns clears: the better a seller is known, the shorter. */
export async function clearingDaysOf(
  { users, settings }: { readonly users: UserRepository; readonly settings: Settings },
  order: Order,
): Promise<number> {
  const [seller, days] = await Promise.all([
    users.find(order.snapshot().sellerId),
    settings.get('clearing.days'),
  ]);
  // A seller whose account was erased meanwhile is known least.
  return days[seller?.snapshot().sellerLevel ?? 'new'];
}
