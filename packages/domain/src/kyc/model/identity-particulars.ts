import { dayOf, isCalendarDay, type CalendarDay } from './calendar-day.js';
import type { DocumentType } from './identity-documents.js';
import { InvalidIdentity } from './kyc-errors.js';

/** What a person states of themselves, beside the number of their document. */
export interface IdentityParticulars {
  readonly legalFirstName: string;
  readonly legalLastName: string;
  readonly birthDate: CalendarDay;
  /** ISO 3166-1 alpha-2, as the country below. */
  readonly nationality: string;
  readonly documentType: DocumentType;
  /** Which country issued it. */
  readonly documentCountry: string;
  /** The last day it is valid; null for one that always is. */
  readonly documentExpiresOn: CalendarDay | null;
  readonly address: string | null;
}

/** All that a person states. */
export interface StatedIdentity extends IdentityParticulars {
  readonly documentNumber: string;
}

/** The number of a document as it is kept. */
export interface SealedNumber {
  /** Readable by the vault only. */
  readonly documentNumberEncrypted: string;
  /** What may be shown of it. */
  readonly documentNumberMask: string;
  /** Equal for the same document: unique among the approved ones. */
  readonly documentNumberDigest: string;
}

const NAME = { min: 1, max: 100 };
const ADDRESS = { min: 5, max: 300 };
const NUMBER = { min: 4, max: 30 };
/** What stays readable of a number: enough to recognize it, too little to use it. */
const SHOWN = 2;
const COUNTRY = /^[A-Z]{2}$/;
const EARLIEST_BIRTH: CalendarDay = '1900-01-01';
const LATEST_EXPIRY: CalendarDay = '2199-12-31';

/** The same, cleaned. @throws InvalidIdentity */
export function checkedIdentity(stated: StatedIdentity, now: Date): StatedIdentity {
  return {
    legalFirstName: checkedLine('/legalFirstName', stated.legalFirstName, NAME),
    legalLastName: checkedLine('/legalLastName', stated.legalLastName, NAME),
    birthDate: checkedDay('/birthDate', stated.birthDate, EARLIEST_BIRTH, dayOf(now)),
    nationality: checkedCountry('/nationality', stated.nationality),
    documentType: stated.documentType,
    documentCountry: checkedCountry('/documentCountry', stated.documentCountry),
    documentNumber: checkedNumber(stated.documentNumber),
    documentExpiresOn:
      stated.documentExpiresOn === null
        ? null
        : checkedDay('/documentExpiresOn', stated.documentExpiresOn, EARLIEST_BIRTH, LATEST_EXPIRY),
    address: stated.address === null ? null : checkedText('/address', stated.address, ADDRESS),
  };
}

/** Which document it is, in one text: equal however its number is spelt. */
export function documentKey({ documentCountry, documentType, documentNumber }: StatedIdentity): string {
  return `${documentCountry}:${documentType}:${documentNumber}`;
}

/** The last characters of the number behind as many dots as there are others. */
export function maskedNumber(documentNumber: string): string {
  return documentNumber.slice(-SHOWN).padStart(documentNumber.length, '•');
}

/** Any text, trimmed. @throws InvalidIdentity */
export function checkedText(
  pointer: string,
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): string {
  const trimmed = text.normalize('NFC').trim();
  const length = [...trimmed].length;
  if (length < min || length > max)
    throw new InvalidIdentity(pointer, `This has ${min} to ${max} characters.`);
  return trimmed;
}

function checkedLine(pointer: string, text: string, range: typeof NAME): string {
  const line = checkedText(pointer, text, range);
  if (/\p{Cc}/u.test(line))
    throw new InvalidIdentity(pointer, 'This is one line, without control characters.');
  return line;
}

function checkedDay(pointer: string, day: string, first: CalendarDay, last: CalendarDay): CalendarDay {
  if (!isCalendarDay(day) || day < first || day > last)
    throw new InvalidIdentity(pointer, `This is a day from ${first} to ${last}.`);
  return day;
}

function checkedCountry(pointer: string, country: string): string {
  if (!COUNTRY.test(country))
    throw new InvalidIdentity(pointer, 'A country is named by its two capital letters.');
  return country;
}

/** People spell a number with spaces, dots and dashes, or without. */
function checkedNumber(documentNumber: string): string {
  const bare = documentNumber
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s./-]/g, '');
  if (!/^[A-Z0-9]+$/.test(bare) || bare.length < NUMBER.min || bare.length > NUMBER.max)
    throw new InvalidIdentity(
      '/documentNumber',
      `The number of a document has ${NUMBER.min} to ${NUMBER.max} letters and digits.`,
    );
  return bare;
}
