import { DomainError } from '../../kernel/index.js';

/** The password is too short, too long, or says nothing. */
export class WeakPassword extends DomainError {
  readonly code = 'identity.weak_password';
  readonly kind = 'invalid';

  constructor(reason: string) {
    super(reason, { pointer: '/password' });
  }
}

const MIN_LENGTH = 8;
/** Hashing takes as long as the password is; nobody types more than this. */
const MAX_LENGTH = 128;

/**
 * Checks a new password: 8 to 128 characters, no rule about which (ASVS 5.0, 6.2.1 and 6.2.9).
 * @throws WeakPassword
 */
export function checkPassword(password: string): void {
  const length = [...password].length;
  if (length < MIN_LENGTH) throw new WeakPassword(`A password has at least ${MIN_LENGTH} characters.`);
  if (length > MAX_LENGTH) throw new WeakPassword(`A password has at most ${MAX_LENGTH} characters.`);
  if (password.trim() === '') throw new WeakPassword('A password is more than spaces.');
}
