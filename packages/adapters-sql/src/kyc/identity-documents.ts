import type { DocumentKind, IdentityDocument } from '@2krika/domain';

/** A document as `DOCUMENTS` reads it. */
export type DocumentJson = [kind: DocumentKind, uploadId: string];

/** Reads the documents of the row of `identities` around it, in the order they were attached. */
export const DOCUMENTS = `(
    SELECT coalesce(json_agg(json_build_array(d.kind, d.upload_id) ORDER BY d.position), '[]')
    FROM identity_documents d WHERE d.identity_id = identities.id)`;

export function documentsOf(json: readonly DocumentJson[]): readonly IdentityDocument[] {
  return json.map(([kind, uploadId]) => ({ kind, uploadId }));
}
