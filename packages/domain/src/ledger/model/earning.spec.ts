import { after, AmountOutOfRange, CurrencyMismatch, DAY, Money } from '../../kernel/index.js';
import { Earning } from './earning.js';
import { EarningNotDue, EarningReversalTooLarge } from './earning-errors.js';

const NOW = new Date('2026-01-05T08:00:00.000Z');
const DUE = after(NOW, 14 * DAY);
const xaf = (amount: bigint) => Money.of(amount, 'XAF');

function anEarning(): Earning {
  return Earning.accrue({
    id: 'earning',
    orderId: 'order',
    sellerId: 'seller',
    commission: xaf(7_500n),
    net: xaf(42_500n),
    clearsAt: DUE,
    now: NOW,
  });
}

const names = (earning: Earning) => earning.pullEvents().map(({ name }) => name);

describe('Earning', () => {
  it('is pending until its clearing is over', () => {
    const earning = anEarning();
    expect(earning.status).toBe('pending');
    expect(earning.snapshot()).toMatchObject({ grossAmount: 50_000n, clearsAt: DUE, clearedAt: null });
    expect(earning.pullEvents()).toEqual([
      {
        name: 'earning.created',
        aggregateType: 'earning',
        aggregateId: 'earning',
        occurredAt: NOW,
        payload: { orderId: 'order', sellerId: 'seller', amount: '42500', currency: 'XAF' },
      },
    ]);
    expect(() => earning.clear(after(DUE, -1))).toThrow(EarningNotDue);
  });

  it('becomes available once', () => {
    const earning = anEarning();
    expect(earning.clear(DUE)).toEqual(xaf(42_500n));
    expect(earning.status).toBe('available');
    expect(earning.pending).toEqual(xaf(0n));
    expect(earning.clear(DUE)).toEqual(xaf(0n));
    expect(names(earning)).toEqual(['earning.created', 'earning.available']);
  });

  it('clears only what refunds left of it', () => {
    const earning = anEarning();
    earning.reverse(xaf(8_416n), NOW);
    expect(earning.status).toBe('pending');
    expect(earning.clear(DUE)).toEqual(xaf(34_084n));
    expect(earning.status).toBe('partially_reversed');
  });

  it('is reversed once nothing is left, and has nothing to clear', () => {
    const earning = anEarning();
    earning.reverse(xaf(42_500n), NOW);
    expect(earning.status).toBe('reversed');
    expect(earning.clear(DUE)).toEqual(xaf(0n));
    expect(earning.snapshot().clearedAt).toEqual(DUE);
    expect(names(earning)).toEqual(['earning.created', 'earning.reversed']);
  });

  it('can be taken back after it cleared', () => {
    const earning = anEarning();
    earning.clear(DUE);
    earning.reverse(xaf(500n), DUE);
    expect(earning.status).toBe('partially_reversed');
    expect(earning.left).toEqual(xaf(42_000n));
  });

  it('refuses to be taken back beyond what is left, or in another currency', () => {
    const earning = anEarning();
    earning.reverse(xaf(42_000n), NOW);
    expect(() => earning.reverse(xaf(501n), NOW)).toThrow(EarningReversalTooLarge);
    expect(() => earning.reverse(Money.of(1n, 'XOF'), NOW)).toThrow(CurrencyMismatch);
  });

  it('gets back what a refund that was given up had taken, and no more', () => {
    const earning = anEarning();
    earning.reverse(xaf(42_500n), NOW);
    earning.restore(xaf(500n), NOW);
    expect(earning.left).toEqual(xaf(500n));
    expect(earning.status).toBe('pending');
    expect(() => earning.restore(xaf(42_001n), NOW)).toThrow(AmountOutOfRange);
  });

  it('is read back as it was stored', () => {
    const stored = anEarning().snapshot();
    expect(Earning.rehydrate(stored).snapshot()).toBe(stored);
  });
});
