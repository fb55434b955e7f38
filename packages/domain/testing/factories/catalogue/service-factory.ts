import {
  Service,
  type CategoryRepository,
  type ServiceOption,
  type ServiceRecord,
  type ServiceRepository,
} from '@2krika/domain';
import { createUser, type UserPorts } from '../identity/user-factory.js';
import { anId, TEST_EPOCH, unique } from '../unique.js';
import { createCategory } from './category-factory.js';

/** A live service with no options and no pictures, of an owner and in a category that exist somewhere. */
export function aService({
  ownerId,
  categoryId,
  ...overrides
}: Partial<ServiceRecord> & Pick<ServiceRecord, 'ownerId' | 'categoryId'>): Service {
  const number = unique();
  return Service.rehydrate({
    id: anId(),
    ownerId,
    categoryId,
    title: `Un logo professionnel ${number}`,
    slug: `un-logo-professionnel-${number}`,
    description: 'Trois propositions, fichiers sources compris.',
    basicPrice: 10_000n,
    currency: 'XAF',
    deliveryDays: 3,
    revisionsIncluded: 2,
    tags: ['logo', 'identité'],
    status: 'active',
    rejectionReason: null,
    publishedAt: TEST_EPOCH,
    deletedAt: null,
    options: [],
    media: [],
    version: 0,
    createdAt: TEST_EPOCH,
    updatedAt: TEST_EPOCH,
    ...overrides,
  });
}

/** An option that can be bought once. */
export function anOption(overrides: Partial<ServiceOption> = {}): ServiceOption {
  return {
    id: anId(),
    title: 'Carte de visite assortie',
    description: null,
    price: 2_500n,
    extraDays: 0,
    maxQuantity: 1,
    isActive: true,
    ...overrides,
  };
}

export interface ServicePorts extends UserPorts {
  readonly categories: CategoryRepository;
  readonly services: ServiceRepository;
}

/** A live service, stored; with an owner and a category of its own unless told which. */
export async function createService(
  ports: ServicePorts,
  overrides: Partial<ServiceRecord> = {},
): Promise<Service> {
  const service = aService({
    ...overrides,
    ownerId: overrides.ownerId ?? (await createUser(ports)).id,
    categoryId: overrides.categoryId ?? (await createCategory(ports)).id,
  });
  await ports.services.add(service);
  return service;
}
