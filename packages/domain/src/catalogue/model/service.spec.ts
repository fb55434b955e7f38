import { aCategory } from '../../../testing/factories/catalogue/category-factory.js';
import { aService } from '../../../testing/factories/catalogue/service-factory.js';
import { AmountOutOfRange, StaleVersion } from '../../kernel/index.js';
import { AmountNotChargeable } from '../../platform/index.js';
import { Service, type NewService, type ServiceRecord } from './service.js';
import {
  CategoryNotActive,
  InvalidService,
  ServiceContentApproved,
  ServiceNotEditable,
  ServiceNotFound,
  ServiceNotPublishable,
} from './service-errors.js';
import { SERVICE_STATUSES, type ServiceStatus } from './service-process.js';

const NOW = new Date('2026-01-05T08:00:00.000Z');
const LATER = new Date('2026-01-06T08:00:00.000Z');
const LIMITS = { min: 100n, max: 2_000_000n, step: 5n };
const CATEGORY = aCategory();

function draft(overrides: Partial<NewService> = {}): Service {
  return Service.draft({
    id: 'service',
    basicPackageId: 'package',
    ownerId: 'awa',
    category: CATEGORY,
    title: '  Création de logo  ',
    description: ' Trois propositions.\n\nFichiers sources compris. ',
    basicPrice: 10_000n,
    currency: 'XAF',
    deliveryDays: 3,
    revisionsIncluded: 2,
    tags: ['Logo', 'identité', 'logo'],
    limits: LIMITS,
    now: NOW,
    ...overrides,
  });
}

function inStatus(status: ServiceStatus, overrides: Partial<ServiceRecord> = {}): Service {
  return aService({ ownerId: 'awa', categoryId: CATEGORY.id, status, ...overrides });
}

const EDITABLE: readonly ServiceStatus[] = ['draft', 'rejected', 'active', 'paused'];
const LOCKED = SERVICE_STATUSES.filter((status) => !EDITABLE.includes(status));
const run = (change: () => void) => change;

describe('a new service', () => {
  it('is a draft in one size, with trimmed texts, lower-case tags each once, and an address made of its title', () => {
    expect(draft().snapshot()).toEqual({
      id: 'service',
      ownerId: 'awa',
      categoryId: CATEGORY.id,
      title: 'Création de logo',
      slug: 'creation-de-logo',
      description: 'Trois propositions.\n\nFichiers sources compris.',
      basicPrice: 10_000n,
      currency: 'XAF',
      deliveryDays: 3,
      revisionsIncluded: 2,
      tags: ['logo', 'identité'],
      status: 'draft',
      rejectionReason: null,
      publishedAt: null,
      deletedAt: null,
      packages: [
        {
          id: 'package',
          ...{ tier: 'basic', title: null, description: null, features: [] },
          ...{ price: 10_000n, deliveryDays: 3, revisionsIncluded: 2 },
        },
      ],
      options: [],
      requirements: [],
      media: [],
      version: 0,
      createdAt: NOW,
      updatedAt: NOW,
    } satisfies ServiceRecord);
  });

  it('has its id for an address when nothing of its title can stand in one', () => {
    expect(draft({ title: 'ترجمة عقود' }).snapshot().slug).toBe('service');
  });

  it.each<[string, Partial<NewService>]>([
    ['/title', { title: ' ab ' }],
    ['/title', { title: 'é'.repeat(121) }],
    ['/title', { title: 'deux\nlignes' }],
    ['/description', { description: ' \n ' }],
    ['/description', { description: 'a'.repeat(5_001) }],
    ['/deliveryDays', { deliveryDays: 0 }],
    ['/deliveryDays', { deliveryDays: 366 }],
    ['/deliveryDays', { deliveryDays: 1.5 }],
    ['/revisionsIncluded', { revisionsIncluded: -1 }],
    ['/revisionsIncluded', { revisionsIncluded: 101 }],
    ['/tags', { tags: Array.from({ length: 11 }, (_, index) => `tag ${index}`) }],
    ['/tags/1', { tags: ['logo', 'x'] }],
    ['/tags/0', { tags: ['a'.repeat(31)] }],
  ])('is refused for its %s: %#', (pointer, overrides) => {
    expect(() => draft(overrides)).toThrow(InvalidService);
    expect(() => draft(overrides)).toThrow(expect.objectContaining({ details: { pointer } }));
  });

  it('takes texts of exactly the greatest length, and as many revisions as the customer likes', () => {
    const title = '🎨'.repeat(120);
    const { revisionsIncluded, ...texts } = draft({
      title,
      description: 'é'.repeat(5_000),
      revisionsIncluded: null,
    }).snapshot();
    expect(texts.title).toBe(title);
    expect(revisionsIncluded).toBeNull();
  });

  it.each([99n, 95n, 101n, 2_000_005n])(
    'is refused with a price of %p, which no operator could carry',
    (price) => {
      expect(() => draft({ basicPrice: price })).toThrow(AmountNotChargeable);
    },
  );

  it('is refused with a negative price', () => {
    expect(() => draft({ basicPrice: -100n })).toThrow(AmountOutOfRange);
  });

  it('is refused in a category that takes no services', () => {
    expect(() => draft({ category: aCategory({ isActive: false }) })).toThrow(CategoryNotActive);
  });
});

describe('whose service it is', () => {
  const actor = (userId: string, ...permissions: 'services:moderate'[]) => ({
    userId,
    permissions: new Set(permissions),
  });

  it('decides in which role somebody moves it', () => {
    const service = draft();
    expect(service.moverFor(actor('awa'))).toEqual({ role: 'owner', userId: 'awa' });
    expect(service.moverFor(actor('mod', 'services:moderate'))).toEqual({ role: 'staff', userId: 'mod' });
    // Nobody approves what is their own.
    expect(service.moverFor(actor('awa', 'services:moderate')).role).toBe('owner');
    expect(() => service.moverFor(actor('ben'))).toThrow(ServiceNotFound);
  });

  it('decides who edits it, moderators not among them', () => {
    draft().assertOwnedBy(actor('awa'));
    expect(
      run(() => {
        draft().assertOwnedBy(actor('mod', 'services:moderate'));
      }),
    ).toThrow(ServiceNotFound);
  });

  it('refuses a change of what somebody else changed since', () => {
    const service = inStatus('draft', { version: 3 });
    service.assertVersion(3);
    service.assertVersion(undefined);
    expect(
      run(() => {
        service.assertVersion(2);
      }),
    ).toThrow(StaleVersion);
  });
});

describe('the content of a service', () => {
  const edit = (service: Service, changes: Parameters<Service['editContent']>[0], isModerated = true) => {
    service.editContent(changes, isModerated, LATER);
    return service.snapshot();
  };

  it('changes only where it is told to', () => {
    const service = draft();
    const before = service.snapshot();
    const elsewhere = aCategory();
    expect(edit(service, { description: ' Autre texte ' })).toEqual({
      ...before,
      description: 'Autre texte',
      updatedAt: LATER,
    });
    expect(edit(service, { tags: ['Affiche'], category: elsewhere })).toMatchObject({
      title: before.title,
      tags: ['affiche'],
      categoryId: elsewhere.id,
    });
  });

  it('gives a service that was never live the address of its new title', () => {
    expect(edit(draft(), { title: 'Une affiche' })).toMatchObject({
      title: 'Une affiche',
      slug: 'une-affiche',
    });
    expect(edit(draft(), { title: 'عقود' })).toMatchObject({ slug: 'service' });
  });

  it('keeps the address of a service that was live', () => {
    const service = inStatus('active', { slug: 'logo' });
    expect(edit(service, { title: 'Une affiche' }, false)).toMatchObject({
      title: 'Une affiche',
      slug: 'logo',
    });
  });

  it('is checked as that of a new service is', () => {
    expect(() => edit(draft(), { title: 'ab' })).toThrow(InvalidService);
    expect(() => edit(draft(), { category: aCategory({ isActive: false }) })).toThrow(CategoryNotActive);
  });

  it.each(EDITABLE)('of one that is %s can be changed where nobody moderates', (status) => {
    expect(edit(inStatus(status), { title: 'Nouveau titre' }, false).title).toBe('Nouveau titre');
  });

  it.each(['active', 'paused'] as const)('of one that is %s stays as it was approved', (status) => {
    expect(() => edit(inStatus(status), { title: 'Nouveau titre' })).toThrow(ServiceContentApproved);
    expect(
      run(() => {
        inStatus(status).setMedia(['picture'], true, LATER);
      }),
    ).toThrow(ServiceContentApproved);
  });

  it.each(LOCKED)('of one that is %s cannot be changed', (status) => {
    expect(() => edit(inStatus(status), { title: 'Nouveau titre' }, false)).toThrow(ServiceNotEditable);
    expect(
      run(() => {
        inStatus(status).setMedia(['picture'], false, LATER);
      }),
    ).toThrow(ServiceNotEditable);
  });
});

describe('the pictures of a service', () => {
  const show = (service: Service, ...uploadIds: string[]) => {
    service.setMedia(uploadIds, false, LATER);
    return service.snapshot().media;
  };

  it('are those set last, in their order', () => {
    const service = draft();
    expect(show(service, 'b', 'a')).toEqual(['b', 'a']);
    expect(show(service, 'a')).toEqual(['a']);
    expect(show(service)).toEqual([]);
  });

  it('are ten at most, each once', () => {
    const eleven = Array.from({ length: 11 }, (_, index) => `picture-${index}`);
    expect(show(draft(), ...eleven.slice(1))).toHaveLength(10);
    expect(() => show(draft(), ...eleven)).toThrow(InvalidService);
    expect(() => show(draft(), 'a', 'b', 'a')).toThrow(InvalidService);
  });

  it.each(['active', 'paused'] as const)('are never none while it is %s', (status) => {
    expect(() => show(inStatus(status, { media: ['a'] }))).toThrow(ServiceNotPublishable);
  });
});
