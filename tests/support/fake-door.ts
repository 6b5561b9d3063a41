// A sync door that does what a test tells it to: the server's side of the protocol in memory, and a script of
// faults, each of which hits the next requests of its kind. Answers by `fetch` in Node, or over HTTP to a browser.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ActionEnvelope } from '#domain/protocol/action.ts';

export type FaultTarget = 'inbox' | 'longpoll' | 'catalog' | 'push' | 'file' | 'session';
export type Fault =
  | { status: number; headers?: Record<string, string> }
  /** Says nothing until the client gives up. */
  | 'hang'
  /** The line breaks before the request gets through. */
  | 'drop'
  /** Done, but the answer never arrives. */
  | 'loseAnswer'
  /** A hotel's sign-in page. */
  | 'captive'
  | 'truncated'
  | 'wrongShape'
  /** Half of the request's body gets through, then the line breaks. */
  | 'cut';

interface Change {
  seq: number;
  id: string;
  doc?: Record<string, unknown>;
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

interface Asked {
  method: string;
  url: URL;
  headers: Headers;
  body: Uint8Array;
  signal: AbortSignal;
}

export class FakeDoor {
  now: () => number = () => Date.now();
  /** How many times faster than real a long poll ends. */
  pace = 1;
  /** Each action as first stored, by id. */
  readonly stored = new Map<string, ActionEnvelope>();
  /** Every batch that got through, with repeats: ids. */
  readonly batches: string[][] = [];
  readonly files = new Map<string, Uint8Array>();
  /** Of every request that got through, in order. */
  readonly asked: string[] = [];
  /** A batch of more documents or bytes is too large. */
  limits = { documents: Infinity, bytes: Infinity };
  /** Long polls that hang on the line now, and the most that ever did at once. */
  polls = { open: 0, most: 0 };
  /** Row errors by action id. */
  readonly rowErrors = new Map<string, string>();
  /** Of everybody who signs in. */
  role = 'friend';
  /** Set to refuse every session. */
  isSessionOver = false;
  readonly #feeds = { inbox: [] as Change[], catalog: [] as Change[] };
  readonly #faults: { on: FaultTarget; fault: Fault; times: number }[] = [];
  #seq = 0;
  #changed = Promise.withResolvers<void>();
  #server: Server | undefined;

  /** Every file that the HTTP side serves besides the door. */
  readonly pages = new Map<string, { type: string; content: string | Uint8Array }>();

  /** Served for every address that is neither a page nor the door's. */
  shell: string | null = null;

  put(feed: 'inbox' | 'catalog', doc: Record<string, unknown> & { _id: string }): void {
    this.#change(feed, { id: doc._id, doc });
  }

  remove(feed: 'inbox' | 'catalog', id: string): void {
    this.#change(feed, { id });
  }

  /** The next `times` requests of this kind meet this fault. */
  fault(on: FaultTarget, fault: Fault, times = 1): void {
    this.#faults.push({ on, fault, times });
  }

  clearFaults(): void {
    this.#faults.length = 0;
  }

  get faultsLeft(): number {
    return this.#faults.reduce((sum, each) => sum + each.times, 0);
  }

  readonly fetch = async (path: string, init: RequestInit): Promise<Response> => {
    const signal = init.signal ?? new AbortController().signal;
    const body = init.body ? new Uint8Array(await new Response(init.body).arrayBuffer()) : null;
    const aborted = new Promise<never>((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new TypeError('aborted')))
    );
    aborted.catch(() => undefined);
    const answer = await Promise.race([
      aborted,
      this.answer({
        method: init.method ?? 'GET',
        url: new URL(path, 'http://door'),
        headers: new Headers(init.headers),
        body: body ?? new Uint8Array(),
        signal
      })
    ]);
    if (!answer) throw new TypeError('the line broke');
    const content = answer.body === '' ? null : (answer.body ?? null);
    return new Response(content as BodyInit | null, {
      status: answer.status,
      headers: answer.headers ?? {}
    });
  };

  /** @param port the same one as before, to come back after having been away */
  async listen(port = 0): Promise<string> {
    const server = createServer((request, response) => void this.#serve(request, response));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve) ?? resolve(null));
  }

  /** Undefined: the line breaks. */
  async answer(asked: Asked): Promise<Answer | undefined> {
    const fault = this.#nextFault(asked);
    if (fault === 'drop') return undefined;
    if (fault === 'hang') return new Promise<undefined>((resolve) => onAbort(asked, resolve));
    if (fault === 'captive') return captivePortal();
    if (typeof fault === 'object') {
      return this.#own({ status: fault.status, body: '{"error":"scripted"}' }, fault.headers);
    }
    this.asked.push(`${asked.method} ${asked.url.pathname}`);
    const answer = this.#own(await this.#route(asked, fault === 'cut'));
    if (fault === 'loseAnswer' || fault === 'cut') return undefined;
    if (fault === 'wrongShape') return { ...answer, body: '{"hello":"world"}' };
    if (fault === 'truncated' && typeof answer.body === 'string') {
      return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
    }
    return answer;
  }

  #own(answer: Answer, headers?: Record<string, string>): Answer {
    const own = { 'Mila-Protocol': '1', 'Mila-Time': String(this.now()), ...headers };
    return {
      ...answer,
      headers: { 'Content-Type': 'application/json', ...own, ...answer.headers }
    };
  }

  async #route(asked: Asked, isCut: boolean): Promise<Answer> {
    const { pathname } = asked.url;
    if (pathname === '/api/session') return this.#session(asked);
    if (this.isSessionOver || !asked.headers.get('authorization')) {
      return { status: 401, body: '{"error":"unauthorized"}' };
    }
    if (pathname === '/sync/inbox/_changes') return this.#changes('inbox', asked);
    if (pathname === '/sync/catalog/_changes') return this.#changes('catalog', asked);
    if (pathname === '/sync/outbox/_bulk_docs') return this.#bulkDocs(asked);
    if (pathname === '/sync/outbox/_all_docs') return this.#allDocs(asked);
    if (pathname.startsWith('/api/files/')) return this.#file(asked, isCut);
    return { status: 404, body: '{"error":"not_found"}' };
  }

  #session({ method, body }: Asked): Answer {
    if (method === 'DELETE') return { status: 204 };
    const { email, password, device } = JSON.parse(text(body)) as Record<string, string>;
    if (password !== 'right') return { status: 401, body: '{"error":"session.wrongPassword"}' };
    this.isSessionOver = false;
    const id = String(email).split('@')[0];
    const provider = { id, name: `Provider ${id}`, role: this.role, locale: 'de' };
    return { status: 201, body: JSON.stringify({ token: `token-${id}`, provider, device }) };
  }

  async #changes(feed: 'inbox' | 'catalog', { url, signal }: Asked): Promise<Answer> {
    const since = Number(url.searchParams.get('since') ?? 0);
    const limit = Number(url.searchParams.get('limit') ?? Infinity);
    const newer = () => this.#feeds[feed].filter((change) => change.seq > since);
    if (url.searchParams.get('feed') === 'longpoll' && newer().length === 0) {
      const timeout = Number(url.searchParams.get('timeout')) / this.pace;
      const ended = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeout);
        onAbort({ signal }, () => (clearTimeout(timer), resolve()));
      });
      this.polls.open += 1;
      this.polls.most = Math.max(this.polls.most, this.polls.open);
      while (newer().length === 0) {
        const woken = await Promise.race([this.#changed.promise.then(() => true), ended]);
        if (woken !== true) break;
      }
      this.polls.open -= 1;
    }
    const rows = newer().slice(0, limit);
    const results = rows.map(({ seq, id, doc }) => ({
      seq: String(seq),
      id,
      changes: [{ rev: '1-x' }],
      ...(doc ? { doc } : { deleted: true, doc: { _id: id, _deleted: true } })
    }));
    return {
      status: 200,
      body: JSON.stringify({ results, last_seq: String(rows.at(-1)?.seq ?? since), pending: 0 })
    };
  }

  #bulkDocs({ body }: Asked): Answer {
    const { docs } = JSON.parse(text(body)) as { docs: ActionEnvelope[] };
    if (docs.length > this.limits.documents || body.length > this.limits.bytes) {
      return { status: 413, body: '{"error":"too_large"}' };
    }
    this.batches.push(docs.map((doc) => doc._id));
    const rows = docs.map((doc) => {
      const error = this.rowErrors.get(doc._id);
      if (error) return { id: doc._id, error, reason: 'scripted' };
      if (!this.stored.has(doc._id)) this.stored.set(doc._id, doc);
      return { ok: true, id: doc._id, rev: '1-x' };
    });
    return { status: 201, body: JSON.stringify(rows) };
  }

  #allDocs({ body }: Asked): Answer {
    const { keys } = JSON.parse(text(body)) as { keys: string[] };
    const rows = keys.map((key) => {
      const doc = this.stored.get(key);
      return doc ? { id: key, key, value: { rev: '1-x' }, doc } : { key, error: 'not_found' };
    });
    return { status: 200, body: JSON.stringify({ rows }) };
  }

  #file({ method, url, headers, body }: Asked, isCut: boolean): Answer {
    const name = url.pathname.slice('/api/files/'.length);
    const before = this.files.get(name) ?? new Uint8Array();
    if (method === 'GET') {
      const found = before.length > 0;
      return found
        ? { status: 200, body: before, headers: { 'Content-Type': 'image/webp' } }
        : { status: 404 };
    }
    if (method === 'PUT') {
      if (Number(headers.get('upload-offset')) !== before.length) return { status: 409 };
      const piece = isCut ? body.subarray(0, Math.ceil(body.length / 2)) : body;
      this.files.set(name, new Uint8Array([...before, ...piece]));
    }
    const size = this.files.get(name)?.length ?? 0;
    return { status: 200, headers: { 'Upload-Offset': String(size) } };
  }

  #change(feed: 'inbox' | 'catalog', change: Omit<Change, 'seq'>): void {
    const rows = this.#feeds[feed];
    const kept = rows.filter((each) => each.id !== change.id);
    this.#feeds[feed] = [...kept, { ...change, seq: (this.#seq += 1) }];
    const woken = this.#changed;
    this.#changed = Promise.withResolvers<void>();
    woken.resolve();
  }

  #nextFault({ url, method }: Asked): Fault | undefined {
    const isPoll = url.searchParams.get('feed') === 'longpoll';
    const kinds: FaultTarget[] = [];
    if (url.pathname.startsWith('/sync/inbox')) kinds.push('inbox');
    if (isPoll) kinds.push('longpoll');
    if (url.pathname.startsWith('/sync/catalog')) kinds.push('catalog');
    if (url.pathname === '/sync/outbox/_bulk_docs') kinds.push('push');
    if (url.pathname.startsWith('/api/files') && method === 'PUT') kinds.push('file');
    if (url.pathname === '/api/session') kinds.push('session');
    const found = this.#faults.find((each) => kinds.includes(each.on) && each.times > 0);
    if (found) found.times -= 1;
    return found?.fault;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://door');
    const isDoor = /^\/(?:api|sync)\//.test(url.pathname);
    const page =
      this.pages.get(url.pathname) ?? (isDoor ? undefined : this.pages.get(this.shell ?? ''));
    if (page) {
      response.writeHead(200, { 'Content-Type': page.type, 'Cache-Control': 'no-store' });
      response.end(page.content);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const answer = await this.answer({
      method: request.method ?? 'GET',
      url,
      headers: new Headers(request.headers as Record<string, string>),
      body: new Uint8Array(Buffer.concat(chunks)),
      signal: gone.signal
    });
    if (!answer) return void request.socket.destroy();
    response.writeHead(answer.status, answer.headers);
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  }
}

function captivePortal(): Answer {
  const body = '<!doctype html><title>Welcome to Hotel Alpina</title>';
  return { status: 200, headers: { 'Content-Type': 'text/html' }, body };
}

function onAbort({ signal }: { signal: AbortSignal }, run: (value: undefined) => void): void {
  if (signal.aborted) run(undefined);
  else signal.addEventListener('abort', () => run(undefined), { once: true });
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
