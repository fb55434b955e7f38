import { francs, signed } from './francs.js';

describe('francs', () => {
  it('are grouped in threes by plain spaces', () => {
    expect([0, 99, 1_485, 50_000, 10_000_000].map(francs)).toEqual([
      ...['0 FCFA', '99 FCFA', '1 485 FCFA', '50 000 FCFA', '10 000 000 FCFA'],
    ]);
    expect(francs(-30_000)).toBe('-30 000 FCFA');
  });

  it('are signed as a change', () => {
    expect([42_500, -7_500, 0].map(signed)).toEqual(['+42 500', '-7 500', '0']);
  });
});
