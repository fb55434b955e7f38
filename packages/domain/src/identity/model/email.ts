import { DomainError } from '../../kernel/index.js';

/** The text is not an address we can write to. */
export class InvalidEmail extends DomainError {
  readonly code = 'identity.invalid_email';
  readonly kind = 'invalid';

  constructor() {
    super('This is not an e-mail address we can write to.', { pointer: '/email' });
  }
}

// ASCII only: two spellings of one accented letter would otherwise be two accounts.
const ADDRESS = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const MAX_LENGTH = 255;

/**
 * The one form an address is stored and compared in: NFKC, lower case.
 * @throws InvalidEmail
 */
export function normalizeEmail(text: string): string {
  const email = text.normalize('NFKC').trim().toLowerCase();
  if (email.length > MAX_LENGTH || !ADDRESS.test(email)) throw new InvalidEmail();
  return email;
}
