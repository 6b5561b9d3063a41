// node sync-server/geocoding/import-postal-codes.ts FILE…
// Takes GeoNames' postal code files (unpacked) and stores the codes of the markets; run again, it replaces them.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { readConfig } from '../config.ts';
import { openStore } from '../store/store.ts';
import { readPostalCodes } from './postal-code-rows.ts';
import { writePostalCodes } from './postal-code-store.ts';

const USAGE = `node sync-server/geocoding/import-postal-codes.ts FILE…
  FILE is a postal code list of GeoNames (CC BY 4.0), unpacked: tab-separated, one place a line.
  Settings such as COUCHDB_URL and DATA_DIR are the server's. With the embedded engine, stop the server first.`;

/** @returns the exit code */
export async function importPostalCodes(
  files: readonly string[],
  environment: Record<string, string | undefined>,
  say: (line: string) => void
): Promise<number> {
  if (files.length === 0 || files.some((file) => file.startsWith('-'))) {
    say(USAGE);
    return 2;
  }
  const settings = readConfig(environment);
  if (!settings.ok) {
    say(settings.message);
    return 1;
  }
  const texts: string[] = [];
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) {
      say(`${file} cannot be read. Nothing was imported.`);
      return 1;
    }
    texts.push(text);
  }
  const read = texts.map(readPostalCodes);
  const rows = read.flatMap((each) => each.rows);
  for (const [index, { rejected }] of read.entries()) {
    for (const { line, reason } of rejected.slice(0, 5)) say(`${files[index]}:${line}: ${reason}`);
    if (rejected.length > 5) say(`${files[index]}: ${rejected.length - 5} more lines left out`);
  }
  if (rows.length === 0) {
    say('No postal code of a market was found. Nothing was imported.');
    return 1;
  }
  const store = await openStore(settings.config);
  try {
    const { documents } = await writePostalCodes(store.places, rows);
    say(`${rows.length} places imported (${documents} districts).`);
  } finally {
    await store.close();
  }
  return 0;
}

const started = process.argv[1];
if (started && import.meta.url === pathToFileURL(started).href) {
  process.exitCode = await importPostalCodes(process.argv.slice(2), process.env, console.info);
}
