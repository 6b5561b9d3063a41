import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../sync-server/store/store.ts';
import { startTestEngine } from './test-engine.ts';

/** How a CouchDB cluster with several copies was seen to misbehave; each can be changed at any time. */
export interface Looseness {
  /** What `GET /db` says; null: nothing at all, as a CouchDB 1.x. */
  copies: number | null | ((database: string) => number);
  /** Told to a writer whose revision is outdated: the document is stored beside the other's, as a conflict. */
  outdatedWrites: 202 | 409;
  /** Told to every other writer. */
  writes: 201 | 202;
  /** So many of the next feeds do not show anything new yet. */
  staleFeeds: number;
  /** So many of the next reads of one document find nothing yet. */
  staleReads: number;
  /** So many of the next requests for an index fail as they do in a race. */
  indexRaces: number;
  /** Feeds refuse a `since` that is not of this shape. */
  sequences: RegExp;
}

export interface LooseCluster {
  is: Looseness;
  /** Every request, as `METHOD /path?query`. */
  asked: string[];
  /** A store over it; each is a process of its own. */
  open(prefix?: string): Promise<Store>;
  close(): Promise<void>;
}

/** The embedded engine behind a proxy that answers as a cluster with three copies may. */
export async function aLooseCluster(is: Partial<Looseness> = {}): Promise<LooseCluster> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mila-loose-'));
  const [user, password] = ['mila', 'secret'];
  const engine = await startTestEngine({ dataDir, host: '127.0.0.1', port: 0, user, password });
  const looseness: Looseness = {
    ...{ copies: 1, outdatedWrites: 409, writes: 201, sequences: /^/ },
    ...{ staleFeeds: 0, staleReads: 0, indexRaces: 0 },
    ...is
  };
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(engine.url, looseness, request, response).catch(() => response.destroy());
  });
  // On a busy machine nothing may be closed for having been idle.
  proxy.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const couchdbUrl = `http://${user}:${password}@127.0.0.1:${port}`;
  return {
    is: looseness,
    asked,
    open: (couchdbPrefix = '') => openStore({ couchdbUrl, couchdbPrefix, dataDir }),
    async close() {
      proxy.closeAllConnections();
      proxy.close();
      await engine.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  };
}

async function answer(
  engine: string,
  is: Looseness,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const sent = Buffer.concat(pieces).toString();
  const { method = 'GET' } = request;
  const url = new URL(request.url!, engine);
  const [, db = '', first = ''] = url.pathname.split('/');
  const say = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const headers = {
    authorization: request.headers.authorization ?? '',
    'content-type': 'application/json'
  };
  const ended = new AbortController();
  response.once('close', () => ended.abort());
  const ask = (path: string, how: string, body?: string) =>
    fetch(engine + path, {
      ...{ method: how, headers, signal: ended.signal },
      ...(body ? { body } : {})
    });

  const isDocument = first !== '' && (!first.startsWith('_') || first === '_local');
  if (first === '_index' && is.indexRaces > 0) {
    is.indexRaces -= 1;
    return say(is.indexRaces % 2 ? 409 : 500, { error: 'conflict', reason: 'being made' });
  }
  if (first === '_changes') {
    const since = url.searchParams.get('since') ?? '0';
    if (!['0', 'now'].includes(since) && !is.sequences.test(since)) {
      return say(400, { error: 'bad_request', reason: 'Malformed sequence supplied' });
    }
    if (is.staleFeeds > 0 && !url.searchParams.has('feed')) {
      is.staleFeeds -= 1;
      return say(200, { results: [], last_seq: since, pending: 0 });
    }
  }
  if (isDocument && method === 'GET' && is.staleReads > 0) {
    is.staleReads -= 1;
    return say(404, { error: 'not_found', reason: 'missing' });
  }
  const answered = await ask(request.url!, method, sent || undefined);
  const text = await answered.text();
  if (first === '' && db !== '' && !db.startsWith('_') && method === 'GET' && answered.ok) {
    const { cluster: _, ...info } = JSON.parse(text) as Record<string, unknown>;
    const n = typeof is.copies === 'function' ? is.copies(db) : is.copies;
    return say(200, n === null ? info : { ...info, cluster: { q: 2, n } });
  }
  const isWrite = (isDocument && method === 'PUT') || first === '_bulk_docs';
  if (isWrite && answered.ok) return say(is.writes, text);
  if (isDocument && first !== '_local' && answered.status === 409 && is.outdatedWrites === 202) {
    const beside = storedBeside(JSON.parse(sent) as Written);
    await ask(`/${db}/_bulk_docs`, 'POST', JSON.stringify({ new_edits: false, docs: [beside] }));
    return say(202, { ok: true, id: beside._id, rev: beside._rev });
  }
  say(answered.status, text);
}

interface Written {
  _id: string;
  _rev?: string;
}

/** The same document as another copy took it: a revision of its own on the same parent. */
function storedBeside(document: Written) {
  const [generation, parent] = document._rev?.split('-') ?? ['0'];
  const start = Number(generation) + 1;
  const hash = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const ids = parent ? [hash, parent] : [hash];
  return { ...document, _rev: `${start}-${hash}`, _revisions: { start, ids } };
}
