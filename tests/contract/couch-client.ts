/** The plainest client of a CouchDB: one request, its status, its JSON. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers have as many shapes as there are requests
export type Json = any;

export interface Answer {
  status: number;
  headers: Headers;
  json: Json;
  text: string;
}

export interface CouchClient {
  url: string;
  authorization: string | undefined;
  call(method: string, path: string, body?: unknown, headers?: HeadersInit): Promise<Answer>;
}

export function couchClient(url: string, user?: string, password?: string): CouchClient {
  const authorization =
    user === undefined ? undefined : `Basic ${btoa(`${user}:${password ?? ''}`)}`;
  async function call(method: string, path: string, body?: unknown, given?: HeadersInit) {
    const headers = new Headers(given);
    if (authorization && !headers.has('authorization')) headers.set('authorization', authorization);
    if (!headers.has('content-type') && method !== 'GET') {
      headers.set('content-type', 'application/json');
    }
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    const sent = body === undefined ? undefined : isRaw ? body : JSON.stringify(body);
    const response = await fetch(url + path, { method, headers, body: sent as BodyInit });
    const text = await response.text();
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      json = undefined;
    }
    return { status: response.status, headers: response.headers, json, text };
  }
  return { url, authorization, call };
}

let counter = 0;

/** A name that no earlier run has left behind. */
export function newDatabaseName(): string {
  return `contract-${process.pid}-${Date.now().toString(36)}-${counter++}`;
}
