import { HEAD_BYTES, isMimeType, sniffMimeType } from './mime-type.js';

const bytes = (...parts: readonly (string | number)[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'number' ? [part] : [...part].map((character) => character.charCodeAt(0)),
    ),
  );

describe('the type of a file', () => {
  it.each([
    ['image/png', bytes(0x89, 'PNG\r\n', 0x1a, '\n', 0, 0)],
    ['image/jpeg', bytes(0xff, 0xd8, 0xff, 0xe0)],
    ['image/webp', bytes('RIFF', 1, 2, 3, 4, 'WEBPVP8 ')],
    ['image/gif', bytes('GIF87a')],
    ['image/gif', bytes('GIF89a')],
    ['application/pdf', bytes('%PDF-1.7')],
    ['application/zip', bytes('PK', 3, 4)],
    ['application/zip', bytes('PK', 5, 6)],
    ['text/plain', bytes('Bonjour,\r\n\tmerci.')],
    ['text/plain', bytes(0xef, 0xbb, 0xbf, 'Bonjour')],
    ['text/plain', bytes('Caf', 0xc3, 0xa9, ' 3 < 4')],
    ['text/plain', bytes('GIF88a')],
    ['text/plain', bytes('RIFF1234WAVEfmt ')],
    ['text/plain', bytes()],
  ])('is %s by its first bytes: %#', (type, head) => {
    expect(sniffMimeType(head)).toBe(type);
  });

  it.each([
    ['a program', bytes(0x7f, 'ELF', 2, 1, 1, 0)],
    ['a program of Windows', bytes('MZ', 0x90, 0)],
    ['a picture with a broken signature', bytes(0x89, 'PNG\r\n', 0x1a, '!')],
    ['a page', bytes('<!DOCTYPE html><script>')],
    ['a page behind blanks', bytes(' \r\n\t\f<html>')],
    ['a page behind a byte order mark', bytes(0xef, 0xbb, 0xbf, '<html>')],
    ['a drawing with scripts', bytes('<svg onload="alert(1)">')],
    ['text with a NUL', bytes('abc', 0, 'def')],
    ['text with an escape', bytes('abc', 0x1b, '[31m')],
  ])('is none we take for %s', (_, head) => {
    expect(sniffMimeType(head)).toBeNull();
  });

  it('is told by the head alone', () => {
    const long = bytes('a'.repeat(HEAD_BYTES), 0);
    expect(sniffMimeType(long)).toBe('text/plain');
    expect(sniffMimeType(long.subarray(1))).toBeNull();
  });

  it('is known by its name, and by no name an object has by itself', () => {
    expect(isMimeType('image/png')).toBe(true);
    expect(isMimeType('image/svg+xml')).toBe(false);
    expect(isMimeType('constructor')).toBe(false);
  });
});
