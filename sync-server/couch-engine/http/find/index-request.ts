/** The body of a POST to `_index`, checked. */
import { createHash } from 'node:crypto';
import { CouchError } from '../../errors/couch-error.ts';
import { assertKeys, missingKey } from '../../find/find-request.ts';
import { parseDefinition, type IndexDefinition } from '../../indexes/index-definition.ts';

export interface IndexRequest {
  designId: string;
  name: string;
  definition: IndexDefinition;
  /** As it was sent: CouchDB keeps it beside what it made of it. */
  given: unknown;
}

export function parseIndexRequest(body: Record<string, unknown>): IndexRequest {
  if (body.index === undefined) throw missingKey('index');
  assertType(body.type ?? 'json', body);
  const definition = parseDefinition(body.index);
  // What is not named is named by its content: asked for twice, it is the same index.
  const hash = createHash('sha1')
    .update(JSON.stringify([definition, body.name ?? null]))
    .digest('hex');
  return {
    designId: designIdOf(nameIn(body.ddoc) ?? hash),
    name: nameIn(body.name) ?? hash,
    definition,
    given: body.index
  };
}

const keys = new Set(['index', 'type', 'name', 'ddoc', 'w', 'partitioned']);

function assertType(type: unknown, body: Record<string, unknown>): void {
  if (typeof type !== 'string') throw invalidString(type);
  assertKeys(body, keys);
  if (type === 'json') return;
  if (type === 'text' || type === 'nouveau') {
    throw new CouchError(503, 'required index service unavailable', type);
  }
  throw new CouchError(400, 'invalid_index', `Invalid type for index: ${type}`);
}

function nameIn(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw invalidString(value);
}

const invalidString = (value: unknown) =>
  new CouchError(400, 'invalid_string', `Invalid string: ${JSON.stringify(value)}`);

/** The id of a design document, named with its prefix or without. */
export function designIdOf(name: string): string {
  return name.startsWith('_design/') ? name : `_design/${name}`;
}
