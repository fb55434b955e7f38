import { canonicalJson, toJson } from './canonical-json.js';

describe('canonical JSON', () => {
  it('is one text for all orders of members, at every depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  });

  it('keeps the order of lists', () => {
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
  });

  it('tells values of different types apart', () => {
    expect(new Set([1, '1', true, 'true', null, 'null', [], {}].map(canonicalJson)).size).toBe(8);
  });

  it('leaves out what is undefined', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });
});

describe('plain JSON', () => {
  it('is a copy', () => {
    const view = { list: [{ id: '1' }] };
    expect(toJson(view)).toEqual(view);
    expect(toJson(view)).not.toBe(view);
  });

  it.each([
    [1n],
    [new Date(0)],
    [() => 1],
    [Symbol('x')],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [undefined],
  ])('does not have %p', (value) => {
    expect(() => toJson([value])).toThrow(TypeError);
  });
});
