import {
  KycViews,
  type IdentityFilter,
  type IdentityId,
  type OwnIdentityView,
  type PageRequest,
  type QueuedIdentityView,
  type ReviewedIdentityView,
  type UserId,
} from '@2krika/domain';
import { readPage } from '../mapping/list.js';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';
import { DOCUMENTS, documentsOf, type DocumentJson } from './identity-documents.js';

const OWN = new Table<Omit<OwnIdentityView, 'documents'>>('identities', {
  id: 'id',
  attempt: 'attempt',
  level: 'level_requested',
  state: 'state',
  legalFirstName: 'legal_first_name',
  legalLastName: 'legal_last_name',
  birthDate: 'birth_date',
  nationality: 'nationality',
  documentType: 'document_type',
  documentCountry: 'document_country',
  documentNumberMask: 'document_number_mask',
  documentExpiresOn: 'document_expires_on',
  address: 'address',
  reasonCodes: 'reason_codes',
  messageToUser: 'message_to_user',
  submittedAt: 'submitted_at',
  decidedAt: 'decided_at',
  expiresAt: 'expires_at',
  createdAt: 'created_at',
  version: 'version',
});

const QUEUED = new Table<Omit<QueuedIdentityView, 'username'>>('identities', {
  id: 'id',
  userId: 'user_id',
  attempt: 'attempt',
  level: 'level_requested',
  state: 'state',
  reviewerId: 'reviewer_id',
  claimedUntil: 'claimed_until',
  endorsedBy: 'endorsed_by',
  submittedAt: 'submitted_at',
  decidedAt: 'decided_at',
  createdAt: 'created_at',
});

const USERNAME = '(SELECT username FROM users WHERE users.id = identities.user_id)';
const OWN_COLUMNS = `${OWN.columns}, ${DOCUMENTS}`;
const OWN_WIDTH = OWN.width + 1;
const QUEUED_COLUMNS = `${QUEUED.columns}, ${USERNAME}`;
const QUEUED_WIDTH = QUEUED.width + 1;

const LIST_OWN: Statement = {
  name: 'identities_view_own',
  text: `SELECT ${OWN_COLUMNS} FROM identities WHERE user_id = $1 ORDER BY attempt DESC LIMIT $2 OFFSET $3`,
};
const COUNT_OWN: Statement<[count: bigint]> = {
  name: 'identities_view_count_own',
  text: 'SELECT count(*) FROM identities WHERE user_id = $1',
};
const FIND_OWN: Statement = {
  name: 'identities_view_find_own',
  text: `SELECT ${OWN_COLUMNS} FROM identities WHERE user_id = $1 AND id = $2`,
};

const FILTER = '($1::text IS NULL OR state = $1) AND ($2::smallint IS NULL OR level_requested = $2)';
const LIST_FOR_STAFF: Statement = {
  name: 'identities_view_staff',
  text: `SELECT ${QUEUED_COLUMNS} FROM identities WHERE ${FILTER}
    ORDER BY submitted_at NULLS LAST, id LIMIT $3 OFFSET $4`,
};
const COUNT_FOR_STAFF: Statement<[count: bigint]> = {
  name: 'identities_view_count_staff',
  text: `SELECT count(*) FROM identities WHERE ${FILTER}`,
};
const FIND_FOR_STAFF: Statement = {
  name: 'identities_view_find_staff',
  text: `SELECT ${OWN_COLUMNS}, ${QUEUED_COLUMNS}, internal_note, document_number_enc FROM identities WHERE id = $1`,
};

export class SqlKycViews extends KycViews {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async listOwn(userId: UserId, page: PageRequest) {
    return readPage(this.store, { page: LIST_OWN, count: COUNT_OWN }, [userId], page, ownViewOf);
  }

  async findOwn(userId: UserId, identityId: IdentityId) {
    const row = await this.store.session().row(FIND_OWN, [userId, identityId]);
    return row && ownViewOf(row);
  }

  async listForStaff({ state, level }: IdentityFilter, page: PageRequest) {
    const statements = { page: LIST_FOR_STAFF, count: COUNT_FOR_STAFF };
    return readPage(this.store, statements, [state, level], page, queuedViewOf);
  }

  async findForStaff(identityId: IdentityId) {
    const row = await this.store.session().row(FIND_FOR_STAFF, [identityId]);
    return row && reviewedViewOf(row);
  }
}

function ownViewOf(row: unknown[]): OwnIdentityView {
  const documents = row[OWN.width] as readonly DocumentJson[];
  return { ...OWN.read(row), documents: documentsOf(documents) };
}

function queuedViewOf(row: unknown[]): QueuedIdentityView {
  return { ...QUEUED.read(row), username: row[QUEUED.width] as string };
}

function reviewedViewOf(row: unknown[]): ReviewedIdentityView {
  const queued = queuedViewOf(row.slice(OWN_WIDTH));
  const [internalNote, documentNumberEncrypted] = row.slice(OWN_WIDTH + QUEUED_WIDTH) as [
    internalNote: string | null,
    documentNumberEncrypted: string,
  ];
  return { ...ownViewOf(row), ...queued, internalNote, documentNumberEncrypted };
}
