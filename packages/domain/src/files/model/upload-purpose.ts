import type { MimeType } from './mime-type.js';

/** What a file is for decides what it may be and who may see it. */
export const UPLOAD_PURPOSES = ['avatar', 'service_media', 'message', 'delivery'] as const;
export type UploadPurpose = (typeof UPLOAD_PURPOSES)[number];

/** Who may download a file: everybody, or its owner and the parties of whatever it is linked to. */
export type UploadVisibility = 'public' | 'parties';

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

export const UPLOAD_POLICIES: Readonly<Record<UploadPurpose, UploadPolicy>> = {
  avatar: { visibility: 'public', maxBytes: 2 * MEBIBYTE, types: IMAGES },
  service_media: { visibility: 'public', maxBytes: 5 * MEBIBYTE, types: IMAGES },
  message: { visibility: 'parties', maxBytes: 20 * MEBIBYTE, types: DOCUMENTS },
  delivery: { visibility: 'parties', maxBytes: 50 * MEBIBYTE, types: DOCUMENTS },
};
