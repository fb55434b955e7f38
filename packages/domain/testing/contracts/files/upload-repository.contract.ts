import {
  after,
  DAY,
  HOUR,
  StaleVersion,
  Upload,
  UploadNotFound,
  type UnitOfWork,
  type UploadRecord,
  type UploadRepository,
  type UserRepository,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { anUpload } from '../../factories/files/upload-factory.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface UploadRepositoryPorts {
  readonly users: UserRepository;
  readonly uploads: UploadRepository;
  readonly unitOfWork: UnitOfWork<{ uploads: UploadRepository }>;
}

const LATER = new Date('2026-02-01T10:20:30.456Z');
const ALL = 10_000;

/** Every state an upload can be found in; between them, every field has another value than the factory's. */
const STATES: Readonly<Record<string, Partial<UploadRecord>>> = {
  initiated: { state: 'initiated', purpose: 'message', visibility: 'parties', expiresAt: LATER },
  stored: { state: 'stored', purpose: 'delivery', mimeType: 'application/zip', name: 'sources été.zip' },
  ready: { state: 'ready', purpose: 'avatar', sizeBytes: 52_428_800, sha256: '0f'.repeat(32) },
  expired: { state: 'expired', updatedAt: LATER },
  orphaned: { state: 'orphaned', createdAt: after(TEST_EPOCH, -HOUR) },
};

export function uploadRepositoryContract(open: Open<UploadRepositoryPorts>): void {
  describe('UploadRepository', () => {
    let ports: UploadRepositoryPorts;
    let uploads: UploadRepository;
    let ownerId: string;

    beforeEach(async () => {
      ports = await open();
      ({ uploads } = ports);
      const owner = aUser();
      await ports.users.add(owner);
      ownerId = owner.id;
    });

    const aHolder = () => ({ type: 'service', id: anId() });

    async function added(overrides: Partial<UploadRecord> = {}): Promise<Upload> {
      const upload = anUpload(ownerId, overrides);
      await uploads.add(upload);
      return upload;
    }

    it('answers null, or refuses, for an upload nobody added', async () => {
      expect(await uploads.find(anId())).toBeNull();
      expect(await uploads.isLinked(anId())).toBe(false);
      expect(await uploads.linkedTo(aHolder())).toEqual([]);
      await expect(ports.unitOfWork.run((scope) => scope.uploads.getForUpdate(anId()))).rejects.toThrow(
        UploadNotFound,
      );
    });

    it.each(Object.keys(STATES))('gives back an added upload that is %s as it was', async (state) => {
      const upload = await added(STATES[state]);
      expect((await uploads.find(upload.id))?.snapshot()).toEqual(upload.snapshot());
    });

    it.each(Object.keys(STATES))('gives back an upload that became %s as it was saved', async (state) => {
      const upload = await added();
      const { ownerId: _, ...changes } = { ...upload.snapshot(), ...STATES[state] };
      const changed = Upload.rehydrate({ ...changes, ownerId, createdAt: TEST_EPOCH });
      await uploads.save(changed);
      expect(changed.version).toBe(1);
      expect((await uploads.find(upload.id))?.snapshot()).toEqual(changed.snapshot());
    });

    it('refuses the id of another upload', async () => {
      const { id } = await added();
      await expect(uploads.add(anUpload(ownerId, { id }))).rejects.toMatchObject({
        code: 'kernel.already_exists',
      });
    });

    it('shows no change that was not saved', async () => {
      const upload = await added();
      upload.giveUp(LATER);
      expect((await uploads.find(upload.id))?.snapshot().state).toBe('ready');
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const [upload, holder] = [await added(), aHolder()];
      const fresh = anUpload(ownerId);
      const work = ports.unitOfWork.run(async (scope) => {
        await scope.uploads.add(fresh);
        await scope.uploads.setLinks(holder, [upload.id], LATER);
        expect(await scope.uploads.isLinked(upload.id)).toBe(true);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await uploads.find(fresh.id)).toBeNull();
      expect(await uploads.isLinked(upload.id)).toBe(false);
    });

    it('writes in the transaction it is given, and not before that commits', async () => {
      const [upload, holder] = [anUpload(ownerId), aHolder()];
      const transaction = await uploads.begin();
      try {
        await uploads.add(upload, { transaction });
        await uploads.setLinks(holder, [upload.id], LATER, { transaction });
        expect(await uploads.linkedTo(holder)).toEqual([]);
        expect(await uploads.linkedTo(holder, { transaction })).toEqual([upload.id]);
        await transaction.commit();
      } finally {
        await transaction.rollback();
      }
      expect((await uploads.find(upload.id))?.id).toBe(upload.id);
      expect(await uploads.linkedTo(holder)).toEqual([upload.id]);
    });

    it('keeps the row of a purged upload and shows it to nobody', async () => {
      const upload = await added({ state: 'orphaned' });
      upload.purge(LATER);
      await uploads.save(upload);
      expect(await uploads.find(upload.id)).toBeNull();
      await ports.unitOfWork.run(async (scope) => {
        expect(await scope.uploads.listForUpdate([upload.id])).toEqual([]);
      });
      await expect(ports.unitOfWork.run((scope) => scope.uploads.getForUpdate(upload.id))).rejects.toThrow(
        UploadNotFound,
      );
      await expect(uploads.add(anUpload(ownerId, { id: upload.id }))).rejects.toMatchObject({
        code: 'kernel.already_exists',
      });
    });

    it('refuses to save what somebody else saved since', async () => {
      const upload = await added();
      const stale = Upload.rehydrate(upload.snapshot());
      await uploads.save(upload);
      await expect(uploads.save(stale)).rejects.toThrow(StaleVersion);
      await expect(uploads.save(anUpload(ownerId))).rejects.toThrow(StaleVersion);
    });

    it('locks those of a list that there are, in the order of their ids', async () => {
      const [first, second] = [await added(), await added()];
      const ids = [second.id, anId(), first.id, second.id];
      await ports.unitOfWork.run(async (scope) => {
        const locked = await scope.uploads.listForUpdate(ids);
        expect(locked.map(({ id }) => id)).toEqual([first.id, second.id].sort());
        expect(await scope.uploads.listForUpdate([])).toEqual([]);
      });
    });

    it('links exactly what was set last, to each holder apart', async () => {
      const [first, second, third] = [await added(), await added(), await added()];
      const [holder, other] = [aHolder(), aHolder()];
      await uploads.setLinks(holder, [first.id, second.id], LATER);
      await uploads.setLinks(other, [first.id], LATER);
      await uploads.setLinks(holder, [second.id, third.id], LATER);
      expect(await uploads.linkedTo(holder)).toEqual([second.id, third.id].sort());
      expect(await uploads.linkedTo({ ...holder, type: 'delivery' })).toEqual([]);
      await uploads.setLinks(holder, [], LATER);
      expect(await uploads.linkedTo(holder)).toEqual([]);
      expect(await uploads.isLinked(first.id)).toBe(true);
      expect(await uploads.isLinked(second.id)).toBe(false);
    });

    it('lists what is to be purged, oldest first', async () => {
      const now = after(TEST_EPOCH, 3 * DAY);
      const idleSince = after(now, -DAY);
      const age = (hours: number) => {
        const at = after(now, -hours * HOUR);
        return { createdAt: at, updatedAt: at };
      };
      const due = [
        await added({ state: 'expired', ...age(60) }),
        await added({ state: 'initiated', expiresAt: now, ...age(50) }),
        await added({ state: 'orphaned', ...age(40) }),
        await added({ state: 'stored', ...age(30) }),
        await added({ state: 'ready', ...age(25) }),
      ];
      const kept = [
        await added({ state: 'initiated', expiresAt: after(now, 1), ...age(60) }),
        await added({ state: 'ready', ...age(60), updatedAt: idleSince }),
        await added({ state: 'purged', deletedAt: now, ...age(60) }),
        await added({ state: 'ready', ...age(60) }),
      ];
      await uploads.setLinks(
        aHolder(),
        kept.slice(-1).map(({ id }) => id),
        now,
      );
      const mine = new Set([...due, ...kept].map(({ id }) => id));
      const listed = async () =>
        (await uploads.listToPurge(now, idleSince, ALL)).filter((id) => mine.has(id));
      expect(await listed()).toEqual(due.map(({ id }) => id));
      expect(await uploads.listToPurge(now, idleSince, 2)).toHaveLength(2);
    });

    it('lets exactly one of twenty save the version all of them read', async () => {
      const upload = await added();
      const { won, lost } = await race(20, () => uploads.save(Upload.rehydrate(upload.snapshot())));
      expect(won).toHaveLength(1);
      expect(lost.every((error) => error instanceof StaleVersion)).toBe(true);
    });

    it('never lets one be given up and linked, however twenty try both at once', async () => {
      const upload = await added();
      await race(20, (racer) =>
        ports.unitOfWork.run(async (scope) => {
          const locked = await scope.uploads.getForUpdate(upload.id);
          if (racer % 2 === 0) {
            locked.assertUsableBy(
              { userId: locked.snapshot().ownerId, permissions: new Set() },
              'service_media',
            );
            await scope.uploads.setLinks(aHolder(), [upload.id], LATER);
          } else if (!(await scope.uploads.isLinked(upload.id))) {
            locked.giveUp(LATER);
            await scope.uploads.save(locked);
          }
        }),
      );
      const isGivenUp = (await uploads.find(upload.id))?.snapshot().state === 'orphaned';
      expect(await uploads.isLinked(upload.id)).toBe(!isGivenUp);
    });
  });
}
