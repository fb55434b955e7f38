import { after, HOUR } from '../../kernel/index.js';
import { Upload, UPLOAD_LIFETIME, type NewUpload, type UploadRecord } from './upload.js';
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
import { UPLOAD_STATES, type UploadState } from './upload-process.js';
import { UPLOAD_POLICIES, UPLOAD_PURPOSES } from './upload-purpose.js';

const NOW = new Date('2026-01-05T08:00:00.000Z');
const SHA256 = 'ab'.repeat(32);
const HEAD = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const CONTENT = { sizeBytes: 1_024, sha256: SHA256, head: HEAD };

function anUpload(overrides: Partial<NewUpload> = {}): Upload {
  return Upload.initiate({
    id: 'upload',
    ownerId: 'awa',
    purpose: 'service_media',
    name: '../logo.png',
    mimeType: 'image/png',
    sizeBytes: 1_024,
    sha256: SHA256.toUpperCase(),
    now: NOW,
    ...overrides,
  });
}

function inState(state: UploadState): Upload {
  return Upload.rehydrate({ ...anUpload().snapshot(), state });
}

const stateOf = (upload: Upload) => upload.snapshot().state;
const by = (userId: string) => ({ userId, permissions: new Set<never>() });

describe('Upload', () => {
  it('is announced with a key of ours, a clean name and an hour to arrive', () => {
    expect(anUpload().snapshot()).toEqual({
      id: 'upload',
      ownerId: 'awa',
      purpose: 'service_media',
      visibility: 'public',
      path: 'service_media/upload',
      name: 'logo.png',
      mimeType: 'image/png',
      sizeBytes: 1_024,
      sha256: SHA256,
      state: 'initiated',
      expiresAt: after(NOW, HOUR),
      deletedAt: null,
      version: 0,
      createdAt: NOW,
      updatedAt: NOW,
    } satisfies UploadRecord);
  });

  it.each(UPLOAD_PURPOSES)('takes for %s all that its policy takes, up to its limit', (purpose) => {
    const { types, maxBytes, visibility } = UPLOAD_POLICIES[purpose];
    for (const mimeType of types) {
      const upload = anUpload({ purpose, mimeType, sizeBytes: maxBytes });
      expect(upload.snapshot()).toMatchObject({ purpose, mimeType, visibility });
    }
    expect(() => anUpload({ purpose, sizeBytes: maxBytes + 1 })).toThrow(UploadTooLarge);
    expect(() => anUpload({ purpose, mimeType: 'image/svg+xml' })).toThrow(UploadTypeNotAllowed);
    expect(() => anUpload({ purpose, mimeType: 'text/html' })).toThrow(UploadTypeNotAllowed);
  });

  it('is no document where a picture is shown to everybody', () => {
    expect(() => anUpload({ mimeType: 'application/pdf' })).toThrow(UploadTypeNotAllowed);
    expect(() => anUpload({ purpose: 'avatar', mimeType: 'application/zip' })).toThrow(UploadTypeNotAllowed);
  });

  it.each([0, -1, 1.5, Number.NaN])('is refused with a size of %p', (sizeBytes) => {
    expect(() => anUpload({ sizeBytes })).toThrow(InvalidUpload);
  });

  it.each(['', 'ab', `${SHA256}0`, 'g'.repeat(64), ` ${SHA256.slice(1)}`])(
    'is refused with the digest %j',
    (sha256) => {
      expect(() => anUpload({ sha256 })).toThrow(InvalidUpload);
    },
  );

  it('is nobody else’s', () => {
    expect(() => {
      anUpload().assertOwnedBy(by('ben'));
    }).toThrow(UploadNotFound);
    anUpload().assertOwnedBy(by('awa'));
  });

  it('is ready once its content was compared with what was announced, and says so', () => {
    const upload = anUpload();
    upload.store(CONTENT, NOW);
    expect(stateOf(upload)).toBe('stored');
    expect(upload.pullEvents()).toEqual([]);
    upload.pass(after(NOW, 1));
    expect(upload.snapshot()).toMatchObject({ state: 'ready', updatedAt: after(NOW, 1) });
    upload.pass(after(NOW, 2));
    expect(upload.pullEvents()).toEqual([
      {
        name: 'upload.ready',
        aggregateType: 'upload',
        aggregateId: 'upload',
        occurredAt: after(NOW, 1),
        payload: { ownerId: 'awa', purpose: 'service_media' },
      },
    ]);
  });

  it.each([
    ['size', { sizeBytes: 1_023 }],
    ['sha256', { sha256: 'ac'.repeat(32) }],
    ['type', { head: Uint8Array.of(0xff, 0xd8, 0xff) }],
    ['type', { head: new TextEncoder().encode('<svg onload="alert(1)">') }],
  ] as const)('is not stored when the %s is another than announced: %#', (aspect, content) => {
    const upload = anUpload();
    expect(() => {
      upload.store({ ...CONTENT, ...content }, NOW);
    }).toThrow(new ContentMismatch(aspect));
    expect(stateOf(upload)).toBe('initiated');
  });

  it('takes content until it expires, and once', () => {
    const expiry = after(NOW, UPLOAD_LIFETIME);
    expect(() => {
      anUpload().store(CONTENT, expiry);
    }).toThrow(UploadExpired);
    const upload = anUpload();
    upload.store(CONTENT, after(expiry, -1));
    expect(() => {
      upload.store(CONTENT, NOW);
    }).toThrow(UploadEventRefused);
  });

  it.each(UPLOAD_STATES.filter((state) => state !== 'stored' && state !== 'ready'))(
    'does not become ready from %s',
    (state) => {
      expect(() => {
        inState(state).pass(NOW);
      }).toThrow(UploadEventRefused);
    },
  );

  it('can be used by its owner for its purpose only, and only when it is ready', () => {
    expect(() => {
      inState('ready').assertUsableBy(by('ben'), 'service_media');
    }).toThrow(UploadNotYours);
    inState('ready').assertUsableBy(by('awa'), 'service_media');
    expect(() => {
      inState('ready').assertUsableBy(by('awa'), 'delivery');
    }).toThrow(UploadPurposeMismatch);
    for (const state of UPLOAD_STATES.filter((other) => other !== 'ready')) {
      expect(() => {
        inState(state).assertUsableBy(by('awa'), 'service_media');
      }).toThrow(UploadNotReady);
    }
  });

  it.each<[UploadState, UploadState]>([
    ['initiated', 'expired'],
    ['stored', 'orphaned'],
    ['ready', 'orphaned'],
    ['expired', 'expired'],
    ['orphaned', 'orphaned'],
    ['purged', 'purged'],
  ])('that is %s is %s once it is given up', (from, to) => {
    const upload = inState(from);
    upload.giveUp(NOW);
    expect(stateOf(upload)).toBe(to);
  });

  it.each(['expired', 'orphaned'] as const)('that is %s can be purged, and says so once', (state) => {
    const upload = inState(state);
    upload.purge(NOW);
    upload.purge(after(NOW, 1));
    expect(upload.snapshot()).toMatchObject({ state: 'purged', deletedAt: NOW });
    expect(upload.pullEvents()).toMatchObject([{ name: 'upload.purged', payload: { ownerId: 'awa' } }]);
  });

  it.each(['initiated', 'stored', 'ready'] as const)('that is %s cannot be purged', (state) => {
    expect(() => {
      inState(state).purge(NOW);
    }).toThrow(UploadEventRefused);
  });
});
