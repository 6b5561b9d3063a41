// What is wrong with a catalogue file, or with one package of it, as people can mend it: where, and
// what belongs there.
import * as z from 'zod/mini';
import { tooLongIn } from '../text/text-schema.ts';
import { catalogFile, type CatalogFile } from './catalog-file.ts';

/** What belongs at a path; every language has a sentence for each. */
export const TAKES = [
  ...(['json', 'file', 'format', 'package', 'product', 'item', 'section'] as const),
  ...(['unknownField', 'list', 'tooMany', 'flag', 'texts', 'terms', 'required'] as const),
  ...(['tooLong', 'invalid', 'id', 'itemId', 'itemOwner', 'unique', 'skill', 'level'] as const),
  ...(['duration', 'phase', 'price', 'prices', 'percent', 'version', 'termsVersion'] as const),
  'time',
  'known'
] as const;
export type Takes = (typeof TAKES)[number];

export interface CatalogFault {
  /** `packages[3].title.de`; of text that is no JSON, the line and column: `12:5`. */
  path: string;
  takes: Takes;
  /** Id of the package or product in which it is. */
  of?: string;
  /** Of `tooLong`: by how many characters. */
  over?: number;
}

export type ReadCatalogFile =
  { ok: true; file: CatalogFile } | { ok: false; faults: CatalogFault[] };

/** Faults that are told of one file: whoever has more begins with these. */
export const MOST_FAULTS = 200;

export function readCatalogText(text: string): ReadCatalogFile {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { ok: false, faults: [{ path: placeIn(text, error as Error), takes: 'json' }] };
  }
  return readCatalogFile(value);
}

export function readCatalogFile(value: unknown): ReadCatalogFile {
  const read = z.safeParse(catalogFile, value);
  if (read.success) return { ok: true, file: read.data };
  return { ok: false, faults: faultsOf(read.error, value) };
}

/** Of one part alone (`filePackage`, `fileProduct`), as it stands in the editor. */
export function faultsIn(schema: z.ZodMiniType, value: unknown): CatalogFault[] {
  const read = z.safeParse(schema, value);
  return read.success ? [] : faultsOf(read.error, value);
}

function faultsOf(error: z.core.$ZodError, value: unknown): CatalogFault[] {
  return error.issues.slice(0, MOST_FAULTS).flatMap((issue) => {
    const over = tooLongIn(issue.message);
    const of = itemAt(value, issue.path);
    const about = { ...(of !== undefined && { of }), ...(over !== undefined && { over }) };
    const takes = over === undefined ? (issue.message as Takes) : 'tooLong';
    const ends = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return ends.map((end) => ({
      path: pathText([...issue.path, ...(end === undefined ? [] : [end])]),
      takes,
      ...about
    }));
  });
}

/** With the id beside the number: `packages[3] (tv-setup).title.de`. */
export function faultPlace({ path, of }: Pick<CatalogFault, 'path' | 'of'>): string {
  return of === undefined ? path : path.replace(/^(\w+\[\d+\])/, `$1 (${of})`);
}

export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((each) => (typeof each === 'number' ? `[${each}]` : `.${String(each)}`))
    .join('')
    .replace(/^\./, '');
}

function itemAt(value: unknown, [list, at]: readonly PropertyKey[]): string | undefined {
  if (typeof list !== 'string' || typeof at !== 'number') return undefined;
  const item = (value as Record<string, unknown[] | undefined> | null)?.[list]?.[at];
  const id = (item as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' ? id.slice(0, 60) : undefined;
}

/** Line and column, as editors count. */
function placeIn(text: string, { message }: Error): string {
  const said = /line (\d+) column (\d+)/.exec(message);
  if (said) return `${said[1]}:${said[2]}`;
  const before = text.slice(0, Number(/position (\d+)/.exec(message)?.[1] ?? text.length));
  const lines = before.split('\n');
  return `${lines.length}:${lines.at(-1)!.length + 1}`;
}
