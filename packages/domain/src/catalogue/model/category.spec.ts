import { Category, type NewCategory } from './category.js';
import { CategoryTooDeep, InvalidCategory } from './category-errors.js';

const NOW = new Date('2026-01-05T08:00:00.000Z');

function aCategory(overrides: Partial<NewCategory> = {}): Category {
  return Category.create({
    id: 'design',
    parent: null,
    slug: 'design',
    nameFr: ' Graphisme ',
    nameEn: 'Graphics',
    description: null,
    position: 0,
    now: NOW,
    ...overrides,
  });
}

describe('Category', () => {
  it('begins active, at the root', () => {
    const category = aCategory();
    expect(category.isActive).toBe(true);
    expect(category.snapshot()).toMatchObject({ parentId: null, depth: 1, nameFr: 'Graphisme' });
  });

  it('goes three levels deep and no deeper', () => {
    const root = aCategory();
    const child = aCategory({ id: 'logos', parent: root });
    const grandchild = aCategory({ id: 'monograms', parent: child });
    expect(child.snapshot()).toMatchObject({ parentId: 'design', depth: 2 });
    expect(grandchild.snapshot()).toMatchObject({ parentId: 'logos', depth: 3 });
    expect(() => aCategory({ parent: grandchild })).toThrow(CategoryTooDeep);
  });

  it.each(['', 'Design', 'web design', '-web', 'web-', 'web--design', 'été', 'a'.repeat(81)])(
    'is refused with the slug %j',
    (slug) => {
      expect(() => aCategory({ slug })).toThrow(InvalidCategory);
    },
  );

  it.each([{ nameFr: '  ' }, { nameEn: '' }, { nameFr: 'é'.repeat(81) }])(
    'is refused with the name %j',
    (name) => {
      expect(() => aCategory(name)).toThrow(InvalidCategory);
    },
  );
});
