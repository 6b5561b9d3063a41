// Where a store is, as an operator names it: the folder of the embedded engine, or a CouchDB.
import { resolve } from 'node:path';

export interface Place {
  /** Null: the embedded engine in `dataDir`. */
  couchdbUrl: string | null;
  dataDir: string;
  /** Before every database name. */
  prefix: string;
  filesDir: string;
}

type Environment = Record<string, string | undefined>;

/** Told to whoever typed it; nothing was done. */
export class WrongPlace extends Error {}

const ADDRESS = /^([a-z][a-z0-9+.-]*):\/\//i;

/** What is not named is as the settings of the server say. @throws WrongPlace */
export function readPlace(
  named: string | undefined,
  environment: Environment,
  { files, prefix }: { files?: string | undefined; prefix?: string | undefined } = {}
): Place {
  const setting = (name: string) => environment[name]?.trim() || undefined;
  const text = named ?? setting('COUCHDB_URL') ?? setting('DATA_DIR') ?? './data';
  const isAddress = ADDRESS.test(text);
  if (isAddress && !isHttp(text)) {
    throw new WrongPlace(
      'A place is a folder, as in DATA_DIR, or the address of a CouchDB such as ' +
        'http://user:password@couchdb:5984.'
    );
  }
  const dataDir = resolve(isAddress ? (setting('DATA_DIR') ?? './data') : text);
  const isOfSettings = named === undefined || isAddress;
  const filesDir = files ?? (isOfSettings ? setting('FILES_DIR') : undefined) ?? `${dataDir}/files`;
  return {
    couchdbUrl: isAddress ? text.replace(/\/+$/, '') : null,
    dataDir,
    prefix: prefix ?? setting('COUCHDB_PREFIX') ?? '',
    filesDir: resolve(filesDir)
  };
}

/** Without what may be a password. */
export function shownPlace({ couchdbUrl, dataDir }: Place): string {
  if (couchdbUrl === null) return dataDir;
  const { protocol, host, pathname } = new URL(couchdbUrl);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}

function isHttp(text: string): boolean {
  const parsed = URL.parse(text);
  return !!parsed?.host && /^https?:$/.test(parsed.protocol);
}
