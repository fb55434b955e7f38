import { createHmac } from 'node:crypto';
import { InvalidCursor } from '@2krika/domain';
import { SealedCursors, type ListAsked } from './sealed-cursors.js';

const digestBy = (key: string) => (text: string) =>
  createHmac('sha256', key).update(text).digest('base64url');

const LIST: ListAsked = {
  route: 'GET /v1/orders',
  userId: 'aline',
  params: {},
  query: { state: 'delivered', role: 'seller' },
};
const PLAIN = 'nmk0fqz00.019b0000-0000-7000-8000-00000000000a';

const cursorsOf = (list: Partial<ListAsked> = {}, key = 'key') =>
  new SealedCursors(digestBy(key), { ...LIST, ...list });

function sealed(list: Partial<ListAsked> = {}, key?: string): string {
  const page = { results: [], nextCursor: PLAIN, prevCursor: null, hasMore: true };
  return cursorsOf(list, key).seal(page).nextCursor;
}

describe('a sealed cursor', () => {
  it('opens for the list it was made for, whatever the order of the filter and the stretch', () => {
    expect(cursorsOf().open(sealed())).toBe(PLAIN);
    const query = { limit: '5', role: 'seller', cursor: 'x', state: 'delivered' };
    expect(cursorsOf({ query }).open(sealed())).toBe(PLAIN);
  });

  it('does not show what it was made of, and is text for an address', () => {
    expect(sealed()).toMatch(/^v1\.[\w-]+\.[\w-]{43}$/);
    expect(sealed()).not.toContain('019b0000');
  });

  it.each<[string, Partial<ListAsked>]>([
    ['another route', { route: 'GET /v1/admin/orders' }],
    ['another person', { userId: 'bruno' }],
    ['nobody', { userId: null }],
    ['the list of another thing', { params: { id: 'another' } }],
    ['another filter', { query: { state: 'completed', role: 'seller' } }],
    ['a filter less', { query: { role: 'seller' } }],
    ['a filter more', { query: { ...LIST.query, late: 'true' } }],
  ])('is refused for %s', (_, list) => {
    expect(() => cursorsOf(list).open(sealed())).toThrow(InvalidCursor);
    expect(cursorsOf(list).open(sealed(list))).toBe(PLAIN);
  });

  it('is refused under another key', () => {
    expect(() => cursorsOf({}, 'another').open(sealed())).toThrow(InvalidCursor);
  });

  it('is refused when anything of it was changed', () => {
    const cursor = sealed();
    const [version = '', body = '', signature = ''] = cursor.split('.');
    const moved = Buffer.from(PLAIN.replace('mk0', 'mk1')).toString('base64url');
    const forged = [
      ...['', PLAIN, body, `${version}.${body}`, `${version}.${body}.`, `${cursor}.${signature}`],
      ...[
        `v2.${body}.${signature}`,
        `${version}.${moved}.${signature}`,
        `${version}.${body}.${signature.slice(1)}`,
      ],
      ...[`${version}.${body}.${signature.toLowerCase()}`, `${version}.${body}=.${signature}`, `${cursor}\n`],
    ];
    for (const text of forged) expect(() => cursorsOf().open(text)).toThrow(InvalidCursor);
  });

  it('leaves the ends of a list without one', () => {
    const end = { results: ['row'], nextCursor: null, prevCursor: null, hasMore: false };
    expect(cursorsOf().seal(end)).toEqual(end);
  });
});
