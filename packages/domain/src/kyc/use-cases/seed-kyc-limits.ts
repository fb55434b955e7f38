import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import { defaultKycLimits } from '../model/default-kyc-limits.js';
import type { KycLimitRepository } from '../ports/kyc-limit-repository.js';

/** Writes a limit where a level has none in a currency. Done again, it changes nothing. */
export class SeedKycLimits {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ kycLimits: KycLimitRepository }>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    await this.unitOfWork.run(async ({ kycLimits }) => {
      for (const limit of defaultKycLimits(() => this.ids.generate())) {
        const begun = await kycLimits.listBegun(limit.level, this.clock.now());
        const isKnown = begun.some(
          ({ country, currency }) => country === limit.country && currency === limit.currency,
        );
        if (!isKnown) await kycLimits.add(limit);
      }
    });
  }
}
