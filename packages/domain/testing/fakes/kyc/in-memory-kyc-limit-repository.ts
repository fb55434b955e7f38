import { AlreadyExists, KycLimitRepository, type KycLimit, type Within } from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

const kycLimits = new InMemoryTable<KycLimit>({
  name: 'kyc-limit',
  key: ({ id }) => id,
  unique: [
    {
      value: ({ level, country, currency, validFrom }) => [
        level,
        currency,
        country ?? 'everywhere',
        validFrom.getTime(),
      ],
      violation: () => new AlreadyExists('kyc-limit'),
    },
  ],
});

export class InMemoryKycLimitRepository extends KycLimitRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  add(limit: KycLimit, within?: Within) {
    return this.store.session(within).insert(kycLimits, limit);
  }

  listBegun(level: number, now: Date, within?: Within) {
    return this.store
      .session(within)
      .where(kycLimits, (limit) => limit.level === level && limit.validFrom <= now);
  }
}
