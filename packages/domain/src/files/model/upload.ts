import {
  after,
  Aggregate,
  HOUR,
  isAlreadyDone,
  transitionFrom,
  type AggregateState,
  type Duration,
  type Id,
} from '../../kernel/index.js';
import type { Actor, UserId } from '../../identity/index.js';
import { cleanFileName } from './file-name.js';
import { isMimeType, sniffMimeType, type MimeType } from './mime-type.js';
import {
  ContentMismatch,
  InvalidUpload,
  UploadEventRefused,
  UploadExpired,
  UploadNotFound,
  UploadNotReady,
  UploadNotYours,
  UploadPurposeMismatch,
  UploadTooLarge,
  UploadTypeNotAllowed,
} from './upload-errors.js';
import { UPLOAD_PROCESS, type UploadEvent, type UploadState } from './upload-process.js';
import { UPLOAD_POLICIES, type UploadPurpose, type UploadVisibility } from './upload-purpose.js';

export type UploadId = Id<'upload'>;

/** How long the content may take to arrive. */
export const UPLOAD_LIFETIME: Duration = HOUR;

export interface UploadRecord extends AggregateState {
  readonly id: UploadId;
  readonly ownerId: UserId;
  readonly purpose: UploadPurpose;
  readonly visibility: UploadVisibility;
  /** The key its bytes are stored under: ours, never the sender's. */
  readonly path: string;
  /** As its owner calls it, cleaned. */
  readonly name: string;
  readonly mimeType: MimeType;
  readonly sizeBytes: number;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly state: UploadState;
  /** Until when its content may arrive. */
  readonly expiresAt: Date;
  /** When its bytes were removed for good. */
  readonly deletedAt: Date | null;
}

export interface NewUpload {
  readonly id: UploadId;
  readonly ownerId: UserId;
  readonly purpose: UploadPurpose;
  readonly name: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly now: Date;
}

/** What really arrived. */
export interface StoredContent {
  readonly sizeBytes: number;
  /** As in `UploadRecord`. */
  readonly sha256: string;
  /** The first `HEAD_BYTES` of it, fewer when it is shorter. */
  readonly head: Uint8Array;
}

const SHA256 = /^[0-9a-f]{64}$/;
const GIVEN_UP: readonly UploadState[] = ['expired', 'orphaned', 'purged'];

/** A file: announced first, then sent, checked, and used by being linked. */
export class Upload extends Aggregate<UploadRecord> {
  private constructor(state: UploadRecord) {
    super('upload', state);
  }

  /** @throws InvalidUpload; UploadTypeNotAllowed; UploadTooLarge */
  static initiate({ now, mimeType, name, sha256, ...upload }: NewUpload): Upload {
    const { purpose, sizeBytes } = upload;
    const { visibility, types, maxBytes } = UPLOAD_POLICIES[purpose];
    const digest = sha256.toLowerCase();
    if (!SHA256.test(digest))
      throw new InvalidUpload('/sha256', 'A SHA-256 digest has 64 hexadecimal digits.');
    if (!Number.isInteger(sizeBytes) || sizeBytes < 1)
      throw new InvalidUpload('/size', 'A file has at least one byte.');
    if (!isMimeType(mimeType) || !types.includes(mimeType))
      throw new UploadTypeNotAllowed(purpose, mimeType, types);
    if (sizeBytes > maxBytes) throw new UploadTooLarge(purpose, maxBytes);
    return new Upload({
      createdAt: now,
      ...upload,
      visibility,
      path: `${purpose}/${upload.id}`,
      name: cleanFileName(name, mimeType),
      mimeType,
      sha256: digest,
      state: 'initiated',
      expiresAt: after(now, UPLOAD_LIFETIME),
      deletedAt: null,
      version: 0,
      updatedAt: now,
    });
  }

  static rehydrate(state: UploadRecord): Upload {
    return new Upload(state);
  }

  /** @throws UploadNotFound for everybody else, who must not learn that it exists */
  assertOwnedBy(actor: Actor): void {
    if (actor.userId !== this.state.ownerId) throw new UploadNotFound(this.id);
  }

  /** @throws UploadEventRefused when its content is there already; UploadExpired */
  assertAwaitsContent(now: Date): void {
    if (this.state.state !== 'initiated') throw new UploadEventRefused('store', this.state.state);
    if (now >= this.state.expiresAt) throw new UploadExpired(this.id);
  }

  /**
   * Its bytes are stored. They must be what was announced: a name and a header prove nothing.
   * @throws ContentMismatch; UploadEventRefused; UploadExpired
   */
  store(content: StoredContent, now: Date): void {
    this.assertAwaitsContent(now);
    if (content.sizeBytes !== this.state.sizeBytes) throw new ContentMismatch('size');
    if (content.sha256 !== this.state.sha256) throw new ContentMismatch('sha256');
    if (sniffMimeType(content.head) !== this.state.mimeType) throw new ContentMismatch('type');
    this.apply('store', now);
  }

  /** Nothing is left to check: it may be used. */
  pass(now: Date): void {
    if (!this.apply('pass', now)) return;
    const { ownerId, purpose } = this.state;
    this.record('upload.ready', now, { ownerId, purpose });
  }

  /** @throws UploadNotYours; UploadPurposeMismatch; UploadNotReady */
  assertUsableBy(actor: Actor, purpose: UploadPurpose): void {
    if (actor.userId !== this.state.ownerId) throw new UploadNotYours(this.id);
    if (this.state.purpose !== purpose) throw new UploadPurposeMismatch(this.id, this.state.purpose, purpose);
    if (this.state.state !== 'ready') throw new UploadNotReady(this.id, this.state.state);
  }

  /** Nobody wants it any more, or it never came: its bytes can be removed. */
  giveUp(now: Date): void {
    if (GIVEN_UP.includes(this.state.state)) return;
    this.apply(this.state.state === 'initiated' ? 'expire' : 'orphan', now);
  }

  /** Its bytes are gone. The row stays, to tell what was there. @throws UploadEventRefused while it is in use */
  purge(now: Date): void {
    if (!this.apply('purge', now)) return;
    this.change({ deletedAt: now }, now);
    this.record('upload.purged', now, { ownerId: this.state.ownerId });
  }

  /** False when the event has nothing left to do. @throws UploadEventRefused */
  private apply(event: UploadEvent, now: Date): boolean {
    const { state } = this.state;
    const transition = transitionFrom(UPLOAD_PROCESS, state, event);
    if (transition) {
      this.change({ state: transition.to }, now);
      return true;
    }
    if (isAlreadyDone(UPLOAD_PROCESS, state, event)) return false;
    throw new UploadEventRefused(event, state);
  }
}
