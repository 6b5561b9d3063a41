import {
  catalogChanges,
  withWithdrawn,
  type CatalogChanges,
  type ItemChange
} from '#domain/catalog/catalog-changes.ts';
import type { CatalogFile } from '#domain/catalog/catalog-file.ts';
import { packageOf, productOf } from '#domain/catalog/file-items.ts';
import { publishCatalog } from '../catalog/publish-catalog.ts';
import { publishedFile, readPublished, type Published } from '../catalog/published.ts';
import type { Editor } from './draft.ts';
import { saysTheSame, told, type PublishDeps } from './publish-drafts.ts';

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
  /** What the file was made from; else what is published as it is taken. */
  seen?: Published;
}

/** Conflict: something of it was published meanwhile. That stays, the rest is taken. */
export type Imported = { ok: true; changes: CatalogChanges } | { ok: false; why: 'conflict' };

/** Publishes a file that was read without faults, and tells what that changed. */
export async function importCatalog(
  { store, keys, audit }: PublishDeps,
  { file, dryRun, isWhole, by, at, why, seen }: Import
): Promise<Imported> {
  const published = seen ?? (await readPublished(store));
  const current = publishedFile(published);
  const changes = catalogChanges(current, file, isWhole);
  if (dryRun) return { ok: true, changes };
  const wanted = isWhole ? withWithdrawn(current, file) : file;
  const content = {
    packages: wanted.packages.map(packageOf),
    products: wanted.products.map(productOf),
    termsVersion: file.termsVersion ?? published.termsVersion
  };
  const items = [...published.packages, ...published.products];
  const revisions = new Map<string, string>(items.map(({ _id, _rev }) => [_id, _rev]));
  const refused = new Set<string>();
  await publishCatalog(store, keys, content, {
    ...{ at, by: by?.name ?? null },
    isWanted(item, current) {
      const isSeen = current?._rev === revisions.get(item._id) || saysTheSame(current, item);
      refused[isSeen ? 'delete' : 'add'](item._id);
      return isSeen;
    }
  });
  const taken = withoutRefused(changes, refused);
  if (taken.added.length + taken.changed.length + taken.withdrawn.length > 0) {
    await audit.write({ by, what: 'catalog.import', about: 'catalog', ...sumOf(taken), why });
  }
  return refused.size > 0 ? { ok: false, why: 'conflict' } : { ok: true, changes };
}

function withoutRefused(changes: CatalogChanges, refused: ReadonlySet<string>): CatalogChanges {
  const taken = (each: ItemChange) => !refused.has(`${each.kind}:${each.id}`);
  const { added, changed, withdrawn, unchanged } = changes;
  return {
    added: added.filter(taken),
    changed: changed.filter(taken),
    withdrawn: withdrawn.filter(taken),
    unchanged
  };
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
