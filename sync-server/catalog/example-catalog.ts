import { readFileSync } from 'node:fs';
import { readCatalogText } from '#domain/catalog/catalog-fault.ts';
import type { CatalogFile } from '#domain/catalog/catalog-file.ts';

const PLACE = new URL('./example-catalog.json', import.meta.url);
let known: CatalogFile | undefined;

/** What a new operator may start from, and the demo sells. */
export function exampleCatalog(): CatalogFile {
  known ??= read();
  return known;
}

function read(): CatalogFile {
  const read = readCatalogText(readFileSync(PLACE, 'utf8'));
  if (!read.ok) throw new Error(`example-catalog.json: ${JSON.stringify(read.faults)}`);
  return read.file;
}
