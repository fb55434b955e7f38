import { InvalidIdentity } from './kyc-errors.js';
import { checkedIdentity, documentKey, maskedNumber, type StatedIdentity } from './identity-particulars.js';

const NOW = new Date('2026-02-05T08:00:00.000Z');

function stated(changes: Partial<StatedIdentity> = {}): StatedIdentity {
  return {
    legalFirstName: ' Awa ',
    legalLastName: 'Ndiaye',
    birthDate: '1995-04-12',
    nationality: 'CM',
    documentType: 'national_id',
    documentCountry: 'CM',
    documentNumber: 'ab 12.34-56/7',
    documentExpiresOn: '2031-01-31',
    address: null,
    ...changes,
  };
}

describe('what a person states', () => {
  it('is cleaned', () => {
    expect(checkedIdentity(stated({ address: ' Rue 12, Douala ' }), NOW)).toEqual({
      ...stated(),
      ...{ legalFirstName: 'Awa', documentNumber: 'AB1234567', address: 'Rue 12, Douala' },
    });
  });

  it.each<[string, Partial<StatedIdentity>]>([
    ['/legalFirstName', { legalFirstName: ' ' }],
    ['/legalFirstName', { legalFirstName: 'A\nB' }],
    ['/legalLastName', { legalLastName: 'x'.repeat(101) }],
    ['/birthDate', { birthDate: '2026-02-06' }],
    ['/birthDate', { birthDate: '1899-12-31' }],
    ['/birthDate', { birthDate: '1995-02-30' }],
    ['/nationality', { nationality: 'cm' }],
    ['/documentCountry', { documentCountry: 'CMR' }],
    ['/documentNumber', { documentNumber: 'a-b' }],
    ['/documentNumber', { documentNumber: 'x'.repeat(31) }],
    ['/documentNumber', { documentNumber: 'ÉÉÉÉ1' }],
    ['/documentExpiresOn', { documentExpiresOn: '2200-01-01' }],
    ['/address', { address: 'Rue' }],
  ])('is refused for its %s: %j', (pointer, changes) => {
    expect(() => checkedIdentity(stated(changes), NOW)).toThrow(
      expect.objectContaining({ constructor: InvalidIdentity, details: { pointer } }),
    );
  });

  it('names the same document however its number is spelt, and another one of another country or type', () => {
    const keyOf = (changes: Partial<StatedIdentity>) => documentKey(checkedIdentity(stated(changes), NOW));
    expect(keyOf({ documentNumber: 'AB1234567' })).toBe(keyOf({}));
    expect(keyOf({ documentCountry: 'CI' })).not.toBe(keyOf({}));
    expect(keyOf({ documentType: 'passport' })).not.toBe(keyOf({}));
  });

  it('shows the end of a number', () => {
    expect(maskedNumber('AB1234567')).toBe('•••••••67');
  });
});
