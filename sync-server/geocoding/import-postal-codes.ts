// npm run postal-codes [-- FILE…] Takes GeoNames' postal code files and stores the codes of the
// markets; run again, it replaces them. Without files it downloads them.
import { pathToFileURL } from 'node:url';
import { readConfig, type Config } from '../config/config.ts';
import { openStore, type Store } from '../store/store.ts';
import { GEONAMES_FILES, readPostalCodeFile } from './postal-code-files.ts';
import type { PostalCode } from './postal-code-rows.ts';
import { writePostalCodes } from './postal-code-store.ts';

const USAGE = `npm run postal-codes [-- FILE…]
  FILE is a postal code list of GeoNames (CC BY 4.0), as it is downloaded or unpacked. Without FILE
  the lists of the markets are downloaded from there.
  Settings such as COUCHDB_URL and DATA_DIR are the server's. With the embedded engine, stop the server first.`;

/** @returns the exit code */
export async function importPostalCodes(
  files: readonly string[],
  environment: Record<string, string | undefined>,
  say: (line: string) => void,
  download: typeof fetch = fetch
): Promise<number> {
  if (files.some((file) => file.startsWith('-'))) {
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
  for (const file of files.length > 0 ? files : GEONAMES_FILES) {
    const read = await readPostalCodeFile(file, download);
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

const started = process.argv[1];
if (started && import.meta.url === pathToFileURL(started).href) {
  process.exitCode = await importPostalCodes(process.argv.slice(2), process.env, console.info);
}
