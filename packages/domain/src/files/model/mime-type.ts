/** Every type of file there is here, with the endings its name may have; the first is the usual one. */
export const MIME_TYPES = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt', 'md', 'csv', 'log'],
  'application/zip': ['zip'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

export type MimeType = keyof typeof MIME_TYPES;

/** Whether the text names a type of file we know. */
export function isMimeType(text: string): text is MimeType {
  return Object.hasOwn(MIME_TYPES, text);
}

/** Bytes from the beginning of a file that are enough to tell its type. */
export const HEAD_BYTES = 512;

interface Signature {
  readonly type: MimeType;
  /** Where in the file the bytes stand. */
  readonly at: number;
  readonly bytes: readonly number[];
}

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));

/** Each file of a type has all the bytes of one of its lines (WHATWG MIME Sniffing, section 6). */
const SIGNATURES: readonly (readonly [Signature, ...Signature[]])[] = [
  [{ type: 'image/png', at: 0, bytes: [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a] }],
  [{ type: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] }],
  [
    { type: 'image/webp', at: 0, bytes: ascii('RIFF') },
    { type: 'image/webp', at: 8, bytes: ascii('WEBPVP') },
  ],
  [{ type: 'image/gif', at: 0, bytes: ascii('GIF87a') }],
  [{ type: 'image/gif', at: 0, bytes: ascii('GIF89a') }],
  [{ type: 'application/pdf', at: 0, bytes: ascii('%PDF-') }],
  [{ type: 'application/zip', at: 0, bytes: [...ascii('PK'), 3, 4] }],
  // An archive of nothing.
  [{ type: 'application/zip', at: 0, bytes: [...ascii('PK'), 5, 6] }],
];

/**
 * The type the bytes say they are, whatever a name or a header claims; null for a type we do not take. Text
 * has no signature: it is what has no control characters and does not begin as markup.
 * @param head the first bytes of the file, at most `HEAD_BYTES` of which count
 */
export function sniffMimeType(head: Uint8Array): MimeType | null {
  const signature = SIGNATURES.find((parts) => parts.every((part) => hasBytes(head, part)));
  if (signature) return signature[0].type;
  return isText(head.subarray(0, HEAD_BYTES)) ? 'text/plain' : null;
}

function hasBytes(head: Uint8Array, { at, bytes }: Signature): boolean {
  return bytes.every((byte, index) => head[at + index] === byte);
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const FORM_FEED = 0x0c;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const LESS_THAN = 0x3c;
const WHITESPACE: readonly number[] = [TAB, LINE_FEED, FORM_FEED, CARRIAGE_RETURN, SPACE];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

function isText(head: Uint8Array): boolean {
  const hasMark = BYTE_ORDER_MARK.every((byte, index) => head[index] === byte);
  const text = hasMark ? head.subarray(BYTE_ORDER_MARK.length) : head;
  const first = text.find((byte) => !WHITESPACE.includes(byte));
  // Older browsers look into text and show what begins with a tag as a page.
  return first !== LESS_THAN && text.every((byte) => byte >= SPACE || WHITESPACE.includes(byte));
}
