import { IsIn, IsInt, Min } from 'class-validator';
import {
  UPLOAD_POLICIES,
  UPLOAD_PURPOSES,
  UPLOAD_STATES,
  type CreateUpload,
  type DeleteUpload,
  type OpenDownload,
  type ReadUpload,
  type StoreUploadContent,
  type Upload,
  type UploadPurpose,
  type UploadState,
  type UploadView as UploadRow,
} from '@2krika/domain';
import {
  anonymous,
  created,
  file,
  Id,
  Instant,
  Integer,
  noContent,
  ok,
  route,
  signedIn,
  Text,
  upload,
  type Route,
} from '../server/index.js';

export interface FileUseCases {
  readonly createUpload: CreateUpload;
  readonly storeUploadContent: StoreUploadContent;
  readonly readUpload: ReadUpload;
  readonly openDownload: OpenDownload;
  readonly deleteUpload: DeleteUpload;
}

const LARGEST = Math.max(...Object.values(UPLOAD_POLICIES).map(({ maxBytes }) => maxBytes));

class UploadParams {
  @Id()
  id!: string;
}

class UploadBody {
  @IsIn(UPLOAD_PURPOSES)
  purpose!: UploadPurpose;

  @Text({ max: 255 })
  name!: string;

  @Integer({ min: 1, max: LARGEST })
  size!: number;

  @Text({ max: 100 })
  type!: string;

  /** Of the content, in hexadecimal. */
  @Text({ min: 64, max: 64 })
  sha256!: string;
}

export class UploadView {
  @Id()
  id!: string;

  @IsIn(UPLOAD_PURPOSES)
  purpose!: UploadPurpose;

  @Text({ max: 255 })
  name!: string;

  @IsInt()
  @Min(1)
  size!: number;

  @Text({ max: 100 })
  type!: string;

  @Text({ min: 64, max: 64 })
  sha256!: string;

  @IsIn(UPLOAD_STATES)
  state!: UploadState;

  @Instant()
  expiresAt!: string;

  @Instant()
  createdAt!: string;
}

type UploadFacts = Pick<
  UploadRow,
  'id' | 'purpose' | 'name' | 'sizeBytes' | 'mimeType' | 'sha256' | 'state' | 'expiresAt' | 'createdAt'
>;

function toUploadView(facts: UploadFacts): UploadView {
  const { id, purpose, name, sizeBytes, mimeType, sha256, state, expiresAt, createdAt } = facts;
  return {
    id,
    ...{ purpose, name, size: sizeBytes, type: mimeType, sha256, state },
    expiresAt: expiresAt.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}

const viewOf = (uploaded: Upload) => toUploadView(uploaded.snapshot());

export function fileRoutes(useCases: FileUseCases): readonly Route[] {
  const { createUpload, storeUploadContent, readUpload, openDownload, deleteUpload } = useCases;
  return [
    route({
      method: 'POST',
      path: '/uploads',
      summary: 'Announce a file; its content is sent next.',
      tag: 'Files',
      access: signedIn,
      body: UploadBody,
      answers: { 201: UploadView },
      refusals: ['upload.type_not_allowed', 'upload.too_large'],
      async handle({ actor, body: { size, type, ...body } }) {
        const announced = await createUpload.execute({ actor, ...body, sizeBytes: size, mimeType: type });
        return created(`/v1/uploads/${announced.id}`, viewOf(announced));
      },
    }),
    route({
      method: 'PUT',
      path: '/uploads/{id}/content',
      summary: 'Send the content. It has to be what was announced.',
      tag: 'Files',
      access: signedIn,
      params: UploadParams,
      body: upload({ limit: LARGEST }),
      answers: { 200: UploadView },
      refusals: ['upload.content_mismatch'],
      handle: async ({ actor, params, body }) =>
        ok(viewOf(await storeUploadContent.execute({ actor, uploadId: params.id, content: body }))),
    }),
    route({
      method: 'GET',
      path: '/uploads/{id}',
      summary: 'What is known of your file.',
      tag: 'Files',
      access: signedIn,
      params: UploadParams,
      answers: { 200: UploadView },
      handle: async ({ actor, params }) =>
        ok(toUploadView(await readUpload.execute({ actor, uploadId: params.id }))),
    }),
    route({
      method: 'GET',
      path: '/uploads/{id}/download',
      summary: 'The content, for its owner and the parties of whatever shows it.',
      tag: 'Files',
      access: signedIn,
      params: UploadParams,
      answers: { 200: 'bytes' },
      async handle({ actor, params }) {
        const { upload: row, content } = await openDownload.execute({ actor, uploadId: params.id });
        return file(content, row.mimeType, row.name);
      },
    }),
    route({
      method: 'GET',
      path: '/public-files/{id}',
      summary: 'The content of a file everybody may see.',
      tag: 'Files',
      access: anonymous,
      params: UploadParams,
      answers: { 200: 'bytes' },
      async handle({ params }) {
        const { upload: row, content } = await openDownload.execute({ actor: null, uploadId: params.id });
        return file(content, row.mimeType, row.name);
      },
    }),
    route({
      method: 'DELETE',
      path: '/uploads/{id}',
      summary: 'Remove your file, unless something shows it.',
      tag: 'Files',
      access: signedIn,
      params: UploadParams,
      answers: { 204: 'empty' },
      async handle({ actor, params }) {
        await deleteUpload.execute({ actor, uploadId: params.id });
        return noContent();
      },
    }),
  ];
}
