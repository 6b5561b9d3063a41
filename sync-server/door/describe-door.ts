import { ALLOWED_REQUESTS, DOOR_DATABASES, type DoorOperation } from './allowed-requests.ts';
import { DOOR_LIMITS } from './door-limits.ts';
import { READ_PARAMETERS } from './read-query.ts';

interface Described {
  summary: string;
  ok: { status: 200 | 201; description: string };
}

const ABOUT: Record<DoorOperation, Described> = {
  info: {
    summary: 'About the database, as CouchDB answers it',
    ok: { status: 200, description: '`db_name`, `doc_count`, `update_seq` and more' }
  },
  changes: {
    summary: 'What has changed since a sequence; `feed=longpoll` waits for the next change',
    ok: { status: 200, description: '`{ results, last_seq, pending }`' }
  },
  allDocs: {
    summary: 'Documents by id. Of the outbox by `keys` only',
    ok: { status: 200, description: '`{ total_rows, offset, rows }`' }
  },
  bulkGet: {
    summary: 'Several documents or revisions at once',
    ok: { status: 200, description: '`{ results: [{ id, docs }] }`' }
  },
  document: {
    summary: 'One document',
    ok: { status: 200, description: 'The document' }
  },
  localDocument: {
    summary: "A replicating client's own checkpoint; each device has its own",
    ok: { status: 200, description: 'The document (GET), or 201 `{ ok, id, rev }` (PUT)' }
  },
  revsDiff: {
    summary: 'Which of these revisions are not here yet',
    ok: { status: 200, description: '`{ <id>: { missing: [<rev>] } }`' }
  },
  bulkDocs: {
    summary: `Hands actions in, at most ${DOOR_LIMITS.documents}. Stored first, judged afterwards`,
    ok: { status: 201, description: '`[{ ok, id, rev }]`, one for each document, whatever it is' }
  },
  putDocument: {
    summary: 'Hands one action in. Stored first, judged afterwards',
    ok: { status: 201, description: '`{ ok, id, rev }`' }
  }
};

const REFUSED = {
  401: 'Nobody is signed in (any more)',
  403: 'Not in the table of allowed requests',
  413: 'Too large, or too many documents or keys: nothing of it was taken',
  429: 'Too many requests: wait as long as `Retry-After` says',
  503: 'The store does not answer: try again after `Retry-After`'
};
const TOO_OLD = { 426: 'The `Mila-Protocol` of this app is too old to read' };

/** The door's requests for the OpenAPI document, made from the table that the door itself obeys. */
export function doorPaths(): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {
    '/sync': { get: described('Greeting, with the protocol version', 200, '`{ couchdb, vendor }`') }
  };
  for (const database of DOOR_DATABASES) {
    for (const [methods, path, operation] of ALLOWED_REQUESTS[database]) {
      const url = `/sync/${database}/${path.replace(':id', '{id}')}`.replace(/\/$/, '');
      for (const method of methods.split(' ')) {
        const { summary, ok } = ABOUT[operation];
        (paths[url] ??= {})[method.toLowerCase()] = {
          ...described(summary, ok.status, ok.description),
          parameters: parametersOf(url, operation, database === 'outbox'),
          ...(method === 'POST' || method === 'PUT' ? { requestBody: A_JSON_OBJECT } : {}),
          responses: responses(ok.status, ok.description, database !== 'outbox')
        };
      }
    }
  }
  return paths;
}

const A_JSON_OBJECT = {
  required: true,
  content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } }
};

function described(summary: string, status: number, description: string): object {
  return { tags: ['sync'], summary, responses: responses(status, description, false) };
}

function responses(status: number, description: string, isReadOnly: boolean): object {
  const refused = { ...REFUSED, ...(isReadOnly ? TOO_OLD : {}) };
  const all = Object.entries({ [status]: description, ...refused });
  return Object.fromEntries(all.map(([code, text]) => [code, { description: text }]));
}

function parametersOf(url: string, operation: DoorOperation, isOutbox: boolean): object[] {
  const text = { type: 'string' };
  const inPath = url.includes('{id}')
    ? [{ name: 'id', in: 'path', required: true, schema: text }]
    : [];
  const asked = isOutbox ? OUTBOX_PARAMETERS[operation] : READ_PARAMETERS[operation];
  return [...inPath, ...(asked ?? []).map((name) => ({ name, in: 'query', schema: text }))];
}

const OUTBOX_PARAMETERS: Partial<Record<DoorOperation, readonly string[]>> = {
  allDocs: ['keys', 'include_docs'],
  putDocument: ['new_edits']
};
