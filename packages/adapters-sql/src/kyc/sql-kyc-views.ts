import {
  KycViews,
  type IdentityFilter,
  type IdentityId,
  type ListRequest,
  type OwnIdentityView,
  type QueuedIdentityView,
  type ReviewedIdentityView,
  type UserId,
} from '@2krika/domain';
import { listStatements, readList } from '../mapping/list.js';
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

const LIST_OWN = listStatements({
  name: 'identities_view_own',
  ...{ columns: OWN_COLUMNS, source: OWN.name },
  ...{ where: 'user_id = $1', values: 1, key: { at: null, id: 'attempt', idType: 'integer' } },
});
const FIND_OWN: Statement = {
  name: 'identities_view_find_own',
  text: `SELECT ${OWN_COLUMNS} FROM identities WHERE user_id = $1 AND id = $2`,
};

const OF_LEVEL = '($1::smallint IS NULL OR level_requested = $1)';
const FOR_STAFF = { columns: QUEUED_COLUMNS, source: QUEUED.name, isOldestFirst: true };

const SUBMITTED_FOR_STAFF = listStatements({
  name: 'identities_view_staff',
  ...FOR_STAFF,
  ...{ where: `${OF_LEVEL} AND submitted_at IS NOT NULL`, values: 1 },
  key: { at: 'submitted_at', id: 'id' },
});
const IN_STATE_FOR_STAFF = listStatements({
  name: 'identities_view_staff_in_state',
  ...FOR_STAFF,
  ...{ where: `${OF_LEVEL} AND state = $2`, values: 2 },
  key: { at: 'coalesce(submitted_at, created_at)', id: 'id' },
});
const FIND_FOR_STAFF: Statement = {
  name: 'identities_view_find_staff',
  text: `SELECT ${OWN_COLUMNS}, ${QUEUED_COLUMNS}, internal_note, document_number_enc FROM identities WHERE id = $1`,
};

export class SqlKycViews extends KycViews {
  constructor(private readonly store: SqlStore) {
    super();
  }

  listOwn<Request extends ListRequest>(userId: UserId, request: Request) {
    return readList(this.store, LIST_OWN, [userId], request, OWN_LISTING);
  }

  async findOwn(userId: UserId, identityId: IdentityId) {
    const row = await this.store.session().row(FIND_OWN, [userId, identityId]);
    return row && ownViewOf(row);
  }

  listForStaff<Request extends ListRequest>({ state, level }: IdentityFilter, request: Request) {
    return state === null
      ? readList(this.store, SUBMITTED_FOR_STAFF, [level], request, STAFF_LISTING)
      : readList(this.store, IN_STATE_FOR_STAFF, [level, state], request, STAFF_LISTING);
  }

  async findForStaff(identityId: IdentityId) {
    const row = await this.store.session().row(FIND_FOR_STAFF, [identityId]);
    return row && reviewedViewOf(row);
  }
}

const OWN_LISTING = {
  viewOf: ownViewOf,
  positionOf: ({ createdAt, attempt }: OwnIdentityView) => ({ at: createdAt, id: String(attempt) }),
};

const STAFF_LISTING = {
  viewOf: queuedViewOf,
  positionOf: ({ submittedAt, createdAt, id }: QueuedIdentityView) => ({ at: submittedAt ?? createdAt, id }),
};

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
