import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import { Upload } from '../model/upload.js';
import type { UploadPurpose } from '../model/upload-purpose.js';
import type { UploadRepository } from '../ports/upload-repository.js';

export interface CreateUploadInput {
  readonly actor: Actor;
  readonly purpose: UploadPurpose;
  readonly name: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Announces a file. Its content is sent next. */
export class CreateUpload {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ uploads: UploadRepository }>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidUpload; UploadTypeNotAllowed; UploadTooLarge */
  async execute({ actor, ...announced }: CreateUploadInput): Promise<Upload> {
    const upload = Upload.initiate({
      ...announced,
      id: this.ids.generate(),
      ownerId: actor.userId,
      now: this.clock.now(),
    });
    await this.unitOfWork.run(({ uploads }) => uploads.add(upload));
    return upload;
  }
}
