import { DomainError } from '../../kernel/index.js';
import type { UploadEvent, UploadState } from './upload-process.js';
import type { UploadPurpose } from './upload-purpose.js';

/** There is no such upload, or it is none of the actor's business. */
export class UploadNotFound extends DomainError {
  readonly code = 'upload.not_found';
  readonly kind = 'not_found';

  constructor(uploadId: string) {
    super('There is no such upload.', { uploadId });
  }
}

/** A file that is to be shown somewhere is not there, or not the actor's own: which of the two stays untold. */
export class UploadNotYours extends DomainError {
  readonly code = 'upload.not_yours';
  readonly kind = 'rule_violation';

  constructor(uploadId: string) {
    super('There is no such upload of yours.', { uploadId });
  }
}

/** What is said about the file cannot be true of any file. */
export class InvalidUpload extends DomainError {
  readonly code = 'upload.invalid';
  readonly kind = 'invalid';

  constructor(pointer: string, reason: string) {
    super(reason, { pointer });
  }
}

/** Files of this type are not taken for this purpose. */
export class UploadTypeNotAllowed extends DomainError {
  readonly code = 'upload.type_not_allowed';
  readonly kind = 'rule_violation';

  constructor(purpose: UploadPurpose, mimeType: string, allowed: readonly string[]) {
    super(`A file for ${purpose} is one of ${allowed.join(', ')}.`, { purpose, mimeType, allowed });
  }
}

/** The file is larger than its purpose allows. */
export class UploadTooLarge extends DomainError {
  readonly code = 'upload.too_large';
  readonly kind = 'rule_violation';

  constructor(purpose: UploadPurpose, maxBytes: number) {
    super(`A file for ${purpose} has at most ${maxBytes} bytes.`, { purpose, maxBytes });
  }
}

/** The bytes that arrived are not the file that was announced. */
export class ContentMismatch extends DomainError {
  readonly code = 'upload.content_mismatch';
  readonly kind = 'rule_violation';

  constructor(aspect: 'size' | 'sha256' | 'type') {
    super(`The ${aspect} of the content is not the one that was announced.`, { aspect });
  }
}

/** Bytes for this upload arrived before and were not settled: another request is sending them, or one was cut off. */
export class ContentAlreadySent extends DomainError {
  readonly code = 'upload.content_already_sent';
  readonly kind = 'conflict';

  constructor(uploadId: string) {
    super('The content of this upload was sent already. Create another upload to send it again.', {
      uploadId,
    });
  }
}

/** The upload's process has no such step for the state it is in. */
export class UploadEventRefused extends DomainError {
  readonly code = 'upload.event_refused';
  readonly kind = 'conflict';

  constructor(event: UploadEvent, state: UploadState) {
    super(`An upload that is ${state} does not allow ${event}.`, { event, state });
  }
}

/** The content was not sent in time. */
export class UploadExpired extends DomainError {
  readonly code = 'upload.expired';
  readonly kind = 'conflict';

  constructor(uploadId: string) {
    super('The time to send this file is over. Create another upload.', { uploadId });
  }
}

/** Only a file that was received and checked can be used. */
export class UploadNotReady extends DomainError {
  readonly code = 'upload.not_ready';
  readonly kind = 'conflict';

  constructor(uploadId: string, state: UploadState) {
    super('This upload is not ready to be used.', { uploadId, state });
  }
}

/** The file was uploaded, and limited, for something else. */
export class UploadPurposeMismatch extends DomainError {
  readonly code = 'upload.purpose_mismatch';
  readonly kind = 'rule_violation';

  constructor(uploadId: string, purpose: UploadPurpose, wanted: UploadPurpose) {
    super(`This file was uploaded for ${purpose}, not for ${wanted}.`, { uploadId, purpose, wanted });
  }
}

/** Something still shows the file. */
export class UploadInUse extends DomainError {
  readonly code = 'upload.in_use';
  readonly kind = 'conflict';

  constructor(uploadId: string) {
    super('This file is in use. Remove it from there first.', { uploadId });
  }
}
