import { MIME_TYPES, type MimeType } from './mime-type.js';

/** Characters, not bytes: enough for any name people give, and below every file system's 255 bytes when ASCII. */
const MAX_LENGTH = 100;

/** The rest of a longer one is not looked at, so that no pattern below gets to chew on it. */
const MAX_INPUT = 1_000;

/** What a Windows computer takes for a device, whatever follows the dot. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)/i;

/**
 * A name that is safe to show, to put into a header and to save under on any computer: no folders, no control,
 * invisible or direction-changing characters, nothing a file system reserves, and an ending that fits the type.
 * It never decides where the bytes are kept.
 */
export function cleanFileName(name: string, type: MimeType): string {
  const base = name
    .slice(-MAX_INPUT)
    .normalize('NFC')
    .replace(/^.*[/\\]/su, '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/["*:<>?|]/gu, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/gu, '')
    .replace(DEVICE, '_$&');
  const endings: readonly string[] = MIME_TYPES[type];
  const ending = /\.([^.]+)$/u.exec(base)?.[1] ?? '';
  const isFitting = endings.includes(ending.toLowerCase());
  const stem = isFitting ? base.slice(0, -ending.length - 1) : base;
  const suffix = `.${isFitting ? ending : MIME_TYPES[type][0]}`;
  return (
    ([...stem]
      .slice(0, MAX_LENGTH - suffix.length)
      .join('')
      .trimEnd() || 'file') + suffix
  );
}
