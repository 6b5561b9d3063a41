// npx node sync-server/geocoding/import-postal-codes.ts FILE… Takes GeoNames' postal code files
// (unpacked) and stores the codes of the markets; run again, it replaces them.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { readConfig, type Config } from '../config/config.ts';
import { openStore, type Store } from '../store/store.ts';
import { readPostalCodes, type PostalCode, type ReadRows } from './postal-code-rows.ts';
import { writePostalCodes } from './postal-code-store.ts';

const USAGE = `npx node sync-server/geocoding/import-postal-codes.ts FILE…
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
  // Only where the data are matters here; who invoices does not.
  const settings = readConfig({ ...environment, DEMO: '1' });
  if (!settings.ok) {
    say(settings.message);
    return 1;
  }
  const rows: PostalCode[] = [];
  for (const file of files) {
    const read = await readRows(file);
    if ('problem' in read) {
      say(`${file} ${read.problem} Nothing was imported.`);
      return 1;
    }
    for (const { line, reason } of read.rejected.slice(0, SHOWN)) {
      say(`${file}:${line}: left out, ${reason}`);
    }
    const more = read.rejected.length - SHOWN;
    if (more > 0) say(`${file}: ${more} more lines left out`);
    say(`${file}: ${read.rows.length} places read, ${read.otherCountries} of other countries`);
    rows.push(...read.rows);
  }
  return store(settings.config, rows, say);
}

async function store(
  config: Config,
  rows: readonly PostalCode[],
  say: (line: string) => void
): Promise<number> {
  let opened: Store;
  try {
    opened = await openStore(config);
  } catch (error) {
    say(
      `${(error as Error).message}\nNothing was imported. If the server is running, stop it first.`
    );
    return 1;
  }
  try {
    let tenth = 0;
    const { documents, changed } = await writePostalCodes(opened.places, rows, (done, all) => {
      const now = Math.floor((done / all) * 10);
      if (now > tenth) say(`${now * 10} % stored`);
      tenth = now;
    });
    say(`${rows.length} places in ${documents} districts; ${changed} districts changed.`);
    return 0;
  } catch (error) {
    say(
      `Storing stopped: ${(error as Error).message}\nRun the same again: it goes on where it stopped.`
    );
    return 1;
  } finally {
    await opened.close();
  }
}

const SHOWN = 5;
const COLUMNS =
  'country code, postal code, place, latitude, longitude (or the twelve columns of GeoNames), with tabs between';

/** What a file holds, or why nothing of it can be used. */
async function readRows(file: string): Promise<ReadRows | { problem: string }> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'is not there' : `cannot be read (${code ?? 'unknown'})`;
    return { problem: `${why}. Check the path.` };
  }
  if (bytes.subarray(0, 2).toString() === 'PK') {
    return { problem: 'is a ZIP archive. Unpack it and name the text file inside.' };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problem: 'is not in UTF-8. Save it as UTF-8, or download it again.' };
  }
  if (text.includes('\0')) return { problem: 'is not a text file in UTF-8.' };
  if (text.trim() === '') return { problem: 'is empty. Download it again.' };
  const read = readPostalCodes(text);
  if (read.rows.length > 0) return read;
  const [first] = read.rejected;
  if (!first) return { problem: 'has no postal code of Germany or Switzerland.' };
  return {
    problem: `has no line that can be used. Line ${first.line}: ${first.reason}. Each needs ${COLUMNS}.`
  };
}

const started = process.argv[1];
if (started && import.meta.url === pathToFileURL(started).href) {
  process.exitCode = await importPostalCodes(process.argv.slice(2), process.env, console.info);
}
