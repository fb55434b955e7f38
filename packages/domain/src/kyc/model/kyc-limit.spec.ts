import { aKycLimit } from '../../../testing/factories/kyc/identity-factory.js';
import { after, CURRENCIES } from '../../kernel/index.js';
import { defaultKycLimits } from './default-kyc-limits.js';
import { kycLimitFor } from './kyc-limit.js';

const NOW = new Date('2026-02-05T08:00:00.000Z');
const SUBJECT = { level: 2, country: 'CM', currency: 'XAF' } as const;

describe('the limit of a level', () => {
  const older = aKycLimit({ level: 2, validFrom: after(NOW, -2) });
  const newer = aKycLimit({ level: 2, validFrom: after(NOW, -1) });
  const coming = aKycLimit({ level: 2, validFrom: after(NOW, 1) });
  const local = aKycLimit({ level: 2, country: 'CM', validFrom: after(NOW, -3) });

  it('is the newest that has begun, and the country’s own before everybody’s', () => {
    expect(kycLimitFor([older, coming, newer], SUBJECT, NOW)).toBe(newer);
    expect(kycLimitFor([newer, local, older], SUBJECT, NOW)).toBe(local);
    expect(kycLimitFor([local, newer], { ...SUBJECT, country: 'GA' }, NOW)).toBe(newer);
  });

  it('is none where nobody set one', () => {
    expect(kycLimitFor([coming], SUBJECT, NOW)).toBeNull();
    expect(kycLimitFor([newer], { ...SUBJECT, level: 1 }, NOW)).toBeNull();
    expect(kycLimitFor([newer], { ...SUBJECT, currency: 'XOF' }, NOW)).toBeNull();
  });

  it('is there from the start for every level and currency, and grows with the level', () => {
    const limits = defaultKycLimits(() => 'id');
    for (const currency of CURRENCIES) {
      const byLevel = [0, 1, 2, 3].map((level) => kycLimitFor(limits, { ...SUBJECT, level, currency }, NOW));
      const monthly = byLevel.map((limit) => limit?.perMonth ?? -1n);
      expect(monthly).toEqual([...monthly].sort((left, right) => Number(left - right)));
      expect(monthly[0]).toBeGreaterThan(0n);
    }
  });
});
