import type {
  ApproveIdentity,
  AttachIdentityDocument,
  ClaimIdentity,
  DetachIdentityDocument,
  Identity,
  ListIdentities,
  ListOwnIdentities,
  OpenIdentityDocument,
  ReadIdentity,
  ReadOwnIdentity,
  ReadOwnKyc,
  RejectIdentity,
  ReleaseIdentity,
  RequestResubmission,
  StartIdentity,
  SubmitIdentity,
  UpdateIdentity,
  WithdrawIdentity,
} from '@2krika/domain';
import {
  created,
  file,
  ListQuery,
  noContent,
  ok,
  route,
  signedIn,
  staff,
  type Route,
} from '../server/index.js';
import {
  ApprovalBody,
  DocumentBody,
  DocumentParams,
  IdentityBody,
  IdentityChanges,
  IdentityParams,
  QueueQuery,
  RefusalBody,
  SubmissionBody,
} from './kyc-inputs.js';
import {
  IdentityPages,
  IdentityView,
  KycView,
  QueuedIdentityPages,
  ReviewedIdentityView,
  ReviewView,
  StartedIdentityView,
  toIdentityView,
  toKycView,
  toQueuedIdentityRow,
  toReviewedIdentityView,
  toReviewView,
  toStartedIdentityView,
} from './kyc-views.js';

export interface KycUseCases {
  readonly readOwnKyc: ReadOwnKyc;
  readonly listOwnIdentities: ListOwnIdentities;
  readonly readOwnIdentity: ReadOwnIdentity;
  readonly startIdentity: StartIdentity;
  readonly updateIdentity: UpdateIdentity;
  readonly attachIdentityDocument: AttachIdentityDocument;
  readonly detachIdentityDocument: DetachIdentityDocument;
  readonly submitIdentity: SubmitIdentity;
  readonly withdrawIdentity: WithdrawIdentity;
  readonly listIdentities: ListIdentities;
  readonly readIdentity: ReadIdentity;
  readonly openIdentityDocument: OpenIdentityDocument;
  readonly claimIdentity: ClaimIdentity;
  readonly releaseIdentity: ReleaseIdentity;
  readonly approveIdentity: ApproveIdentity;
  readonly requestResubmission: RequestResubmission;
  readonly rejectIdentity: RejectIdentity;
}

export function kycRoutes(useCases: KycUseCases): readonly Route[] {
  return [
    ...readingRoutes(useCases),
    ...ownerRoutes(useCases),
    ...documentRoutes(useCases),
    ...queueRoutes(useCases),
    ...reviewRoutes(useCases),
  ];
}

function readingRoutes({ readOwnKyc, listOwnIdentities, readOwnIdentity }: KycUseCases): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/me/kyc',
      summary: 'What is proved of who you are, and what that lets you do.',
      tag: 'KYC',
      access: signedIn,
      answers: { 200: KycView },
      handle: async ({ actor }) => ok(toKycView(await readOwnKyc.execute({ actor }))),
    }),
    route({
      method: 'GET',
      path: '/me/kyc/identities',
      summary: 'Your attempts to prove who you are, newest first.',
      tag: 'KYC',
      access: signedIn,
      query: ListQuery,
      answers: { 200: IdentityPages },
      async handle({ actor, query }) {
        const identities = await listOwnIdentities.execute({ actor, ...query });
        return ok({ ...identities, results: identities.results.map(toIdentityView) });
      },
    }),
    route({
      method: 'GET',
      path: '/me/kyc/identities/{id}',
      summary: 'What became of an attempt.',
      tag: 'KYC',
      access: signedIn,
      params: IdentityParams,
      answers: { 200: IdentityView },
      async handle({ actor, params }) {
        const row = await readOwnIdentity.execute({ actor, identityId: params.id });
        return ok(toIdentityView(row), { version: row.version });
      },
    }),
  ];
}

function ownerRoutes(useCases: KycUseCases): readonly Route[] {
  const { startIdentity, updateIdentity, submitIdentity, withdrawIdentity, readOwnIdentity } = useCases;
  return [
    route({
      method: 'POST',
      path: '/me/kyc/identities',
      summary: 'Begin to prove who you are. Pictures of an attempt before that were fine come with it.',
      tag: 'KYC',
      access: signedIn,
      idempotent: true,
      body: IdentityBody,
      answers: { 201: StartedIdentityView },
      refusals: ['kyc.already_open', 'kyc.level_held', 'kyc.attempts_exhausted', 'kyc.invalid'],
      async handle({ actor, body: { address = null, ...stated } }) {
        const identity = await startIdentity.execute({ actor, ...stated, address });
        return created(`/v1/me/kyc/identities/${identity.id}`, toStartedIdentityView(identity), {
          version: identity.version,
        });
      },
    }),
    route({
      method: 'PATCH',
      path: '/me/kyc/identities/{id}',
      summary: 'Correct what your draft says.',
      tag: 'KYC',
      access: signedIn,
      ifMatch: true,
      params: IdentityParams,
      body: IdentityChanges,
      answers: { 200: IdentityView },
      refusals: ['kyc.not_editable', 'kyc.invalid'],
      async handle({ actor, params, body, expectedVersion }) {
        await updateIdentity.execute({
          actor,
          ...{ identityId: params.id, expectedVersion },
          changes: { ...body },
        });
        const row = await readOwnIdentity.execute({ actor, identityId: params.id });
        return ok(toIdentityView(row), { version: row.version });
      },
    }),
    route({
      method: 'POST',
      path: '/me/kyc/identities/{id}/submit',
      summary: 'Hand it in. From then on it cannot be changed.',
      tag: 'KYC',
      access: signedIn,
      idempotent: true,
      params: IdentityParams,
      body: SubmissionBody,
      answers: { 204: 'empty' },
      refusals: [
        ...['kyc.consent_missing', 'kyc.incomplete', 'kyc.under_age', 'kyc.document_expired'],
        'kyc.event_refused',
      ],
      async handle({ actor, params, body: { hasConsented } }) {
        await submitIdentity.execute({ actor, identityId: params.id, hasConsented });
        return noContent();
      },
    }),
    route({
      method: 'POST',
      path: '/me/kyc/identities/{id}/withdraw',
      summary: 'Give it up before it is decided.',
      tag: 'KYC',
      access: signedIn,
      idempotent: true,
      params: IdentityParams,
      answers: { 204: 'empty' },
      refusals: ['kyc.event_refused'],
      async handle({ actor, params }) {
        await withdrawIdentity.execute({ actor, identityId: params.id });
        return noContent();
      },
    }),
  ];
}

function documentRoutes(useCases: KycUseCases): readonly Route[] {
  const { attachIdentityDocument, detachIdentityDocument } = useCases;
  return [
    route({
      method: 'PUT',
      path: '/me/kyc/identities/{id}/documents/{kind}',
      summary: 'Show a picture with your draft, instead of the one of its kind before.',
      tag: 'KYC',
      access: signedIn,
      params: DocumentParams,
      body: DocumentBody,
      answers: { 204: 'empty' },
      refusals: ['kyc.not_editable', 'upload.not_yours', 'upload.not_ready', 'upload.purpose_mismatch'],
      async handle({ actor, params: { id, kind }, body: { uploadId } }) {
        await attachIdentityDocument.execute({ actor, identityId: id, kind, uploadId });
        return noContent();
      },
    }),
    route({
      method: 'DELETE',
      path: '/me/kyc/identities/{id}/documents/{kind}',
      summary: 'Take a picture off your draft.',
      tag: 'KYC',
      access: signedIn,
      params: DocumentParams,
      answers: { 204: 'empty' },
      refusals: ['kyc.not_editable', 'kyc.document_not_found'],
      async handle({ actor, params: { id, kind } }) {
        await detachIdentityDocument.execute({ actor, identityId: id, kind });
        return noContent();
      },
    }),
  ];
}

function queueRoutes({ listIdentities, readIdentity, openIdentityDocument }: KycUseCases): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/admin/kyc/identities',
      summary:
        'What was submitted, the first first. What never was, such as a draft, is shown when its state is asked for.',
      tag: 'KYC review',
      access: staff('kyc:review'),
      query: QueueQuery,
      answers: { 200: QueuedIdentityPages },
      async handle({ actor, query: { state = null, level = null, ...query } }) {
        const identities = await listIdentities.execute({ actor, filter: { state, level }, ...query });
        return ok({ ...identities, results: identities.results.map(toQueuedIdentityRow) });
      },
    }),
    route({
      method: 'GET',
      path: '/admin/kyc/identities/{id}',
      summary: 'All of an attempt. That you looked is written down.',
      tag: 'KYC review',
      access: staff('kyc:review'),
      params: IdentityParams,
      answers: { 200: ReviewedIdentityView },
      async handle({ actor, params }) {
        const identity = await readIdentity.execute({ actor, identityId: params.id });
        return ok(toReviewedIdentityView(identity), { version: identity.version });
      },
    }),
    route({
      method: 'GET',
      path: '/admin/kyc/identities/{id}/documents/{kind}',
      summary: 'A picture of an attempt. That you looked is written down.',
      tag: 'KYC review',
      access: staff('kyc:review'),
      params: DocumentParams,
      answers: { 200: 'bytes' },
      refusals: ['kyc.document_not_found'],
      async handle({ actor, params: { id, kind } }) {
        const { upload, content } = await openIdentityDocument.execute({ actor, identityId: id, kind });
        return file(content, upload.mimeType, upload.name);
      },
    }),
  ];
}

const OF_REVIEWS = ['kyc.own_decision', 'kyc.claimed', 'kyc.event_refused'];

function reviewRoutes(useCases: KycUseCases): readonly Route[] {
  const { claimIdentity, releaseIdentity, approveIdentity, requestResubmission, rejectIdentity } = useCases;
  const claiming = (name: string, summary: string, step: ClaimIdentity | ReleaseIdentity) =>
    route({
      method: 'POST',
      path: `/admin/kyc/identities/{id}/${name}`,
      summary,
      tag: 'KYC review',
      access: staff('kyc:review'),
      ifMatch: true,
      params: IdentityParams,
      answers: { 200: ReviewView },
      refusals: OF_REVIEWS,
      async handle({ actor, params, expectedVersion }) {
        return reviewed(await step.execute({ actor, identityId: params.id, expectedVersion }));
      },
    });
  const refusing = (name: string, summary: string, step: RequestResubmission | RejectIdentity) =>
    route({
      method: 'POST',
      path: `/admin/kyc/identities/{id}/${name}`,
      summary,
      tag: 'KYC review',
      access: staff('kyc:review'),
      ifMatch: true,
      params: IdentityParams,
      body: RefusalBody,
      answers: { 200: ReviewView },
      refusals: [...OF_REVIEWS, 'kyc.attempts_exhausted'],
      async handle({ actor, params, expectedVersion, body: { internalNote = null, ...refusal } }) {
        return reviewed(
          await step.execute({
            actor,
            ...{ identityId: params.id, expectedVersion },
            ...{ ...refusal, internalNote },
          }),
        );
      },
    });
  return [
    claiming('claim', 'Keep other reviewers off it for half an hour.', claimIdentity),
    claiming('release', 'Let other reviewers have it again.', releaseIdentity),
    route({
      method: 'POST',
      path: '/admin/kyc/identities/{id}/approve',
      summary: 'Believe it. Of a level that takes two people, the first endorses it.',
      tag: 'KYC review',
      access: staff('kyc:review'),
      ifMatch: true,
      params: IdentityParams,
      body: ApprovalBody,
      answers: { 200: ReviewView },
      refusals: [...OF_REVIEWS, 'kyc.document_taken', 'kyc.document_expired'],
      async handle({ actor, params, expectedVersion, body: { messageToUser = null, internalNote = null } }) {
        return reviewed(
          await approveIdentity.execute({
            actor,
            ...{ identityId: params.id, expectedVersion },
            ...{ messageToUser, internalNote },
          }),
        );
      },
    }),
    refusing(
      'request-resubmission',
      'Ask for another attempt, which begins with the pictures that are fine.',
      requestResubmission,
    ),
    refusing('reject', 'Do not believe it.', rejectIdentity),
  ];
}

function reviewed(identity: Identity) {
  return ok(toReviewView(identity), { version: identity.version });
}
