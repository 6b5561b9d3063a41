import {
  catalogChanges,
  withWithdrawn,
  type CatalogChanges,
  type ItemChange
} from '#domain/catalog/catalog-changes.ts';
import type { CatalogFile } from '#domain/catalog/catalog-file.ts';
import { packageOf, productOf } from '#domain/catalog/file-items.ts';
import { publishCatalog } from '../catalog/publish-catalog.ts';
import { publishedFile, readPublished } from '../catalog/published.ts';
import type { Editor } from './draft.ts';
import { told, type PublishDeps } from './publish-drafts.ts';

export interface Import {
  file: CatalogFile;
  /** Only tells what would change. */
  dryRun: boolean;
  /** What the file does not name is offered no longer. */
  isWhole: boolean;
  /** Null: from the command line. */
  by: Editor | null;
  at: number;
  why: string;
}

/** Publishes a file that was read without faults, and tells what that changed. */
export async function importCatalog(
  { store, keys, audit }: PublishDeps,
  { file, dryRun, isWhole, by, at, why }: Import
): Promise<CatalogChanges> {
  const published = await readPublished(store);
  const current = publishedFile(published);
  const changes = catalogChanges(current, file, isWhole);
  if (dryRun) return changes;
  const wanted = isWhole ? withWithdrawn(current, file) : file;
  const content = {
    packages: wanted.packages.map(packageOf),
    products: wanted.products.map(productOf),
    termsVersion: file.termsVersion ?? published.termsVersion
  };
  await publishCatalog(store, keys, content, { at, by: by?.name ?? null });
  const { added, changed, withdrawn } = changes;
  if (added.length + changed.length + withdrawn.length === 0) return changes;
  await audit.write({ by, what: 'catalog.import', about: 'catalog', ...sumOf(changes), why });
  return changes;
}

function sumOf({ added, changed, withdrawn }: CatalogChanges) {
  const name = ({ kind, id }: ItemChange) => `${kind}:${id}`;
  const sides = (side: 'before' | 'after') =>
    Object.fromEntries(changed.map((each) => [name(each), told(each.differences)[side]]));
  return {
    before: { changed: sides('before') },
    after: { added: added.map(name), withdrawn: withdrawn.map(name), changed: sides('after') }
  };
}
