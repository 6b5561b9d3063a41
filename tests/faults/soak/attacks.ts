// What one session does as fast as it is answered, one row after the other. The bodies are made
// before the clock runs: the attacker's own work must not look like the server's.
import { randomBytes } from 'node:crypto';
import { hostileBodies } from '../../support/hostile-bodies.ts';

export interface Shot {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  body?: string | Buffer;
  /** Not with the session, and from an address of its own. */
  isStranger?: boolean;
}

export interface Attack {
  atOnce: number;
  /** Sent once, before. */
  first?: Shot[];
  shot(n: number): Shot;
}

const MB = 1024 * 1024;
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const bodyOf = (documents: string[]) => `{"docs":[${documents.join(',')}]}`;
const count = <T>(many: number, each: (n: number) => T) =>
  Array.from({ length: many }, (_, n) => each(n));
const bulk = (body: string): Shot => ({ method: 'POST', path: '/sync/outbox/_bulk_docs', body });
const post = (path: string, body: object): Shot => {
  return { method: 'POST', path: `/sync/${path}`, body: JSON.stringify(body) };
};
/** No two runs may name the same: what is there already costs nothing. */
const run = randomBytes(4).toString('hex');
const idOf = (n: number) => `soak-${run}:${String(n).padStart(10, '0')}`;
const pick = <T>(all: readonly T[], n: number) => all[n % all.length]!;

function deepDocuments(): Attack {
  const nested = deep(6_000);
  const shot = (n: number) =>
    bulk(bodyOf(count(40, (each) => `{"_id":"${idOf(n * 40 + each)}","a":${nested}}`)));
  return { atOnce: 4, shot };
}

function quotes(): Attack {
  const many = (length: number) => '\\"'.repeat(length);
  const [refused, taken] = [many(1.9 * MB), many(120_000)];
  // Every other one is so small that it is taken, and has to be judged.
  const shot = (n: number) =>
    bulk(bodyOf([`{"_id":"${idOf(n)}","text":"${n % 2 ? refused : taken}"}`]));
  return { atOnce: 4, shot };
}

function hostile(): Attack {
  const bodies = hostileBodies(2 * MB).filter(({ text }) => text.length > 1_000);
  const paths = [
    ...['outbox/_bulk_docs', 'outbox/_revs_diff', 'outbox/_all_docs'],
    ...['inbox/_all_docs', 'inbox/_bulk_get', 'inbox/_changes?filter=_doc_ids']
  ];
  const shots = paths.flatMap((path) =>
    bodies.map(({ text }): Shot => ({ method: 'POST', path: `/sync/${path}`, body: text }))
  );
  return { atOnce: 4, shot: (n) => pick(shots, n * 7) };
}

function malformed(): Attack {
  const shot = (n: number) =>
    bulk(bodyOf(count(500, (each) => `{"_id":"${idOf(n * 500 + each)}","kind":"x"}`)));
  return { atOnce: 4, shot };
}

function signIns(): Attack {
  const shot = (n: number): Shot => ({
    method: 'POST',
    path: '/api/session',
    body: JSON.stringify({ email: `nobody-${run}-${n}@example.org`, password: `guess ${n}` }),
    isStranger: true
  });
  return { atOnce: 100, shot };
}

function manyKeys(): Attack {
  const shots = ['outbox', 'inbox', 'catalog'].map((database) =>
    post(`${database}/_all_docs?include_docs=true`, { keys: count(180_000, (n) => `key-${n}`) })
  );
  return { atOnce: 4, shot: (n) => pick(shots, n) };
}

/** A document of `bytes` is asked for by its name so many times. */
function sameKeys(bytes: number): Attack {
  const document = (n: number) => `{"_id":"${idOf(n)}","text":"${'x'.repeat(bytes)}"}`;
  const keys = count(2_000, () => idOf(0));
  const shots = [
    post('outbox/_all_docs?include_docs=true', { keys }),
    post('outbox/_all_docs', { keys })
  ];
  const first = [bulk(bodyOf([document(0)]))];
  return { atOnce: 10, first, shot: (n) => pick(shots, n) };
}

/** As many different ones as a request may name, each as large as the door takes. */
function manyLarge(): Attack {
  const ids = count(60, idOf);
  const first = ids.map((id) => bulk(bodyOf([`{"_id":"${id}","text":"${'x'.repeat(240_000)}"}`])));
  const shots = [
    post('outbox/_revs_diff', Object.fromEntries(ids.map((id) => [id, ['1-a']]))),
    post('outbox/_all_docs?include_docs=true', { keys: ids })
  ];
  return { atOnce: 10, first, shot: (n) => pick(shots, n) };
}

/** What the inbox holds, read again and again by the largest questions that are offered. */
function largeReads(): Attack {
  const ids = count(2_000, () => 'package:wlan-setup');
  const docs = ids.slice(0, 500).map((id) => ({ id }));
  const shots = ['inbox', 'catalog'].flatMap((database) => [
    post(`${database}/_bulk_get?revs=true`, { docs }),
    post(`${database}/_all_docs?include_docs=true`, { keys: ids }),
    post(`${database}/_changes?filter=_doc_ids&include_docs=true`, { doc_ids: ids }),
    post(`${database}/_changes?since=0&include_docs=true`, {})
  ]);
  return { atOnce: 10, shot: (n) => pick(shots, n) };
}

function invoices(orders: readonly string[]): Attack {
  const pathOf = (order: string) => `/api/orders/${encodeURIComponent(order)}/invoice.pdf`;
  return { atOnce: 10, shot: (n) => ({ method: 'GET', path: pathOf(pick(orders, n)) }) };
}

function photos(): Attack {
  const bytes = randomBytes(2 * MB);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  const name = () => randomBytes(32).toString('base64url');
  return { atOnce: 4, shot: () => ({ method: 'PUT', path: `/api/files/${name()}`, body: bytes }) };
}

function notes(): Attack {
  const body = JSON.stringify({ text: 'x'.repeat(60_000) });
  return {
    atOnce: 10,
    shot: (n) => ({ method: 'PUT', path: `/sync/inbox/_local/soak-${n}`, body })
  };
}

export function attacksOf(orders: readonly string[]): Record<string, () => Attack> {
  return {
    'documents nested 6,000 deep': deepDocuments,
    '1.9 M quotes': quotes,
    'hostile bodies of 2 MB': hostile,
    'malformed actions, 500 each': malformed,
    '100 sign-ins at once': signIns,
    '180,000 keys': manyKeys,
    '2,000 same keys, 15 kB': () => sameKeys(15_000),
    '2,000 same keys, 250 kB': () => sameKeys(250_000),
    '60 large documents': manyLarge,
    'the largest reads': largeReads,
    'invoices as PDF': () => invoices(orders),
    'photos of 2 MB': photos,
    'notes of replication': notes
  };
}
