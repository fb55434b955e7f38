import { InvalidCursor } from './cursor.js';
import { isPageRequest, listRequest } from './list.js';
import { InvalidPage } from './page.js';

describe('listRequest', () => {
  it('asks for the first page by itself', () => {
    expect(listRequest()).toEqual({ page: 1, limit: 20 });
    expect(listRequest({ page: 3, limit: 5 })).toEqual({ page: 3, limit: 5 });
  });

  it('begins at the head of the list with an empty cursor, and goes on with another', () => {
    expect(listRequest({ cursor: '', limit: 5 })).toEqual({ from: null, direction: 'next', limit: 5 });
    expect(listRequest({ cursor: 'p1.a' })).toEqual({
      ...{ from: { at: new Date(1), id: 'a' }, direction: 'previous', limit: 20 },
    });
  });

  it('refuses a page beside a cursor, and either when it cannot be', () => {
    expect(() => listRequest({ page: 1, cursor: '' })).toThrow(InvalidPage);
    expect(() => listRequest({ page: 0 })).toThrow(InvalidPage);
    expect(() => listRequest({ cursor: '', limit: 101 })).toThrow(InvalidPage);
    expect(() => listRequest({ cursor: '!' })).toThrow(InvalidCursor);
  });

  it('tells the two ways apart', () => {
    expect(isPageRequest(listRequest())).toBe(true);
    expect(isPageRequest(listRequest({ cursor: '' }))).toBe(false);
  });
});
