import type { Transition } from '../../kernel/index.js';

export const UPLOAD_STATES = ['initiated', 'stored', 'ready', 'expired', 'orphaned', 'purged'] as const;
export type UploadState = (typeof UPLOAD_STATES)[number];

export type UploadEvent = 'store' | 'pass' | 'expire' | 'orphan' | 'purge';

/**
 * The lifecycle of an upload, version 1. Only `pass` leads to `ready`, and only from `stored`, which nothing
 * reaches whose size, digest and type were not compared with what was announced. A scanner stands between the
 * two when there is one.
 */
export const UPLOAD_PROCESS = [
  { event: 'store', from: ['initiated'], to: 'stored', by: ['owner'] },
  { event: 'pass', from: ['stored'], to: 'ready', by: ['system'] },
  { event: 'expire', from: ['initiated'], to: 'expired', by: ['owner', 'system'] },
  { event: 'orphan', from: ['stored', 'ready'], to: 'orphaned', by: ['owner', 'system'] },
  { event: 'purge', from: ['expired', 'orphaned'], to: 'purged', by: ['system'] },
] as const satisfies readonly Transition<UploadState, UploadEvent, 'owner' | 'system'>[];
