import { Unauthenticated } from '@2krika/domain';

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/**
 * The access token of an `Authorization` header (RFC 6750).
 * @throws Unauthenticated when there is none
 */
export function bearerToken(header: string | undefined): string {
  const token = header === undefined ? undefined : BEARER.exec(header)?.[1];
  if (token === undefined) throw new Unauthenticated();
  return token;
}
