import { accountKey, ownerTypeOf } from './account-ref.js';
import { Balances } from './balances.js';
import { balanceChange, isAccountCode, normalSide } from './chart-of-accounts.js';
import { isPostingType } from './posting-type.js';

describe('the chart of accounts', () => {
  it.each([
    ['provider_clearing', 'debit'],
    ['chargeback_loss', 'debit'],
    ['order_escrow', 'credit'],
    ['commission_revenue', 'credit'],
  ] as const)('lets %s grow by a %s', (code, side) => {
    expect(normalSide(code)).toBe(side);
    expect(balanceChange(code, side, 5n)).toBe(5n);
    expect(balanceChange(code, side === 'debit' ? 'credit' : 'debit', 5n)).toBe(-5n);
  });

  it('knows its codes and the types of postings, and no others', () => {
    expect([isAccountCode('seller_pending'), isAccountCode('toString')]).toEqual([true, false]);
    expect([isPostingType('T4r'), isPostingType('T99')]).toEqual([true, false]);
  });

  it('names one account by one text', () => {
    expect(ownerTypeOf({ code: 'dispute_hold' })).toBe('order');
    expect(accountKey({ code: 'bank', ownerId: null, currency: 'XAF' })).toBe('bank//XAF');
    expect(accountKey({ code: 'seller_pending', ownerId: 'awa', currency: 'XOF' })).toBe(
      'seller_pending/awa/XOF',
    );
  });

  it('answers no balance that was not asked for', () => {
    const bank = { code: 'bank', ownerId: null, currency: 'XAF' } as const;
    const balances = new Balances(new Map([[accountKey(bank), 7n]]));
    expect(balances.of(bank)).toBe(7n);
    expect(() => balances.of({ ...bank, currency: 'XOF' })).toThrow('bank//XOF');
  });
});
