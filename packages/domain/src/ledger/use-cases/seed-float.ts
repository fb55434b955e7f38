import { CURRENCIES, Money, type Clock, type UnitOfWork } from '../../kernel/index.js';
import { treasuryMovePosting } from '../model/treasury-postings.js';
import type { Ledger } from '../ports/ledger.js';

const DEVELOPMENT_FLOAT = 10_000_000n;

/** Fills a provider's float, so that withdrawals can be paid in development. Done again, it changes nothing. */
export class SeedFloat {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ ledger: Ledger }>,
    private readonly clock: Clock,
  ) {}

  async execute({ provider }: { readonly provider: string }): Promise<void> {
    await this.unitOfWork.run(async ({ ledger }) => {
      for (const currency of CURRENCIES) {
        const posting = treasuryMovePosting({
          moveId: `development-float/${provider}/${currency}`,
          from: 'bank',
          to: 'disbursement_float',
          provider,
          amount: Money.of(DEVELOPMENT_FLOAT, currency),
          createdBy: null,
        });
        await ledger.post(posting, this.clock.now());
      }
    });
  }
}
