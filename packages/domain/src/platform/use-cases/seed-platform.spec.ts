import { aFeeRule, FakeClock, inMemoryStorage, SequentialIds } from '@2krika/domain/testing';
import { CURRENCIES, Money } from '../../kernel/index.js';
import { feeOn, feeRuleFor } from '../model/fee-rule.js';
import { SANDBOX_CHANNELS } from '../model/reference-data.js';
import { SeedPlatform } from './seed-platform.js';

describe('SeedPlatform', () => {
  function setUp() {
    const storage = inMemoryStorage();
    const clock = new FakeClock();
    const seed = new SeedPlatform(storage.unitOfWork, new SequentialIds(), clock);
    return { storage, clock, seed };
  }

  it('writes every channel, each with limits that can be kept', async () => {
    const { storage, seed } = setUp();
    await seed.execute();
    const channels = await storage.paymentChannels.list();
    expect(channels).toHaveLength(SANDBOX_CHANNELS.length);
    expect(channels).toEqual(expect.arrayContaining([...SANDBOX_CHANNELS]));
    for (const { min, max, step, msisdnPrefixes } of channels) {
      expect(min % step === 0n && min <= max && max % step === 0n).toBe(true);
      expect(msisdnPrefixes.length).toBeGreaterThan(0);
    }
  });

  it.each(CURRENCIES)(
    'takes 15 %% commission, 1 %% service fee and nothing for a withdrawal in %s',
    async (currency) => {
      const { storage, seed, clock } = setUp();
      await seed.execute();
      const rules = await storage.feeRules.inForce(currency, clock.now());
      const fees = (['commission', 'service_fee', 'withdrawal_fee'] as const).map((component) =>
        feeOn(Money.of(10_000n, currency), feeRuleFor(rules, { component, currency }, clock.now())),
      );
      expect(fees.map(({ amount }) => amount)).toEqual([1_500n, 100n, 0n]);
    },
  );

  it('changes nothing when it is done again', async () => {
    const { storage, seed, clock } = setUp();
    await seed.execute();
    const before = [await storage.paymentChannels.list(), await storage.feeRules.inForce('XAF', clock.now())];
    await seed.execute();
    expect([
      await storage.paymentChannels.list(),
      await storage.feeRules.inForce('XAF', clock.now()),
    ]).toEqual(before);
  });

  it('leaves what somebody decided as it is', async () => {
    const { storage, seed, clock } = setUp();
    const [channel] = SANDBOX_CHANNELS;
    if (!channel) throw new Error('There are channels to seed.');
    const closed = { ...channel, isEnabled: false };
    await storage.paymentChannels.put(closed, clock.now());
    const decided = aFeeRule({ scope: 'default', scopeId: null, percentBps: 1_200 });
    await storage.feeRules.add(decided);
    await storage.feeRules.add(aFeeRule({ component: 'service_fee' }));
    await seed.execute();
    expect(await storage.paymentChannels.list()).toContainEqual(closed);
    const rules = await storage.feeRules.inForce('XAF', clock.now());
    const subject = { currency: 'XAF' } as const;
    expect(feeRuleFor(rules, { ...subject, component: 'commission' }, clock.now())).toEqual(decided);
    expect(feeRuleFor(rules, { ...subject, component: 'service_fee' }, clock.now())).toMatchObject({
      scope: 'default',
    });
  });
});
