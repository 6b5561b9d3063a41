/** `npm run catalog`: the catalogue as a file, from the server's own machine. */
import { readFile, writeFile } from 'node:fs/promises';
import { newAuditLog } from '../audit/audit-log.ts';
import { openServerKeys } from '../people/server-keys.ts';
import { openStoreAt } from '../reach/open-store-at.ts';
import { readPlace } from '../reach/place.ts';
import { reachStore } from '../reach/reach-store.ts';
import { runTool, WrongArguments } from '../reach/run-tool.ts';
import { checkCatalogText, exportedCatalog, importedCatalog } from './catalog-command.ts';
import { exampleCatalog } from '../catalog/example-catalog.ts';

const usage = `Usage: npm run catalog -- check FILE
       npm run catalog -- import FILE [--dry-run] [--whole]
       npm run catalog -- export FILE
FILE is as sync-server/catalog/CATALOG-FILE.md says; "example" is a catalogue to start from. import
publishes; with --dry-run it only tells what would change, with --whole it withdraws what FILE does
not name. A file with a fault changes nothing. The settings of the server say where the store is;
the server may run.`;

await runTool({
  usage,
  options: { 'dry-run': { type: 'boolean' }, whole: { type: 'boolean' } },
  names: { least: 2, most: 2 },
  async run({ names: [name, file], values }) {
    if (name === 'check') return tell(checkCatalogText(await textOf(file!)));
    if (name === 'export')
      return withStore(async (tool) => {
        await writeFile(file!, await exportedCatalog(tool));
        return tell({ isDone: true, lines: [`Written to ${file}.`] });
      });
    if (name !== 'import') throw new WrongArguments(`There is no "${name}".`);
    const text = await textOf(file!);
    const checked = checkCatalogText(text);
    if (!checked.isDone) return tell(checked);
    const options = { dryRun: values['dry-run'] === true, isWhole: values.whole === true };
    return withStore(async (tool) => tell(await importedCatalog(tool, text, options)));
  }
});

async function withStore<T>(
  work: (tool: Parameters<typeof importedCatalog>[0]) => Promise<T>
): Promise<T> {
  const reached = await reachStore(readPlace(undefined, process.env), { isMade: true });
  try {
    const clock = { now: Date.now };
    const store = await openStoreAt(reached);
    const keys = await openServerKeys(store, clock.now());
    const done = await work({ store, keys, audit: newAuditLog(store, clock), clock });
    await store.close();
    return done;
  } finally {
    await reached.close();
  }
}

async function textOf(file: string): Promise<string> {
  if (file === 'example') return JSON.stringify(exampleCatalog());
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new WrongArguments(`${file} cannot be read.`);
  }
}

function tell({ isDone, lines }: { isDone: boolean; lines: string[] }): number {
  console.info(lines.join('\n'));
  return isDone ? 0 : 1;
}
