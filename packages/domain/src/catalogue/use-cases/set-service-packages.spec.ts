import { aPackage, inThreeSizes } from '../../../testing/factories/catalogue/service-factory.js';
import { catalogueBench } from '../../../testing/fakes/catalogue/catalogue-bench.js';
import { StaleVersion } from '../../kernel/index.js';
import { AmountNotChargeable } from '../../platform/index.js';
import { InvalidService, ServiceNotFound } from '../model/service-errors.js';
import { SetServicePackages } from './set-service-packages.js';
import { UpdateService } from './update-service.js';

const { packages } = inThreeSizes();

async function setUp() {
  const bench = await catalogueBench();
  const { unitOfWork, ids, clock } = bench;
  const service = await bench.added();
  return {
    ...bench,
    service,
    serviceId: service.id,
    setPackages: new SetServicePackages(unitOfWork, ids, clock),
    updateService: new UpdateService(unitOfWork, clock),
    stored: async () => (await bench.services.find(service.id))?.snapshot(),
  };
}

describe('the sizes a service is sold in', () => {
  it('are those set last, and the basic one is what the service says of itself', async () => {
    const { setPackages, seller, serviceId, service, stored } = await setUp();
    await setPackages.execute({ actor: seller, serviceId, expectedVersion: 0, packages });
    const sold = await stored();
    expect(sold?.packages).toMatchObject(packages.map(({ id: _, ...terms }) => terms));
    expect(sold).toMatchObject({ basicPrice: 20_000n, deliveryDays: 5, revisionsIncluded: 4, version: 1 });
    expect(sold?.packages[0]?.id).toBe(service.findPackage('basic')?.id);
    await setPackages.execute({ actor: seller, serviceId, packages: packages.slice(0, 1) });
    expect((await stored())?.packages).toEqual(sold?.packages.slice(0, 1));
  });

  it('follow the terms of the service where those are changed', async () => {
    const { setPackages, updateService, seller, serviceId, stored } = await setUp();
    await setPackages.execute({ actor: seller, serviceId, packages });
    await updateService.execute({
      actor: seller,
      serviceId,
      terms: { basicPrice: 15_000n, deliveryDays: 2 },
    });
    expect((await stored())?.packages).toMatchObject([
      { tier: 'basic', title: 'Essentiel', price: 15_000n, deliveryDays: 2 },
      { tier: 'standard', price: 25_000n },
      { tier: 'premium', price: 35_000n },
    ]);
  });

  it('cannot be changed by others, nor by whoever looked at an older version', async () => {
    const { setPackages, seller, stranger, moderator, serviceId } = await setUp();
    for (const actor of [stranger, moderator]) {
      await expect(setPackages.execute({ actor, serviceId, packages })).rejects.toThrow(ServiceNotFound);
    }
    const stale = { actor: seller, serviceId, packages, expectedVersion: 5 };
    await expect(setPackages.execute(stale)).rejects.toThrow(StaleVersion);
  });

  it('are refused as a whole where one of them is', async () => {
    const { setPackages, seller, serviceId, service, stored } = await setUp();
    const set = (...larger: Parameters<typeof aPackage>[0][]) =>
      setPackages.execute({
        actor: seller,
        serviceId,
        packages: [...packages.slice(0, 1), ...larger.map((overrides) => aPackage(overrides))],
      });
    await expect(set({ price: 25_001n })).rejects.toThrow(AmountNotChargeable);
    await expect(set({ tier: 'basic' })).rejects.toThrow(InvalidService);
    expect(await stored()).toEqual(service.snapshot());
  });
});
