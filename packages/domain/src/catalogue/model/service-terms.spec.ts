import {
  aPackage,
  aRequirement,
  agreed,
  anOption,
  aService,
  inThreeSizes,
} from '../../../testing/factories/catalogue/service-factory.js';
import { AmountNotChargeable } from '../../platform/index.js';
import type { Service, ServiceRecord } from './service.js';
import {
  DeliveryTooFast,
  InvalidService,
  OptionNotFound,
  PackagePricesNotRising,
  ServiceNotEditable,
  TooManyOptions,
} from './service-errors.js';
import { SERVICE_STATUSES, type ServiceStatus } from './service-process.js';

const LATER = new Date('2026-01-06T08:00:00.000Z');
const LIMITS = { min: 100n, max: 2_000_000n, step: 5n };

function inStatus(status: ServiceStatus, overrides: Partial<ServiceRecord> = {}): Service {
  return aService({ ownerId: 'awa', categoryId: 'design', status, ...overrides });
}

const draft = () => inStatus('draft');
const EDITABLE: readonly ServiceStatus[] = ['draft', 'rejected', 'active', 'paused'];
const LOCKED = SERVICE_STATUSES.filter((status) => !EDITABLE.includes(status));
const run = (change: () => void) => change;

describe('the terms of a service', () => {
  const edit = (service: Service, changes: Parameters<Service['editTerms']>[0], limits = LIMITS) => {
    service.editTerms(changes, limits, LATER);
    return service.snapshot();
  };

  it.each(EDITABLE)('of one that is %s can be changed, moderated or not', (status) => {
    const service = inStatus(status);
    const before = service.snapshot();
    expect(edit(service, { basicPrice: 12_500n })).toEqual(
      agreed({ ...before, basicPrice: 12_500n, updatedAt: LATER }),
    );
    expect(edit(service, { deliveryDays: 7, revisionsIncluded: null })).toMatchObject({
      basicPrice: 12_500n,
      deliveryDays: 7,
      revisionsIncluded: null,
    });
  });

  it.each(LOCKED)('of one that is %s cannot be changed', (status) => {
    expect(() => edit(inStatus(status), { deliveryDays: 7 })).toThrow(ServiceNotEditable);
  });

  it('are checked as those of a new service are', () => {
    expect(() => edit(draft(), { basicPrice: 10_001n })).toThrow(AmountNotChargeable);
    expect(() => edit(draft(), { deliveryDays: 0 })).toThrow(InvalidService);
    expect(() => edit(draft(), { revisionsIncluded: 1.5 })).toThrow(InvalidService);
  });

  it('may keep a price that became unchargeable since', () => {
    const stricter = { ...LIMITS, step: 7n };
    expect(edit(draft(), { deliveryDays: 9 }, stricter)).toMatchObject({
      basicPrice: 10_000n,
      deliveryDays: 9,
    });
  });

  it('are those of the basic package, and leave the larger ones as they are', () => {
    const { packages } = inThreeSizes();
    const terms = { basicPrice: 24_995n, deliveryDays: 4, revisionsIncluded: 0 };
    const { packages: edited, ...service } = edit(inStatus('active', { packages }), terms);
    expect(service).toMatchObject(terms);
    expect(edited).toEqual([
      { ...packages[0], price: 24_995n, deliveryDays: 4, revisionsIncluded: 0 },
      ...packages.slice(1),
    ]);
  });

  it('cost less than the next larger package', () => {
    const service = inStatus('active', inThreeSizes());
    const refused = () => edit(service, { basicPrice: 25_000n });
    expect(refused).toThrow(PackagePricesNotRising);
    expect(refused).toThrow(
      expect.objectContaining({ details: { pointer: '/basicPrice', tier: 'standard' } }),
    );
    expect(service.snapshot().basicPrice).toBe(10_000n);
  });

  it('leave a day to work with all express options', () => {
    const service = inStatus('draft', { options: [anOption({ extraDays: -2 })] });
    expect(() => edit(service, { deliveryDays: 2 })).toThrow(DeliveryTooFast);
    expect(service.snapshot().deliveryDays).toBe(3);
  });
});

describe('the options of a service', () => {
  const [first, second] = [anOption(), anOption({ title: 'Express', extraDays: -1 })];
  const withOptions = (status: ServiceStatus = 'active') => inStatus(status, { options: [first, second] });

  it('come in the order they were added', () => {
    const service = draft();
    service.addOption(first, LIMITS, LATER);
    service.addOption({ ...second, title: ' Express ' }, LIMITS, LATER);
    expect(service.snapshot()).toMatchObject({ options: [first, second], updatedAt: LATER });
    expect(service.option(second.id)).toEqual(second);
  });

  it('change one at a time', () => {
    const service = withOptions();
    service.updateOption(first.id, { price: 5_000n, isActive: false }, LIMITS, LATER);
    expect(service.snapshot().options).toEqual([{ ...first, price: 5_000n, isActive: false }, second]);
  });

  it('go one at a time', () => {
    const service = withOptions();
    service.removeOption(first.id, LATER);
    expect(service.snapshot().options).toEqual([second]);
  });

  it('are not found under another id', () => {
    const service = withOptions();
    expect(() => service.option('unknown')).toThrow(OptionNotFound);
    expect(
      run(() => {
        service.updateOption('unknown', {}, LIMITS, LATER);
      }),
    ).toThrow(OptionNotFound);
    expect(
      run(() => {
        service.removeOption('unknown', LATER);
      }),
    ).toThrow(OptionNotFound);
  });

  it('are twenty at most', () => {
    const options = Array.from({ length: 19 }, () => anOption());
    const service = inStatus('draft', { options });
    service.addOption(first, LIMITS, LATER);
    expect(
      run(() => {
        service.addOption(second, LIMITS, LATER);
      }),
    ).toThrow(TooManyOptions);
  });

  it('are checked when they come and when they change', () => {
    const service = withOptions();
    expect(
      run(() => {
        service.addOption(anOption({ price: 3n }), LIMITS, LATER);
      }),
    ).toThrow(AmountNotChargeable);
    expect(
      run(() => {
        service.updateOption(first.id, { title: '' }, LIMITS, LATER);
      }),
    ).toThrow(InvalidService);
  });

  it('leave a day to work', () => {
    const service = withOptions();
    expect(
      run(() => {
        service.addOption(anOption({ extraDays: -2 }), LIMITS, LATER);
      }),
    ).toThrow(DeliveryTooFast);
    expect(
      run(() => {
        service.updateOption(second.id, { maxQuantity: 3 }, LIMITS, LATER);
      }),
    ).toThrow(DeliveryTooFast);
    expect(service.snapshot().options).toEqual([first, second]);
  });

  it.each(LOCKED)('of one that is %s cannot be changed', (status) => {
    const service = withOptions(status);
    const changes = [
      () => {
        service.addOption(anOption(), LIMITS, LATER);
      },
      () => {
        service.updateOption(first.id, { isActive: false }, LIMITS, LATER);
      },
      () => {
        service.removeOption(first.id, LATER);
      },
    ];
    for (const change of changes) expect(change).toThrow(ServiceNotEditable);
  });
});

describe('the packages of a service', () => {
  const set = (service: Service, packages: Parameters<Service['setPackages']>[0]) => {
    service.setPackages(packages, LIMITS, () => 'new', LATER);
    return service.snapshot();
  };

  it.each(EDITABLE)(
    'of one that is %s are those set last, and its terms those of the basic one',
    (status) => {
      const { packages } = inThreeSizes();
      const sold = set(inStatus(status), packages);
      expect(sold.packages.map(({ tier, price }) => [tier, price])).toEqual([
        ['basic', 20_000n],
        ['standard', 25_000n],
        ['premium', 35_000n],
      ]);
      expect(sold).toMatchObject({ basicPrice: 20_000n, deliveryDays: 5, revisionsIncluded: 4 });
      expect(sold.updatedAt).toBe(LATER);
    },
  );

  it('are found by their tier', () => {
    const service = inStatus('active', inThreeSizes());
    expect(service.findPackage('premium')).toMatchObject({ tier: 'premium', price: 35_000n });
    expect(draft().findPackage('premium')).toBeNull();
  });

  it('leave a day to work with all express options, the fastest of them too', () => {
    const service = inStatus('draft', { options: [anOption({ extraDays: -2 })] });
    const packages = [aPackage({ tier: 'basic' }), aPackage({ price: 25_000n, deliveryDays: 2 })];
    expect(() => set(service, packages)).toThrow(DeliveryTooFast);
    expect(
      run(() => {
        inStatus('draft', { packages }).addOption(anOption({ extraDays: -2 }), LIMITS, LATER);
      }),
    ).toThrow(DeliveryTooFast);
  });

  it.each(LOCKED)('of one that is %s cannot be changed', (status) => {
    expect(() => set(inStatus(status), inThreeSizes().packages)).toThrow(ServiceNotEditable);
  });
});

describe('the questions of a service', () => {
  const ask = (service: Service, ...requirements: Parameters<Service['setRequirements']>[0]) => {
    service.setRequirements(requirements, LATER);
    return service.snapshot();
  };

  it.each(EDITABLE)('of one that is %s are those set last', (status) => {
    const service = inStatus(status, { requirements: [aRequirement()] });
    const asked = aRequirement({ prompt: 'Quelle couleur ?' });
    expect(ask(service, asked)).toMatchObject({ requirements: [asked], updatedAt: LATER });
    expect(ask(service).requirements).toEqual([]);
  });

  it.each(LOCKED)('of one that is %s cannot be changed', (status) => {
    expect(() => ask(inStatus(status), aRequirement())).toThrow(ServiceNotEditable);
  });
});
