import {
  Category,
  CategoryNotFound,
  CategorySlugTaken,
  StaleVersion,
  type CategoryRepository,
  type UnitOfWork,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aCategory } from '../../factories/catalogue/category-factory.js';
import { anId } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface CategoryRepositoryPorts {
  readonly categories: CategoryRepository;
  readonly unitOfWork: UnitOfWork<{ categories: CategoryRepository }>;
}

const LATER = new Date('2026-02-01T10:20:30.456Z');

export function categoryRepositoryContract(open: Open<CategoryRepositoryPorts>): void {
  describe('CategoryRepository', () => {
    let categories: CategoryRepository;
    let unitOfWork: CategoryRepositoryPorts['unitOfWork'];

    beforeEach(async () => {
      ({ categories, unitOfWork } = await open());
    });

    const below = (parent: Category, overrides: Parameters<typeof aCategory>[0] = {}) =>
      aCategory({ parentId: parent.id, depth: parent.snapshot().depth + 1, ...overrides });

    it('answers null for a category nobody added', async () => {
      expect(await categories.find(anId())).toBeNull();
    });

    it('gives back an added category as it was', async () => {
      const root = aCategory();
      const child = below(root, {
        description: 'Pagnes et motifs',
        position: 7,
        isActive: false,
        nameFr: 'Textile',
        nameEn: 'Textiles',
        createdAt: LATER,
        updatedAt: LATER,
      });
      await categories.add(root);
      await categories.add(child);
      expect((await categories.find(root.id))?.snapshot()).toEqual(root.snapshot());
      expect((await categories.find(child.id))?.snapshot()).toEqual(child.snapshot());
    });

    it('refuses the id of another, and its slug below the same parent only', async () => {
      const [root, other] = [aCategory(), aCategory()];
      await categories.add(root);
      await categories.add(other);
      const { id, slug } = root.snapshot();
      await expect(categories.add(aCategory({ id }))).rejects.toMatchObject({
        code: 'kernel.already_exists',
      });
      await expect(categories.add(aCategory({ slug }))).rejects.toThrow(CategorySlugTaken);
      await categories.add(below(root, { slug }));
      await categories.add(below(other, { slug }));
      await expect(categories.add(below(other, { slug }))).rejects.toThrow(CategorySlugTaken);
    });

    it('forgets a deleted category, whose slug is free again', async () => {
      const deleted = aCategory({ deletedAt: LATER });
      await categories.add(deleted);
      expect(await categories.find(deleted.id)).toBeNull();
      expect((await categories.list()).some(({ id }) => id === deleted.id)).toBe(false);
      await expect(categories.add(aCategory({ slug: deleted.snapshot().slug }))).resolves.toBeUndefined();
    });

    it('lists parents before their children and siblings by position, inactive ones too', async () => {
      const root = aCategory();
      const second = below(root, { position: 2, isActive: false });
      const first = below(root, { position: 1 });
      const deepest = below(second, { position: 0 });
      for (const category of [root, second, first, deepest]) await categories.add(category);
      const mine = new Set([root.id, first.id, second.id, deepest.id]);
      const listed = (await categories.list()).filter(({ id }) => mine.has(id));
      expect(listed.map((category) => category.snapshot())).toEqual(
        [root, first, second, deepest].map((category) => category.snapshot()),
      );
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const category = aCategory();
      const work = unitOfWork.run(async (scope) => {
        await scope.categories.add(category);
        expect(await scope.categories.find(category.id)).not.toBeNull();
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await categories.find(category.id)).toBeNull();
    });

    it('writes in the transaction it is given, and not before that commits', async () => {
      const category = aCategory();
      const transaction = await categories.begin();
      try {
        await categories.add(category, { transaction });
        expect(await categories.find(category.id)).toBeNull();
        expect((await categories.find(category.id, { transaction }))?.id).toBe(category.id);
        await transaction.commit();
      } finally {
        await transaction.rollback();
      }
      expect((await categories.find(category.id))?.id).toBe(category.id);
    });

    it('gives a slug to exactly one of twenty who want it at once', async () => {
      const { slug } = aCategory().snapshot();
      const { won, lost } = await race(20, () => categories.add(aCategory({ slug })));
      expect(won).toHaveLength(1);
      expect(lost.every((error) => error instanceof CategorySlugTaken)).toBe(true);
    });

    it('brings a deleted category back for whoever asks for it, unless another has its slug by then', async () => {
      const deleted = aCategory({ deletedAt: LATER });
      await categories.add(deleted);
      const restore = (id: string) =>
        unitOfWork.run(async (scope) => {
          const category = await scope.categories.getEvenDeletedForUpdate(id);
          category.restore(LATER);
          await scope.categories.save(category);
        });
      await restore(deleted.id);
      expect((await categories.find(deleted.id))?.snapshot()).toMatchObject({ deletedAt: null, version: 1 });
      await expect(restore(anId())).rejects.toThrow(CategoryNotFound);
      const late = aCategory({ deletedAt: LATER, slug: deleted.snapshot().slug });
      await categories.add(late);
      await expect(restore(late.id)).rejects.toThrow(CategorySlugTaken);
      expect(await categories.find(late.id)).toBeNull();
    });

    it('lets exactly one of twenty save the version all of them read', async () => {
      const category = aCategory();
      await categories.add(category);
      const { won, lost } = await race(20, () => categories.save(Category.rehydrate(category.snapshot())));
      expect(won).toHaveLength(1);
      expect(lost.every((error) => error instanceof StaleVersion)).toBe(true);
    });
  });
}
