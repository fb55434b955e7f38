import { anUpload, aUser } from '@2krika/domain/testing';
import { randomUUID } from 'node:crypto';
import { escapeIdentifier } from 'pg';
import { useTestDatabase } from '../../testing/index.js';
import { sqlStorage } from '../sql-storage.js';

type Row = Readonly<Record<string, unknown>>;
/** A constraint, and what of a row that is fine otherwise breaks it. */
type Breach = readonly [constraint: string, changes: Row];

const AT = '2026-02-05T08:00:00Z';
const LATER = '2026-02-06T08:00:00Z';

const NOBODY = '00000000-0000-4000-8000-000000000000';

/** People, by names that the rows below use. */
const PEOPLE = ['owner', 'stranger', 'reviewer', 'endorser'] as const;

const DRAFT: Row = {
  user_id: 'owner',
  ...{ attempt: 1, refusals: 0, level_requested: 2, state: 'draft' },
  ...{ legal_first_name: 'Awa', legal_last_name: 'Ndiaye', birth_date: '1995-04-12', nationality: 'CM' },
  ...{ document_type: 'national_id', document_country: 'CM', document_number_enc: 'sealed' },
  ...{ document_number_mask: '••42', document_number_hmac: 'digest', reason_codes: '{}' },
  ...{ created_at: AT, updated_at: AT },
};
const SUBMITTED: Row = { ...DRAFT, state: 'submitted', submitted_at: AT };
const IN_REVIEW: Row = { ...SUBMITTED, state: 'in_review', reviewer_id: 'reviewer', claimed_until: LATER };
const APPROVED: Row = { ...SUBMITTED, state: 'approved', reviewer_id: 'reviewer', decided_at: LATER };
const REJECTED: Row = { ...APPROVED, state: 'rejected', reason_codes: '{other}', message_to_user: 'Non.' };
const LIMIT: Row = {
  level: 1,
  ...{ country: 'CM', currency: 'XAF', valid_from: AT },
  ...{ per_withdrawal_amount: 1, per_day_amount: 2, per_month_amount: 3 },
};

const OF_IDENTITIES: readonly (readonly [constraint: string, row: Row, changes: Row])[] = [
  ['identities_user_id_fkey', DRAFT, { user_id: NOBODY }],
  ['identities_reviewer_id_fkey', APPROVED, { reviewer_id: NOBODY }],
  ['identities_endorsed_by_fkey', SUBMITTED, { endorsed_by: NOBODY }],
  ['identities_attempt_check', DRAFT, { attempt: 0 }],
  ['identities_refusals_check', DRAFT, { refusals: 5 }],
  ['identities_refusals_check', DRAFT, { refusals: -1 }],
  ['identities_level_requested_check', DRAFT, { level_requested: 1 }],
  ['identities_state_check', DRAFT, { state: 'believed' }],
  ['identities_legal_first_name_check', DRAFT, { legal_first_name: '' }],
  ['identities_legal_last_name_check', DRAFT, { legal_last_name: '' }],
  ['identities_nationality_check', DRAFT, { nationality: 'cm' }],
  ['identities_document_type_check', DRAFT, { document_type: 'library_card' }],
  ['identities_document_country_check', DRAFT, { document_country: 'C' }],
  ['identities_reason_codes_check', REJECTED, { reason_codes: '{disliked}' }],
  ['identities_submission_fits', DRAFT, { state: 'submitted' }],
  ['identities_submission_fits', SUBMITTED, { state: 'draft' }],
  ['identities_submission_fits', SUBMITTED, { state: 'abandoned' }],
  ['identities_decision_fits', APPROVED, { decided_at: null, reviewer_id: null }],
  ['identities_decision_fits', SUBMITTED, { reviewer_id: 'reviewer', decided_at: LATER }],
  ['identities_decided_after_submission', APPROVED, { submitted_at: LATER, decided_at: AT }],
  ['identities_claim_fits', IN_REVIEW, { claimed_until: null }],
  ['identities_claim_fits', APPROVED, { claimed_until: LATER }],
  ['identities_reviewer_fits', IN_REVIEW, { reviewer_id: null }],
  ['identities_reviewer_fits', APPROVED, { reviewer_id: null }],
  ['identities_reviewer_fits', SUBMITTED, { reviewer_id: 'reviewer' }],
  ['identities_nobody_decides_for_themselves', APPROVED, { reviewer_id: 'owner' }],
  ['identities_nobody_decides_for_themselves', IN_REVIEW, { reviewer_id: 'owner' }],
  ['identities_nobody_endorses_themselves', SUBMITTED, { endorsed_by: 'owner' }],
  ['identities_four_eyes', APPROVED, { level_requested: 3 }],
  ['identities_four_eyes', APPROVED, { level_requested: 3, endorsed_by: 'reviewer' }],
  ['identities_four_eyes', APPROVED, { endorsed_by: 'endorser' }],
  ['identities_refusal_is_explained', REJECTED, { reason_codes: '{}' }],
  ['identities_refusal_is_explained', REJECTED, { message_to_user: null }],
  ['identities_refusal_is_explained', APPROVED, { reason_codes: '{other}' }],
  ['identities_last_attempt_is_decided', REJECTED, { state: 'resubmission_requested', refusals: 4 }],
  ['identities_expiry_fits', REJECTED, { expires_at: '2030-01-01' }],
  ['identities_expired_at_an_end', APPROVED, { state: 'expired' }],
  ['identities_expires_after_decision', APPROVED, { expires_at: AT }],
  ['identities_of_age', SUBMITTED, { birth_date: '2008-02-06' }],
  ['identities_document_valid', APPROVED, { document_expires_on: '2026-02-05' }],
];

/** What the first row has, the second must not. */
const UNIQUE: readonly (readonly [constraint: string, first: Row, second: Row])[] = [
  ['identities_pkey', { ...DRAFT, id: randomUUID() }, DRAFT],
  ['identities_attempt_key', REJECTED, DRAFT],
  ['identities_open_user_key', DRAFT, { ...SUBMITTED, attempt: 2 }],
  ['identities_open_user_key', SUBMITTED, { ...IN_REVIEW, attempt: 2 }],
  ['identities_open_user_key', IN_REVIEW, { ...DRAFT, attempt: 2 }],
  ['identities_approved_user_key', APPROVED, { ...APPROVED, attempt: 2, document_number_hmac: 'other' }],
  ['identities_approved_document_key', APPROVED, { ...APPROVED, user_id: 'stranger' }],
];

const OF_LIMITS: readonly Breach[] = [
  ['kyc_limits_level_check', { level: 4 }],
  ['kyc_limits_country_check', { country: '12' }],
  ['kyc_limits_currency_check', { currency: 'EUR' }],
  ['kyc_limits_per_withdrawal_amount_check', { per_withdrawal_amount: -1 }],
  ['kyc_limits_in_order', { per_withdrawal_amount: 3 }],
  ['kyc_limits_in_order', { per_day_amount: 4 }],
];

const TABLES = ['identities', 'identity_documents', 'kyc_limits'];

describe('the tables of kyc', () => {
  const opened = useTestDatabase();
  const people = new Map<string, string>();
  let scans: readonly string[] = [];

  beforeEach(async () => {
    const { users, uploads } = sqlStorage(opened().database);
    for (const name of PEOPLE) {
      const user = aUser();
      await users.add(user);
      people.set(name, user.id);
    }
    const owned = [0, 1].map(() =>
      anUpload(people.get('owner') ?? '', { purpose: 'identity', visibility: 'restricted' }),
    );
    for (const upload of owned) await uploads.add(upload);
    scans = owned.map(({ id }) => id);
  });
  afterEach(() => opened().wipe());

  /** Writes around the product. */
  async function insert(table: string, row: Row): Promise<string> {
    const id = typeof row['id'] === 'string' ? row['id'] : randomUUID();
    const values = Object.entries({ ...(table === 'identity_documents' ? {} : { id }), ...row });
    const columns = values.map(([name]) => escapeIdentifier(name)).join(', ');
    const places = values.map((_, index) => `$${index + 1}`).join(', ');
    await opened().admin.query(
      `INSERT INTO ${table} (${columns}) VALUES (${places})`,
      values.map(([, value]) => (typeof value === 'string' ? (people.get(value) ?? value) : value)),
    );
    return id;
  }

  it.each([DRAFT, SUBMITTED, IN_REVIEW, APPROVED, REJECTED])(
    'take an identity that is $state',
    async (row) => {
      await expect(insert('identities', row)).resolves.toBeDefined();
    },
  );

  it('take one for which two people approved, and one that was given up before or after it was submitted', async () => {
    const approved = { ...APPROVED, level_requested: 3, endorsed_by: 'endorser', expires_at: '2030-01-01' };
    await insert('identities', { ...approved, document_expires_on: '2029-12-31' });
    await insert('identities', { ...DRAFT, state: 'withdrawn', attempt: 2 });
    await insert('identities', { ...SUBMITTED, state: 'withdrawn', attempt: 3 });
    const { rowCount } = await opened().admin.query('SELECT FROM identities');
    expect(rowCount).toBe(3);
  });

  it.each(
    OF_IDENTITIES.map(([constraint, row, changes]) => [constraint, row['state'], changes, row] as const),
  )('refuse by %s one that is %s with %j', async (constraint, _, changes, row) => {
    await expect(insert('identities', { ...row, ...changes })).rejects.toMatchObject({ constraint });
  });

  it.each(UNIQUE)('refuse by %s a second one', async (constraint, first, second) => {
    const id = await insert('identities', first);
    const row = constraint === 'identities_pkey' ? { ...second, id } : second;
    await expect(insert('identities', row)).rejects.toMatchObject({ constraint });
  });

  it('let nobody change an approved identity into a second one of a document', async () => {
    await insert('identities', APPROVED);
    const id = await insert('identities', {
      ...APPROVED,
      user_id: 'stranger',
      document_number_hmac: 'other',
    });
    const change = opened().admin.query(
      `UPDATE identities SET document_number_hmac = 'digest' WHERE id = $1`,
      [id],
    );
    await expect(change).rejects.toMatchObject({ constraint: 'identities_approved_document_key' });
  });

  it.each(['DELETE FROM identities', 'TRUNCATE identities CASCADE'])(
    'keep every attempt: %s',
    async (statement) => {
      await insert('identities', REJECTED);
      await expect(opened().admin.query(statement)).rejects.toMatchObject({ code: '42501' });
    },
  );

  it('show each picture of an identity once, each of a kind there is', async () => {
    const identity_id = await insert('identities', DRAFT);
    const [upload_id, other] = scans;
    const show = (row: Row) =>
      insert('identity_documents', { identity_id, upload_id, kind: 'front', position: 1, ...row });
    await show({});
    const breaches: readonly Breach[] = [
      ['identity_documents_pkey', { upload_id: other }],
      ['identity_documents_upload_key', { kind: 'back' }],
      ['identity_documents_kind_check', { kind: 'tattoo' }],
      ['identity_documents_identity_id_fkey', { identity_id: NOBODY }],
      ['identity_documents_upload_id_fkey', { kind: 'back', upload_id: NOBODY }],
    ];
    for (const [constraint, row] of breaches) await expect(show(row)).rejects.toMatchObject({ constraint });
  });

  it.each(OF_LIMITS)('refuse by %s a limit of %j', async (constraint, changes) => {
    await expect(insert('kyc_limits', { ...LIMIT, ...changes })).rejects.toMatchObject({ constraint });
  });

  it('have one limit from an instant on, and never change it', async () => {
    const id = await insert('kyc_limits', LIMIT);
    await insert('kyc_limits', { ...LIMIT, country: null });
    for (const country of ['CM', null])
      await expect(insert('kyc_limits', { ...LIMIT, country })).rejects.toMatchObject({
        constraint: 'kyc_limits_key',
      });
    await expect(insert('kyc_limits', { ...LIMIT, id, level: 2 })).rejects.toMatchObject({
      constraint: 'kyc_limits_pkey',
    });
    for (const statement of [
      'UPDATE kyc_limits SET per_month_amount = 9',
      'DELETE FROM kyc_limits',
      'TRUNCATE kyc_limits',
    ])
      await expect(opened().admin.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('hold pictures of documents that are restricted, and no others', async () => {
    const [scan] = scans;
    const change = (assignment: string) =>
      opened().admin.query(`UPDATE uploads SET ${assignment} WHERE id = $1`, [scan]);
    const restricted = { constraint: 'uploads_identity_is_restricted' };
    await expect(change(`visibility = 'public'`)).rejects.toMatchObject(restricted);
    await expect(change(`purpose = 'message'`)).rejects.toMatchObject(restricted);
    await expect(change(`visibility = 'secret', purpose = 'message'`)).rejects.toMatchObject({
      constraint: 'uploads_visibility_check',
    });
    await expect(change(`visibility = 'public', purpose = 'fun'`)).rejects.toMatchObject({
      constraint: 'uploads_purpose_check',
    });
  });

  it('have no constraint that was not tried here', async () => {
    const { rows } = await opened().admin.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint
         WHERE conrelid = ANY ($1::text[]::regclass[]) AND contype <> 't' AND conname !~ '_not_null$'
       UNION SELECT indexrelid::regclass::text FROM pg_index
         WHERE indrelid = ANY ($1::text[]::regclass[]) AND indisunique
       ORDER BY 1`,
      [TABLES],
    );
    const tried = [
      ...[...OF_IDENTITIES, ...OF_LIMITS].map(([constraint]) => constraint),
      ...UNIQUE.map(([constraint]) => constraint),
      ...['pkey', 'upload_key', 'kind_check', 'identity_id_fkey', 'upload_id_fkey'].map(
        (name) => `identity_documents_${name}`,
      ),
      ...['kyc_limits_key', 'kyc_limits_pkey'],
    ];
    expect(rows.map(({ name }) => name)).toEqual([...new Set(tried)].sort());
  });
});
