import { categoryTree } from './category-tree.js';

const entry = (id: string, parentId: string | null) => ({
  id,
  parentId,
  slug: id,
  nameFr: id,
  nameEn: id,
  description: null,
});

describe('the tree of categories', () => {
  it('has siblings in the order given, and nobody without their parent', () => {
    const tree = categoryTree([
      entry('video', null),
      entry('design', null),
      entry('posters', 'design'),
      entry('logos', 'design'),
      entry('monograms', 'logos'),
      entry('lost', 'inactive'),
      entry('lost-too', 'lost'),
    ]);
    expect(tree).toEqual([
      { ...entry('video', null), children: [] },
      {
        ...entry('design', null),
        children: [
          { ...entry('posters', 'design'), children: [] },
          {
            ...entry('logos', 'design'),
            children: [{ ...entry('monograms', 'logos'), children: [] }],
          },
        ],
      },
    ]);
  });

  it('is empty without entries', () => {
    expect(categoryTree([])).toEqual([]);
  });
});
