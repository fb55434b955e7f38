import { categoryTree, type CategoryNode } from '../model/category-tree.js';
import type { CatalogueViews } from '../ports/catalogue-views.js';

/** Shows anybody the categories services are published in, as a tree. */
export class ListCategories {
  constructor(private readonly catalogue: CatalogueViews) {}

  async execute(): Promise<readonly CategoryNode[]> {
    return categoryTree(await this.catalogue.listCategories());
  }
}
