import { readerLocale } from './reader-locale.js';

describe('readerLocale', () => {
  it.each([
    [undefined, 'fr'],
    ['', 'fr'],
    ['en', 'en'],
    ['EN-gb', 'en'],
    ['fr-CM, en;q=0.8', 'fr'],
    ['de, en;q=0.5, fr;q=0.4', 'en'],
    ['en;q=0.4, fr;q=0.5', 'fr'],
    ['en;q=0, fr;q=0.1', 'fr'],
    ['de, *', 'fr'],
    ['english please', 'fr'],
  ])('reads %j as %s', (header, locale) => {
    expect(readerLocale(header)).toBe(locale);
  });
});
