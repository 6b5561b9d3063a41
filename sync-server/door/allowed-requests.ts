// The table in PROTOCOL.md, "What the door allows". What is not in it is forbidden, whatever the
// store could do.

export const DOOR_DATABASES = ['inbox', 'outbox', 'catalog'] as const;
export type DoorDatabase = (typeof DOOR_DATABASES)[number];

export type DoorOperation =
  | 'info'
  | 'changes'
  | 'allDocs'
  | 'bulkGet'
  | 'document'
  | 'localDocument'
  | 'revsDiff'
  | 'bulkDocs'
  | 'putDocument';

export interface DoorRequest {
  database: DoorDatabase;
  operation: DoorOperation;
  /** Decoded; with `document`, `putDocument` and `localDocument` (there without `_local/`). */
  id: string;
}

export type AllowedRow = [methods: string, path: string, operation: DoorOperation];

const READABLE: readonly AllowedRow[] = [
  ['GET HEAD', '', 'info'],
  ['GET POST', '_changes', 'changes'],
  ['GET POST', '_all_docs', 'allDocs'],
  ['POST', '_bulk_get', 'bulkGet'],
  ['GET PUT', '_local/:id', 'localDocument'],
  ['GET HEAD', ':id', 'document']
];

export const ALLOWED_REQUESTS: Record<DoorDatabase, readonly AllowedRow[]> = {
  inbox: READABLE,
  catalog: READABLE,
  outbox: [
    ['GET HEAD', '', 'info'],
    ['POST', '_revs_diff', 'revsDiff'],
    ['POST', '_bulk_docs', 'bulkDocs'],
    ['GET POST', '_all_docs', 'allDocs'],
    ['GET PUT', '_local/:id', 'localDocument'],
    ['PUT', ':id', 'putDocument']
  ]
};

/** `path` as it came, below /sync and without the query. Undefined: forbidden. */
export function allowedRequest(method: string, path: string): DoorRequest | undefined {
  const segments = decoded(path);
  const database = DOOR_DATABASES.find((name) => name === segments?.[0]);
  if (!segments || !database) return undefined;
  const { path: asked, id } = pathOf(segments.slice(1));
  const row = ALLOWED_REQUESTS[database].find(
    ([methods, allowed]) => allowed === asked && methods.split(' ').includes(method)
  );
  return row && { database, operation: row[2], id };
}

function pathOf(segments: string[]): { path: string; id: string } {
  const [first = '', ...rest] = segments;
  if (first === '' && rest.length === 0) return { path: '', id: '' };
  if (first === '_local' && rest.length > 0) return { path: '_local/:id', id: rest.join('/') };
  if (first.startsWith('_local/')) return { path: '_local/:id', id: first.slice(7) };
  if (rest.length > 0) return { path: 'other', id: '' };
  return first.startsWith('_') ? { path: first, id: '' } : { path: ':id', id: first };
}

/** Every segment decoded before it is compared: `%5Fdesign%2Fx` is `_design/x`. */
function decoded(path: string): string[] | undefined {
  try {
    return path
      .replace(/^\/+|\/+$/g, '')
      .split('/')
      .map((segment) => decodeURIComponent(segment));
  } catch {
    return undefined;
  }
}
