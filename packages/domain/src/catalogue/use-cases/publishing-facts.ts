import type { UserRepository } from '../../identity/index.js';
import type { Service } from '../model/service.js';
import type { ServiceFacts } from '../model/service-guard.js';
import type { CategoryRepository } from '../ports/category-repository.js';

/** What has to be known of others before a service may be published. */
export async function publishingFacts(
  { users, categories }: { readonly users: UserRepository; readonly categories: CategoryRepository },
  service: Service,
): Promise<ServiceFacts> {
  const { ownerId, categoryId } = service.snapshot();
  const [owner, category] = await Promise.all([users.find(ownerId), categories.find(categoryId)]);
  return { isOwnerActive: owner?.status === 'active', isCategoryActive: category?.isActive === true };
}
