import { DomainError } from '../../kernel/index.js';

/** The text cannot be somebody's public name. */
export class InvalidUsername extends DomainError {
  readonly code = 'identity.invalid_username';
  readonly kind = 'invalid';

  constructor(reason: string) {
    super(reason, { pointer: '/username' });
  }
}

const USERNAME = /^[a-z][a-z0-9_]{2,29}$/;

/** Names that would pass for the platform's own voice, or that a path or a program reads as something else. */
const RESERVED = new Set([
  'admin',
  'administrator',
  'api',
  'help',
  'me',
  'moderator',
  'null',
  'root',
  'staff',
  'support',
  'system',
  'undefined',
]);

/**
 * The form a public name is stored and compared in: lower case, 3 to 30 of a–z, 0–9 and _, from a letter.
 * @throws InvalidUsername
 */
export function normalizeUsername(text: string): string {
  const username = text.toLowerCase();
  if (!USERNAME.test(username)) {
    throw new InvalidUsername('A username has 3 to 30 of a–z, 0–9 and _, and starts with a letter.');
  }
  if (RESERVED.has(username)) throw new InvalidUsername('This username is reserved.');
  return username;
}
