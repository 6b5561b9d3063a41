import type { CatalogChanges, ItemChange } from '#domain/catalog/catalog-changes.ts';
import { faultPlace, readCatalogText, type CatalogFault } from '#domain/catalog/catalog-fault.ts';
import { publishedFile, readPublished } from '../catalog/published.ts';
import type { Clock } from '../clock.ts';
import { FAULT_WORDS } from './fault-words.ts';
import { importCatalog } from './import-catalog.ts';
import type { PublishDeps } from './publish-drafts.ts';

interface Told {
  isDone: boolean;
  lines: string[];
}
type CatalogTool = PublishDeps & { clock: Clock };

/** What `npm run catalog` does, and the sentences that it answers. */
export function checkCatalogText(text: string): Told {
  const read = readCatalogText(text);
  if (!read.ok) return { isDone: false, lines: [...read.faults.map(faultLine), NOTHING_CHANGED] };
  const { packages, products } = read.file;
  return { isDone: true, lines: [`${packages.length} packages, ${products.length} products.`] };
}

export async function importedCatalog(
  tool: CatalogTool,
  text: string,
  options: { dryRun: boolean; isWhole: boolean }
): Promise<Told> {
  const read = readCatalogText(text);
  if (!read.ok) return checkCatalogText(text);
  const asked = { file: read.file, ...options, by: null, at: tool.clock.now(), why: '' };
  const imported = await importCatalog(tool, asked);
  if (!imported.ok) return { isDone: false, lines: [OVERTAKEN] };
  return {
    isDone: true,
    lines: [...changeLines(imported.changes), options.dryRun ? NOTHING_CHANGED : DONE]
  };
}

export async function exportedCatalog({ store }: Pick<CatalogTool, 'store'>): Promise<string> {
  return `${JSON.stringify(publishedFile(await readPublished(store)), null, 2)}\n`;
}

const NOTHING_CHANGED = 'Nothing was changed.';
const DONE = 'Published.';
const OVERTAKEN =
  'Some of it was published by somebody else meanwhile and stays as it is. Look with --dry-run.';

function faultLine(fault: CatalogFault): string {
  const over = fault.over === undefined ? '' : ` (${fault.over} too many)`;
  return `${faultPlace(fault) || 'The file'}: ${FAULT_WORDS[fault.takes]}${over}.`;
}

function changeLines({ added, changed, withdrawn, unchanged }: CatalogChanges): string[] {
  const name = ({ kind, id, title }: ItemChange) => `${kind} ${id} (${title.de})`;
  return [
    ...added.map((each) => `new: ${name(each)}`),
    ...changed.flatMap((each) => [
      `changed: ${name(each)}`,
      ...each.differences.map(
        ({ path, before = '–', after = '–' }) => `  ${path}: ${before} → ${after}`
      )
    ]),
    ...withdrawn.map((each) => `withdrawn: ${name(each)}`),
    `${unchanged} unchanged.`
  ];
}
