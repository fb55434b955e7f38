import { aRequirement, everyRequirement } from '../../../testing/factories/catalogue/service-factory.js';
import { catalogueBench } from '../../../testing/fakes/catalogue/catalogue-bench.js';
import { StaleVersion } from '../../kernel/index.js';
import { InvalidService, ServiceNotFound } from '../model/service-errors.js';
import { SetServiceRequirements } from './set-service-requirements.js';

const { requirements } = everyRequirement();

async function setUp() {
  const bench = await catalogueBench();
  const { id: serviceId } = await bench.added();
  return {
    ...bench,
    serviceId,
    setRequirements: new SetServiceRequirements(bench.unitOfWork, bench.clock),
    stored: async () => (await bench.services.find(serviceId))?.snapshot().requirements,
  };
}

describe('what a service asks of its customers', () => {
  it('is what was set last', async () => {
    const { setRequirements, seller, serviceId, stored } = await setUp();
    await setRequirements.execute({ actor: seller, serviceId, expectedVersion: 0, requirements });
    expect(await stored()).toEqual(requirements);
    await setRequirements.execute({ actor: seller, serviceId, requirements: requirements.slice(1) });
    expect(await stored()).toEqual(requirements.slice(1));
  });

  it('cannot be changed by others, nor by whoever looked at an older version', async () => {
    const { setRequirements, seller, stranger, moderator, serviceId } = await setUp();
    for (const actor of [stranger, moderator]) {
      await expect(setRequirements.execute({ actor, serviceId, requirements })).rejects.toThrow(
        ServiceNotFound,
      );
    }
    const stale = { actor: seller, serviceId, requirements, expectedVersion: 5 };
    await expect(setRequirements.execute(stale)).rejects.toThrow(StaleVersion);
  });

  it('is refused as a whole where one question is', async () => {
    const { setRequirements, seller, serviceId, stored } = await setUp();
    const asked = [...requirements, aRequirement({ prompt: '' })];
    await expect(setRequirements.execute({ actor: seller, serviceId, requirements: asked })).rejects.toThrow(
      InvalidService,
    );
    expect(await stored()).toEqual([]);
  });
});
