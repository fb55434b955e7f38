import fc from 'fast-check';
import { slugOf } from './slug.js';

describe('a slug', () => {
  it.each([
    ['Création de logo à Yaoundé', 'creation-de-logo-a-yaounde'],
    ['  C’est l’été !  ', 'c-est-l-ete'],
    ['Œuvres & æther', 'oeuvres-aether'],
    ['100 % naturel -- garanti', '100-naturel-garanti'],
    ['ﬁche №3', 'fiche-no3'],
    ['ترجمة', ''],
    ['a'.repeat(100), 'a'.repeat(80)],
    [`${'a'.repeat(79)} b`, 'a'.repeat(79)],
  ])('of %j is %j', (text, slug) => {
    expect(slugOf(text)).toBe(slug);
  });

  it('is empty or words of a–z and 0–9 with dashes between, and its own slug', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const slug = slugOf(text);
        expect(slug).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
        expect(slugOf(slug)).toBe(slug);
      }),
    );
  });
});
