// Postal codes that an operator imported: one document for all codes that begin with the same two
// digits.
import type { Market } from '#domain/policy/policy.ts';
import type { Database } from '../store/database.ts';
import type { PostalCode } from './postal-code-rows.ts';

interface PostalDocument {
  _id: string;
  _rev?: string;
  type: 'postalCodes';
  rows: [code: string, place: string, lat: number, lon: number][];
}

export interface PostalCodes {
  /** Every place with a code that begins so (two digits at least), by code. */
  beginningWith(country: Market, digits: string): Promise<PostalCode[]>;
}

const DISTRICT_DIGITS = 2;
const BEGINNING = /^\d{2,5}$/;
const STALE_MS = 10 * 60_000;
const idOf = (country: string, code: string) =>
  `postal:${country}:${code.slice(0, DISTRICT_DIGITS)}`;

/** Keeps what it read for ten minutes: an import shows after that without a restart. */
export function openPostalCodes(places: Database, now: () => number): PostalCodes {
  const known = new Map<string, { at: number; rows: PostalCode[] }>();
  return {
    async beginningWith(country, digits) {
      // Only what can be one: anything else is asked for by whoever likes, and would be remembered.
      if (!BEGINNING.test(digits)) return [];
      const id = idOf(country, digits);
      let entry = known.get(id);
      if (!entry || now() - entry.at > STALE_MS) {
        const stored = await places.get<PostalDocument>(id);
        entry = { at: now(), rows: stored ? rowsOf(stored, country) : [] };
        known.set(id, entry);
      }
      return entry.rows.filter((row) => row.code.startsWith(digits));
    }
  };
}

/** Said at every start until it is done. */
export const POSTAL_CODES_HINT =
  'Postal codes are not imported: customers in villages are asked to show their place on a map. For exact codes stop the server and run once: npm run postal-codes';

export async function hasPostalCodes(places: Database): Promise<boolean> {
  return (await places.withPrefix('postal:', { limit: 1 })).length > 0;
}

/** Replaces the districts that the rows belong to; importing the same again changes nothing. */
export async function writePostalCodes(
  places: Database,
  rows: readonly PostalCode[],
  onProgress: (done: number, all: number) => void = () => undefined
): Promise<{ documents: number; changed: number }> {
  const byDistrict = Map.groupBy(rows, (row) => idOf(row.country, row.code));
  let changed = 0;
  let done = 0;
  for (const [id, district] of byDistrict) {
    const sorted = district.toSorted((a, b) => (a.code < b.code ? -1 : 1));
    const next = sorted.map(({ code, place, lat, lon }) => [code, place, lat, lon] as const);
    const text = JSON.stringify(next);
    const { written } = await places.update<PostalDocument>(id, (current) =>
      current && JSON.stringify(current.rows) === text
        ? undefined
        : { ...current, _id: id, type: 'postalCodes', rows: next.map((row) => [...row]) }
    );
    if (written) changed += 1;
    done += 1;
    onProgress(done, byDistrict.size);
  }
  return { documents: byDistrict.size, changed };
}

function rowsOf(stored: PostalDocument, country: Market): PostalCode[] {
  return stored.rows.map(([code, place, lat, lon]) => ({ country, code, place, lat, lon }));
}
