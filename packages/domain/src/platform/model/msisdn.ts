import { DomainError } from '../../kernel/index.js';

/** The text is not a phone number in international form. */
export class InvalidMsisdn extends DomainError {
  readonly code = 'platform.invalid_msisdn';
  readonly kind = 'invalid';

  constructor() {
    super('A phone number is written in international form: +237670000001.', { pointer: '/msisdn' });
  }
}

const E164 = /^\+[1-9]\d{7,14}$/;

/** E.164, with the plus sign; spaces, dots and dashes are dropped. @throws InvalidMsisdn */
export function normalizeMsisdn(text: string): string {
  const msisdn = text.replace(/[\s.-]/g, '');
  if (!E164.test(msisdn)) throw new InvalidMsisdn();
  return msisdn;
}

/** What may be shown of a number: `+237••••••01`. */
export function maskMsisdn(msisdn: string): string {
  return msisdn.slice(0, 4) + '•'.repeat(Math.max(msisdn.length - 6, 0)) + msisdn.slice(-2);
}
