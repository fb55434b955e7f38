import { TokenSigner, type AccessClaims } from '@2krika/domain';

/** Remembers the tokens it gave out instead of signing them. */
export class FakeTokenSigner extends TokenSigner {
  private readonly signed = new Map<string, { readonly claims: AccessClaims; readonly expiresAt: Date }>();

  sign(claims: AccessClaims, _issuedAt: Date, expiresAt: Date): Promise<string> {
    const token = `access-${this.signed.size + 1}`;
    this.signed.set(token, { claims, expiresAt });
    return Promise.resolve(token);
  }

  verify(token: string, now: Date): Promise<AccessClaims | null> {
    const known = this.signed.get(token);
    return Promise.resolve(known && now < known.expiresAt ? known.claims : null);
  }
}
