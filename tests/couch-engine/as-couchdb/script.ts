/** Requests to a store, one after another, and what is compared of the answers. */
import { newDatabaseName, type CouchClient } from '../../contract/couch-client.ts';
import { Normaliser } from './normalise.ts';

export interface Asked {
  method: string;
  /** `/DB` stands for the script's database. */
  path: string;
  /** Text is sent as it is, everything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answered {
  status: number;
  etag?: string;
  body: unknown;
}

/**
 * `$rev3` in a path or body stands for the revision that the fourth answer gave, `$rev3.1` for the
 * one of its second row, `$seq3` and `$bookmark3` for its sequence and bookmark.
 */
export type Script = readonly Asked[];

export const get = (path: string, headers?: Record<string, string>): Asked =>
  headers ? { method: 'GET', path, headers } : { method: 'GET', path };
export const put = (path: string, body?: unknown): Asked => ({ method: 'PUT', path, body });
export const post = (path: string, body?: unknown): Asked => ({ method: 'POST', path, body });
export const del = (path: string): Asked => ({ method: 'DELETE', path });
export const find = (body: object): Asked => post('/DB/_find', body);
export const index = (fields: unknown[], more: object = {}): Asked =>
  post('/DB/_index', { index: { fields, ...more }, ddoc: 'd', name: `by ${fields.join(' ')}` });
export const bulk = (docs: unknown[], more: object = {}): Asked =>
  post('/DB/_bulk_docs', { docs, ...more });

/** One shard: then the order of changes is that of the writes, on CouchDB too. */
const ONE_SHARD = '?q=1&n=1';

export async function answersOf(couch: CouchClient, script: Script): Promise<Answered[]> {
  const db = newDatabaseName();
  const normaliser = new Normaliser(db, couch.url);
  await couch.call('PUT', `/${db}${ONE_SHARD}`);
  const bodies: unknown[] = [];
  const answers: Answered[] = [];
  try {
    for (const asked of script) {
      const { path, body, headers } = filledIn(asked, bodies);
      const answer = await couch.call(asked.method, path.replace('/DB', `/${db}`), body, headers);
      bodies.push(answer.json);
      const etag = isEtagged(asked) ? answer.headers.get('etag') : null;
      answers.push({
        status: answer.status,
        ...(etag !== null && { etag: normaliser.text(etag) }),
        body: normaliser.body(answer.text)
      });
    }
  } finally {
    await couch.call('DELETE', `/${db}`);
  }
  return answers;
}

/** Of feeds and local documents it is a hash of each store's own. */
const isEtagged = ({ path }: Asked) => !/^\/DB\/_(?!design\/)|^\/DB$/.test(path);

function filledIn(asked: Asked, bodies: readonly unknown[]): Asked {
  const text = JSON.stringify(asked).replace(
    /\$(rev|seq|bookmark)(\d+)(?:\.(\d+))?/g,
    (_whole, what: string, at: string, row?: string) => {
      const answer = bodies[Number(at)] as Record<string, unknown> | undefined;
      const given = row === undefined ? answer : (answer?.[row] as typeof answer);
      const value = given?.[{ rev: 'rev', seq: 'last_seq', bookmark: 'bookmark' }[what]!];
      return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : '1-none';
    }
  );
  return JSON.parse(text) as Asked;
}
