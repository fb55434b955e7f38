import type { MimeType } from './mime-type.js';

/** What a file is for decides what it may be and who may see it. */
export const UPLOAD_PURPOSES = ['avatar', 'service_media', 'message', 'delivery', 'identity'] as const;
export type UploadPurpose = (typeof UPLOAD_PURPOSES)[number];

/**
 * Who may download a file: everybody; its owner and the parties of whatever it is linked to; or its owner alone, and
 * whoever a use case lets in that writes down who looked.
 */
export type UploadVisibility = 'public' | 'parties' | 'restricted';

export interface UploadPolicy {
  readonly visibility: UploadVisibility;
  /** Bytes. */
  readonly maxBytes: number;
  readonly types: readonly MimeType[];
}

const MEBIBYTE = 1_048_576;

const IMAGES: readonly MimeType[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
// No type a browser would run: SVG and HTML carry scripts.
const DOCUMENTS: readonly MimeType[] = [...IMAGES, 'application/pdf', 'text/plain', 'application/zip'];

const SCANS: readonly MimeType[] = ['image/png', 'image/jpeg', 'image/webp', 'application/pdf'];

export const UPLOAD_POLICIES: Readonly<Record<UploadPurpose, UploadPolicy>> = {
  avatar: { visibility: 'public', maxBytes: 2 * MEBIBYTE, types: IMAGES },
  service_media: { visibility: 'public', maxBytes: 5 * MEBIBYTE, types: IMAGES },
  message: { visibility: 'parties', maxBytes: 20 * MEBIBYTE, types: DOCUMENTS },
  delivery: { visibility: 'parties', maxBytes: 50 * MEBIBYTE, types: DOCUMENTS },
  identity: { visibility: 'restricted', maxBytes: 10 * MEBIBYTE, types: SCANS },
};
