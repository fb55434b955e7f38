import fc from 'fast-check';
import { InvalidPage, offset, pageOf, pageRequest } from './page.js';

describe('pageRequest', () => {
  it('asks for the first twenty rows by itself', () => {
    expect(pageRequest()).toEqual({ page: 1, limit: 20 });
    expect(pageRequest(3)).toEqual({ page: 3, limit: 20 });
  });

  it.each([
    [1, 1],
    [100, 100],
    [10_000, 1],
    [500, 20],
  ])('lets page %i of %i rows pass', (page, limit) => {
    expect(pageRequest(page, limit)).toEqual({ page, limit });
  });

  it.each([
    [0, 20],
    [-1, 20],
    [1.5, 20],
    [Number.NaN, 20],
    [1, 0],
    [1, 101],
    [1, 2.5],
    [101, 100],
    [501, 20],
  ])('refuses page %p of %p rows', (page, limit) => {
    expect(() => pageRequest(page, limit)).toThrow(InvalidPage);
  });

  it('says which of the two it refuses', () => {
    const pointerOf = (page: number, limit: number): unknown => {
      try {
        return pageRequest(page, limit);
      } catch (error) {
        return error instanceof InvalidPage ? error.details['pointer'] : error;
      }
    };
    expect([pointerOf(0, 20), pointerOf(1, 101), pointerOf(501, 20)]).toEqual(['/page', '/limit', '/page']);
  });
});

describe('pages', () => {
  it.each([
    [0, 0],
    [1, 1],
    [20, 1],
    [21, 2],
  ])('of %i rows are %i', (count, totalPages) => {
    expect(pageOf(['row'], count, pageRequest())).toEqual({
      ...{ results: ['row'], count, page: 1, limit: 20, totalPages },
    });
  });

  it('show every row of a list once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 100 }), (count, limit) => {
        const rows = Array.from({ length: count }, (_, row) => row);
        const seen: number[] = [];
        const { totalPages } = pageOf([], count, pageRequest(1, limit));
        for (let page = 1; page <= totalPages; page += 1) {
          const start = offset({ page, limit });
          const results = rows.slice(start, start + limit);
          expect(results.length).toBeGreaterThan(0);
          seen.push(...results);
        }
        expect(seen).toEqual(rows);
      }),
    );
  });
});
