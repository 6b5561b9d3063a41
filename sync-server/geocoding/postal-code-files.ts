// Where postal codes come from: a file on this machine, as GeoNames' download or unpacked, or the
// download itself.
import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { MARKETS } from '#domain/policy/policy.ts';
import { readPostalCodes, type ReadRows } from './postal-code-rows.ts';

/** One archive a country (CC BY 4.0). */
export const GEONAMES_FILES = MARKETS.map(
  (market) => `https://download.geonames.org/export/zip/${market}.zip`
);

const COLUMNS =
  'country code, postal code, place, latitude, longitude (or the twelve columns of GeoNames), with tabs between';
const PATIENCE_MS = 60_000;

/** What a file holds, or why nothing of it can be used. */
export async function readPostalCodeFile(
  file: string,
  download: typeof fetch
): Promise<ReadRows | { problem: string }> {
  const read = await bytesOf(file, download);
  if ('problem' in read) return read;
  const bytes = unpacked(read.bytes);
  if (!bytes) return { problem: 'is a ZIP archive that cannot be read. Download it again.' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problem: 'is not in UTF-8. Save it as UTF-8, or download it again.' };
  }
  if (text.includes('\0')) return { problem: 'is not a text file in UTF-8.' };
  if (text.trim() === '') return { problem: 'is empty. Download it again.' };
  return rowsIn(text);
}

function rowsIn(text: string): ReadRows | { problem: string } {
  const read = readPostalCodes(text);
  if (read.rows.length > 0) return read;
  const [first] = read.rejected;
  if (!first) return { problem: 'has no postal code of Germany or Switzerland.' };
  return {
    problem: `has no line that can be used. Line ${first.line}: ${first.reason}. Each needs ${COLUMNS}.`
  };
}

type Bytes = { bytes: Uint8Array } | { problem: string };

function bytesOf(file: string, download: typeof fetch): Promise<Bytes> {
  return /^https?:/.test(file) ? fetched(file, download) : readHere(file);
}

async function readHere(file: string): Promise<Bytes> {
  try {
    return { bytes: await readFile(file) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'is not there' : `cannot be read (${code ?? 'unknown'})`;
    return { problem: `${why}. Check the path.` };
  }
}

async function fetched(url: string, download: typeof fetch): Promise<Bytes> {
  const elsewhere = 'Download it where there is a connection, and name the file.';
  try {
    const answer = await download(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok) return { bytes: new Uint8Array(await answer.arrayBuffer()) };
    return { problem: `was answered with ${answer.status}. ${elsewhere}` };
  } catch (error) {
    return { problem: `cannot be fetched (${(error as Error).message}). ${elsewhere}` };
  }
}

/** Of an archive the list, which is not its readme. Undefined where it is broken. */
function unpacked(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return bytes;
  try {
    const files = Object.entries(unzipSync(bytes));
    return files.find(([name]) => !/readme/i.test(name))?.[1];
  } catch {
    return undefined;
  }
}
