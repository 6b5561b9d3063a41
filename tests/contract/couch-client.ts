/** The plainest client of a CouchDB: one request, its status, its JSON. */
import { ofThisRun } from '../support/store-under-test.ts';

export interface CouchDocument {
  _id: string;
  _rev: string;
  [member: string]: unknown;
}

interface Row {
  id: string;
  seq: string;
  /** Of a key that was asked for and is not there. */
  error?: string;
  doc: CouchDocument;
  /** Of _bulk_get: one a revision. */
  docs: { ok?: CouchDocument; error?: object }[];
}

/** The members that tests read; an answer has those of its request, the others are undefined. */
export interface Reply {
  id: string;
  rev: string;
  error: string;
  reason: string;
  rows: Row[];
  results: Row[];
  docs: CouchDocument[];
  last_seq: string;
  pending: number;
  bookmark: string;
  warning: string;
  _revisions: { start: number; ids: string[] };
  _attachments: Record<string, { data: string }>;
  [member: string]: unknown;
}

/** @template Body of an answer that is no object, or has members of its own */
export interface Answer<Body = Reply> {
  status: number;
  headers: Headers;
  json: Body;
  text: string;
}

export interface CouchClient {
  url: string;
  authorization: string | undefined;
  call<Body = Reply>(
    method: string,
    path: string,
    body?: unknown,
    headers?: HeadersInit
  ): Promise<Answer<Body>>;
}

export function couchClient(url: string, user?: string, password?: string): CouchClient {
  const authorization =
    user === undefined ? undefined : `Basic ${btoa(`${user}:${password ?? ''}`)}`;
  async function call<Body>(
    method: string,
    path: string,
    body?: unknown,
    given?: HeadersInit
  ): Promise<Answer<Body>> {
    const headers = new Headers(given);
    if (authorization && !headers.has('authorization')) headers.set('authorization', authorization);
    if (!headers.has('content-type') && method !== 'GET') {
      headers.set('content-type', 'application/json');
    }
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    const sent = body === undefined ? undefined : isRaw ? body : JSON.stringify(body);
    const response = await fetch(url + path, { method, headers, body: sent as BodyInit });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: parsed(text) as Body, text };
  }
  return { url, authorization, call };
}

/** Undefined where the answer is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

let counter = 0;

/** A name that no earlier run has left behind; the run removes it. */
export function newDatabaseName(): string {
  return `${ofThisRun()}contract-${process.pid}-${Date.now().toString(36)}-${counter++}`;
}

/** A store by the address that COUCHDB_URL gives it, with user and password inside. */
export function couchAt(address: string): CouchClient {
  const { username, password, origin } = new URL(address);
  return couchClient(origin, decodeURIComponent(username), decodeURIComponent(password));
}
