import type { CatalogRow } from '#domain/catalog/catalog-desk.ts';
import { readList } from '../catalog-api.ts';

/** The list, for the page and beside the editor: read once and again after a change. */
class CatalogRows {
  rows: CatalogRow[] | undefined = $state.raw();
  at = $state(0);
  isAway = $state(false);

  async load(): Promise<void> {
    const answer = await readList();
    this.isAway = !answer.ok;
    if (!answer.ok) return;
    this.rows = answer.value.items;
    this.at = answer.value.at;
  }
}

export const catalogRows = new CatalogRows();
