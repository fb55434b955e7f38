import { Service, type ServiceOption, type ServiceRecord } from '@2krika/domain';
import { anId, TEST_EPOCH, unique } from '../unique.js';

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
