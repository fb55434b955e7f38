import { CURRENCIES, type Clock, type IdGenerator, type UnitOfWork } from '../../kernel/index.js';
import { defaultFeeRules, SANDBOX_CHANNELS } from '../model/reference-data.js';
import type { FeeRuleRepository } from '../ports/fee-rule-repository.js';
import type { PaymentChannelRepository } from '../ports/payment-channel-repository.js';

/** Writes the channels, and a default fee rule where a component has none. Done again, it changes nothing. */
export class SeedPlatform {
  constructor(
    private readonly unitOfWork: UnitOfWork<{
      feeRules: FeeRuleRepository;
      paymentChannels: PaymentChannelRepository;
    }>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    await this.unitOfWork.run(async ({ feeRules, paymentChannels }) => {
      const now = this.clock.now();
      const known = await paymentChannels.list();
      for (const channel of SANDBOX_CHANNELS) {
        const isKnown = known.some(
          ({ code, direction }) => code === channel.code && direction === channel.direction,
        );
        if (!isKnown) await paymentChannels.put(channel, now);
      }
      for (const currency of CURRENCIES) {
        const inForce = await feeRules.inForce(currency, now);
        const missing = defaultFeeRules(() => this.ids.generate()).filter(
          (rule) =>
            rule.currency === currency &&
            !inForce.some(({ component, scope }) => component === rule.component && scope === 'default'),
        );
        for (const rule of missing) await feeRules.add(rule);
      }
    });
  }
}
