import { randomUUID } from 'node:crypto';
import type { StartedIdentityView } from '../../src/http/kyc/kyc-views.js';
import type { Marketplace } from '../product/marketplace.js';
import type { Visitor } from '../product/visitor.js';

/** What an adult states of themselves, with a document nobody else has. */
export function aStatement(changes: object = {}): object {
  return {
    level: 2,
    ...{ legalFirstName: 'Awa', legalLastName: 'Ndiaye', birthDate: '1995-04-12' },
    ...{ nationality: 'CM', documentType: 'national_id', documentCountry: 'CM' },
    ...{ documentNumber: randomUUID().slice(0, 13), documentExpiresOn: null },
    ...changes,
  };
}

export function startIdentity(owner: Visitor, changes: object = {}): Promise<StartedIdentityView> {
  return owner.post<StartedIdentityView>('/v1/me/kyc/identities', aStatement(changes));
}

/** Uploads a picture and shows it with the draft. @throws Error unless that is taken */
export async function showDocument(
  market: Marketplace,
  owner: Visitor,
  identityId: string,
  kind: string,
): Promise<void> {
  const { id: uploadId } = await market.upload(owner, 'identity');
  const path = `/v1/me/kyc/identities/${identityId}/documents/${kind}`;
  const { status } = await owner.call('PUT', path, { uploadId });
  if (status !== 204) throw new Error(`PUT ${path}: ${status}`);
}

/** An attempt from its beginning to the reviewers' queue. */
export async function submitIdentity(
  market: Marketplace,
  owner: Visitor,
  changes: object = {},
): Promise<StartedIdentityView> {
  const started = await startIdentity(owner, changes);
  for (const kind of ['front', 'back', 'selfie']) await showDocument(market, owner, started.id, kind);
  await owner.post(`/v1/me/kyc/identities/${started.id}/submit`, { hasConsented: true });
  return started;
}
