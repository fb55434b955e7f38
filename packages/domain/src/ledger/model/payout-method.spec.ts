import { after, HOUR } from '../../kernel/index.js';
import { PayoutMethod, type NewPayoutMethod } from './payout-method.js';
import {
  InvalidHolderName,
  PayoutMethodCoolingDown,
  PayoutMethodFlagged,
  PayoutMethodNotFound,
} from './payout-method-errors.js';

const NOW = new Date('2026-01-05T08:00:00.000Z');
const USABLE = after(NOW, 24 * HOUR);

function aMethod(overrides: Partial<NewPayoutMethod> = {}): PayoutMethod {
  return PayoutMethod.add({
    id: 'method',
    userId: 'seller',
    channel: 'mtn_cm',
    currency: 'XAF',
    accountEncrypted: 'sealed',
    accountMask: '+237••••••01',
    accountDigest: 'digest',
    holderName: ' Awa Ndiaye ',
    cooldownHours: 24,
    now: NOW,
    ...overrides,
  });
}

describe('PayoutMethod', () => {
  it('can be used once its waiting time is over', () => {
    const method = aMethod();
    expect(method.snapshot()).toMatchObject({ holderName: 'Awa Ndiaye', usableFrom: USABLE });
    expect(() => method.assertUsable(after(USABLE, -1))).toThrow(PayoutMethodCoolingDown);
    expect(() => method.assertUsable(USABLE)).not.toThrow();
  });

  it.each(['', '  ', 'x'.repeat(101)])('refuses %j as the name of its holder', (holderName) => {
    expect(() => aMethod({ holderName })).toThrow(InvalidHolderName);
  });

  it('is not used again after money came back from it', () => {
    const method = aMethod();
    method.flag(NOW);
    expect(() => method.assertUsable(USABLE)).toThrow(PayoutMethodFlagged);
  });

  it('is gone once it is removed', () => {
    const method = aMethod();
    method.remove(NOW);
    expect(method.isRemoved).toBe(true);
    expect(() => method.assertUsable(USABLE)).toThrow(PayoutMethodNotFound);
  });

  it('is read back as it was stored', () => {
    const stored = aMethod().snapshot();
    expect(PayoutMethod.rehydrate(stored).snapshot()).toBe(stored);
  });
});
