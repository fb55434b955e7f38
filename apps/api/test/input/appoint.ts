import { ScopedUnitOfWork } from '@2krika/composition';
import { Clock, type BuiltinRole } from '@2krika/domain';
import type { OwnProfileView } from '../../src/http/identity/identity-views.js';
import type { Product } from '../product/product.js';
import type { Visitor } from '../product/visitor.js';

/** Gives somebody a role: no route does yet. */
export async function appoint(product: Product, visitor: Visitor, role: BuiltinRole): Promise<Visitor> {
  const { id } = await visitor.get<OwnProfileView>('/v1/me');
  const { container } = product.open;
  const now = container.get(Clock).now();
  await container.get(ScopedUnitOfWork).run(({ roles }) => roles.grant(id, role, null, now));
  return visitor;
}
