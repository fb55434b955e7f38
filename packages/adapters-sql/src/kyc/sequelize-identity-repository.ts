import {
  AlreadyExists,
  Identity,
  IdentityAlreadyOpen,
  IdentityDocumentTaken,
  IdentityNotFound,
  IdentityRepository,
  StaleVersion,
  type IdentityId,
  type IdentityRecord,
  type UserId,
  type Within,
} from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals, SqlValue, Statement } from '../unit-of-work/statement.js';
import { DOCUMENTS, documentsOf, type DocumentJson } from './identity-documents.js';

const IDENTITIES = new Table<Omit<IdentityRecord, 'documents'>>('identities', {
  id: 'id',
  userId: 'user_id',
  attempt: 'attempt',
  refusals: 'refusals',
  level: 'level_requested',
  state: 'state',
  legalFirstName: 'legal_first_name',
  legalLastName: 'legal_last_name',
  birthDate: 'birth_date',
  nationality: 'nationality',
  documentType: 'document_type',
  documentCountry: 'document_country',
  documentNumberEncrypted: 'document_number_enc',
  documentNumberMask: 'document_number_mask',
  documentNumberDigest: 'document_number_hmac',
  documentExpiresOn: 'document_expires_on',
  address: 'address',
  reasonCodes: 'reason_codes',
  messageToUser: 'message_to_user',
  internalNote: 'internal_note',
  reviewerId: 'reviewer_id',
  claimedUntil: 'claimed_until',
  endorsedBy: 'endorsed_by',
  submittedAt: 'submitted_at',
  decidedAt: 'decided_at',
  expiresAt: 'expires_at',
  version: 'version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
});

/** Makes the documents of the identity that `written` is exactly those of the JSON. */
const PUT_DOCUMENTS = `documents_lost AS (
      DELETE FROM identity_documents USING written
      WHERE identity_documents.identity_id = written.id AND identity_documents.kind NOT IN
        (SELECT d ->> 'kind' FROM jsonb_array_elements($${IDENTITIES.width + 1}::jsonb) AS d)
    ), documents_put AS (
      INSERT INTO identity_documents (identity_id, kind, upload_id, position)
      SELECT written.id, d.document ->> 'kind', (d.document ->> 'uploadId')::uuid, d.position
      FROM written, jsonb_array_elements($${IDENTITIES.width + 1}::jsonb) WITH ORDINALITY AS d (document, position)
      ON CONFLICT (identity_id, kind) DO UPDATE SET upload_id = excluded.upload_id, position = excluded.position,
        updated_at = now()
    )`;

const ADD: Statement = {
  name: 'identities_add',
  text: `WITH written AS (${IDENTITIES.insert.text} RETURNING id), ${PUT_DOCUMENTS} SELECT FROM written`,
};

/** Writes nothing, the documents included, when the version is not the expected one. */
const SAVE: Statement = {
  name: 'identities_save',
  text: `WITH written AS (${IDENTITIES.updateWith()} RETURNING id), ${PUT_DOCUMENTS} SELECT FROM written`,
};

const SELECT = `SELECT ${IDENTITIES.columns}, ${DOCUMENTS} FROM identities`;
const FIND: Statement = { name: 'identities_find', text: `${SELECT} WHERE id = $1` };
const LOCK: Statement = {
  name: 'identities_lock',
  text: 'SELECT id FROM identities WHERE id = $1 FOR NO KEY UPDATE',
};
const LIST_OF: Statement = {
  name: 'identities_list_of',
  text: `${SELECT} WHERE user_id = $1 ORDER BY attempt`,
};

const alreadyExists = () => new AlreadyExists('identity');
const REFUSALS: Refusals = {
  identities_pkey: alreadyExists,
  identities_attempt_key: alreadyExists,
  identities_approved_user_key: alreadyExists,
  identities_open_user_key: () => new IdentityAlreadyOpen(),
  identities_approved_document_key: () => new IdentityDocumentTaken(),
};

export class SequelizeIdentityRepository extends IdentityRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async add(identity: Identity, within?: Within) {
    await this.store.session(within).execute(ADD, valuesOf(identity.snapshot()), REFUSALS);
  }

  async save(identity: Identity, within?: Within) {
    const stale = () => new StaleVersion('identity', identity.id);
    const values = valuesOf(identity.snapshot());
    await this.store.session(within).executeExactly(1, SAVE, values, stale, REFUSALS);
    identity.saved();
  }

  async find(id: IdentityId, within?: Within) {
    const row = await this.store.session(within).row(FIND, [id]);
    return row && identityOf(row);
  }

  async getForUpdate(id: IdentityId, within?: Within) {
    const session = this.store.session(within);
    const [, row] = await Promise.all([session.rowForUpdate(LOCK, [id]), session.row(FIND, [id])]);
    if (!row) throw new IdentityNotFound(id);
    return identityOf(row);
  }

  async listOf(userId: UserId, within?: Within) {
    const rows = await this.store.session(within).rows(LIST_OF, [userId]);
    return rows.map(identityOf);
  }
}

function valuesOf({ documents, ...state }: IdentityRecord): readonly SqlValue[] {
  return [...IDENTITIES.values(state), JSON.stringify(documents)];
}

function identityOf(row: unknown[]): Identity {
  const documents = row[IDENTITIES.width] as readonly DocumentJson[];
  return Identity.rehydrate({ ...IDENTITIES.read(row), documents: documentsOf(documents) });
}
