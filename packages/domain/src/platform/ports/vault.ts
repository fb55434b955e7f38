/** Keeps what must be stored but not be readable in a table: payers' and payees' numbers. */
export abstract class Vault {
  /** Authenticated encryption; the same text encrypts differently each time. */
  abstract encrypt(text: string): string;

  /** @throws Error when the text was altered or encrypted under an unknown key */
  abstract decrypt(encrypted: string): string;

  /** A keyed digest: equal texts give equal digests, so a unique index can compare what it cannot read. */
  abstract digest(text: string): string;
}
