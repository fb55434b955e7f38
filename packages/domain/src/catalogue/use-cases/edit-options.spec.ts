import { anOption } from '../../../testing/factories/catalogue/service-factory.js';
import { catalogueBench } from '../../../testing/fakes/catalogue/catalogue-bench.js';
import { StaleVersion } from '../../kernel/index.js';
import { AmountNotChargeable } from '../../platform/index.js';
import { DeliveryTooFast, OptionNotFound, ServiceNotFound } from '../model/service-errors.js';
import { AddOption } from './add-option.js';
import { RemoveOption } from './remove-option.js';
import { UpdateOption } from './update-option.js';

async function setUp() {
  const bench = await catalogueBench();
  const { unitOfWork, ids, clock } = bench;
  const [first, second] = [anOption(), anOption({ title: 'Format géant' })];
  const service = await bench.added({ options: [first, second] });
  return {
    ...bench,
    first,
    second,
    serviceId: service.id,
    addOption: new AddOption(unitOfWork, ids, clock),
    updateOption: new UpdateOption(unitOfWork, clock),
    removeOption: new RemoveOption(unitOfWork, clock),
    stored: async () => (await bench.services.find(service.id))?.snapshot().options,
  };
}

describe('the options of a service', () => {
  it('are added behind those there are', async () => {
    const { addOption, seller, serviceId, first, second, stored } = await setUp();
    const { id: _, ...terms } = anOption({ title: 'Livraison en 24 h', extraDays: -2 });
    const { option, service } = await addOption.execute({ actor: seller, serviceId, option: terms });
    expect(option).toMatchObject(terms);
    expect(await stored()).toEqual([first, second, option]);
    expect(service.version).toBe(1);
  });

  it('are changed and removed one by one', async () => {
    const { updateOption, removeOption, seller, serviceId, first, second, stored } = await setUp();
    const changes = { price: 5_000n, isActive: false };
    await updateOption.execute({ actor: seller, serviceId, optionId: first.id, changes, expectedVersion: 0 });
    expect(await stored()).toEqual([{ ...first, ...changes }, second]);
    await removeOption.execute({ actor: seller, serviceId, optionId: first.id, expectedVersion: 1 });
    expect(await stored()).toEqual([second]);
  });

  it('cannot be changed by others, nor by whoever looked at an older version', async () => {
    const { addOption, updateOption, removeOption, stranger, moderator, seller, serviceId, first } =
      await setUp();
    const { id: optionId, ...option } = first;
    for (const actor of [stranger, moderator]) {
      const of = { actor, serviceId };
      await expect(addOption.execute({ ...of, option })).rejects.toThrow(ServiceNotFound);
      await expect(updateOption.execute({ ...of, optionId, changes: {} })).rejects.toThrow(ServiceNotFound);
      await expect(removeOption.execute({ ...of, optionId })).rejects.toThrow(ServiceNotFound);
    }
    const stale = { actor: seller, serviceId, expectedVersion: 5 };
    await expect(removeOption.execute({ ...stale, optionId })).rejects.toThrow(StaleVersion);
  });

  it('are refused with a price no operator could carry, or when no day would be left', async () => {
    const { addOption, updateOption, seller, serviceId, first, second, stored } = await setUp();
    const { id: optionId, ...option } = first;
    const of = { actor: seller, serviceId };
    await expect(addOption.execute({ ...of, option: { ...option, price: 2n } })).rejects.toThrow(
      AmountNotChargeable,
    );
    await expect(updateOption.execute({ ...of, optionId, changes: { extraDays: -3 } })).rejects.toThrow(
      DeliveryTooFast,
    );
    await expect(updateOption.execute({ ...of, optionId: 'unknown', changes: {} })).rejects.toThrow(
      OptionNotFound,
    );
    expect(await stored()).toEqual([first, second]);
  });
});
