import { copyOf } from './copy-of.js';

describe('copyOf', () => {
  it('copies every kind of plain data', () => {
    const row = {
      text: 'é',
      count: 1,
      amount: 2n,
      flag: false,
      nothing: null,
      absent: undefined,
      at: new Date(0),
      bytes: new Uint8Array([1, 2]),
      list: [{ at: new Date(1) }, 'x'],
      nested: { deeper: { value: 1 } },
    };
    expect(copyOf(row)).toStrictEqual(row);
  });

  it('shares nothing with the original', () => {
    const row = { at: new Date(0), bytes: new Uint8Array([1]), list: [{ value: 1 }] };
    const copy = copyOf(row);
    copy.at.setFullYear(1999);
    copy.bytes.fill(9);
    copy.list.push({ value: 2 });
    Object.assign(copy.list[0] ?? {}, { value: 3 });
    expect(row).toEqual({ at: new Date(0), bytes: new Uint8Array([1]), list: [{ value: 1 }] });
  });

  it('keeps dates dates of this realm', () => {
    expect(copyOf({ at: new Date(0) }).at).toBeInstanceOf(Date);
  });

  class Price {
    readonly amount = 1n;
  }

  it.each([
    ['an object of a class', { price: new Price() }],
    ['an object of a class in a list', { prices: [new Price()] }],
    ['a row of a class', new Price()],
    ['a map', { map: new Map<string, string>() }],
    ['a function', { call: () => 1 }],
    ['a symbol', { mark: Symbol('mark') }],
  ])('refuses %s', (_, row) => {
    expect(() => copyOf<object>(row)).toThrow(TypeError);
  });
});
