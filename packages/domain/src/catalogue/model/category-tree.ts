import type { CategoryId } from './category.js';

/** A category without its place in the tree. */
export interface CategoryEntry {
  readonly id: CategoryId;
  readonly parentId: CategoryId | null;
  readonly slug: string;
  readonly nameFr: string;
  readonly nameEn: string;
  readonly description: string | null;
}

export interface CategoryNode extends CategoryEntry {
  readonly children: readonly CategoryNode[];
}

/** The tree that the entries are, siblings in the order given. One whose parent is not among them is left out. */
export function categoryTree(entries: readonly CategoryEntry[]): readonly CategoryNode[] {
  const childrenOf = (parentId: CategoryId | null): readonly CategoryNode[] =>
    entries
      .filter((entry) => entry.parentId === parentId)
      .map((entry) => ({ ...entry, children: childrenOf(entry.id) }));
  return childrenOf(null);
}
