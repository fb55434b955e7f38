import {
  Service,
  type CategoryRepository,
  type ServiceOption,
  type ServicePackage,
  type ServiceRecord,
  type ServiceRepository,
  type ServiceRequirement,
} from '@2krika/domain';
import { createUser, type UserPorts } from '../identity/user-factory.js';
import { anId, TEST_EPOCH, unique } from '../unique.js';
import { createCategory } from './category-factory.js';

/**
 * A live service in one size, with no options, questions and pictures, of an owner and in a category that exist
 * somewhere.
 */
export function aService({
  ownerId,
  categoryId,
  ...overrides
}: Partial<ServiceRecord> & Pick<ServiceRecord, 'ownerId' | 'categoryId'>): Service {
  const number = unique();
  const record: ServiceRecord = {
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
    packages: [],
    options: [],
    requirements: [],
    media: [],
    version: 0,
    createdAt: TEST_EPOCH,
    updatedAt: TEST_EPOCH,
    ...overrides,
  };
  return Service.rehydrate(agreed(record));
}

/** The record with a basic package, made if need be, that says of the terms what the service says. */
export function agreed(record: ServiceRecord): ServiceRecord {
  const { packages, basicPrice: price, deliveryDays, revisionsIncluded } = record;
  const basic = packages.find(({ tier }) => tier === 'basic') ?? aPackage({ tier: 'basic' });
  const larger = packages.filter(({ tier }) => tier !== 'basic');
  return { ...record, packages: [{ ...basic, price, deliveryDays, revisionsIncluded }, ...larger] };
}

/** A standard package, larger than the service of `aService`, with nothing said of it. */
export function aPackage(overrides: Partial<ServicePackage> = {}): ServicePackage {
  return {
    id: anId(),
    tier: 'standard',
    title: null,
    description: null,
    price: 20_000n,
    deliveryDays: 5,
    revisionsIncluded: 4,
    features: [],
    ...overrides,
  };
}

/** A service that is sold in every size, with every field of its packages filled somewhere. */
export function inThreeSizes(): Pick<ServiceRecord, 'packages'> {
  return {
    packages: [
      aPackage({ tier: 'basic', title: 'Essentiel', features: ['Une proposition'] }),
      aPackage({
        price: 25_000n,
        description: 'Pour une marque\n\nqui débute.',
        features: ['Deux propositions', 'Source'],
      }),
      aPackage({
        tier: 'premium',
        title: 'Complet',
        price: 35_000n,
        deliveryDays: 9,
        revisionsIncluded: null,
      }),
    ],
  };
}

/** A question that has to be answered in words. */
export function aRequirement(overrides: Partial<ServiceRequirement> = {}): ServiceRequirement {
  return {
    prompt: 'Quel est le nom de votre marque ?',
    kind: 'text',
    choices: null,
    isRequired: true,
    ...overrides,
  };
}

/** A question of each kind. */
export function everyRequirement(): Pick<ServiceRecord, 'requirements'> {
  return {
    requirements: [
      aRequirement(),
      aRequirement({ prompt: 'Quelle couleur ?', kind: 'choice', choices: ['Vert', 'Ocre'] }),
      aRequirement({ prompt: 'Un croquis ?', kind: 'file', isRequired: false }),
    ],
  };
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
