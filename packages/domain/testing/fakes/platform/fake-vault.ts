import { Vault } from '@2krika/domain';

/** Hides nothing from a person who looks, and everything from a test that greps: each text is spelt in hex. */
export class FakeVault extends Vault {
  private used = 0;

  encrypt(text: string): string {
    this.used += 1;
    return `sealed:${this.used}:${hexOf(text)}:${[...text].length}`;
  }

  decrypt(encrypted: string): string {
    const [, hex, length] = /^sealed:\d+:([0-9a-f ]*):(\d+)$/.exec(encrypted) ?? [];
    if (hex === undefined) throw new Error('This was not sealed here.');
    const text = String.fromCodePoint(
      ...hex
        .split(' ')
        .filter(Boolean)
        .map((point) => Number.parseInt(point, 16)),
    );
    if ([...text].length !== Number(length)) throw new Error('This was altered.');
    return text;
  }

  digest(text: string): string {
    return `digest:${hexOf(text)}`;
  }
}

function hexOf(text: string): string {
  return [...text].map((character) => (character.codePointAt(0) ?? 0).toString(16)).join(' ');
}
