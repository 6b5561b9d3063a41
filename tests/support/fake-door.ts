// A sync door that does what a test tells it to: the server's side of the protocol in memory, and a script of
// faults, each of which hits the next requests of its kind. Answers by `fetch` in Node, or over HTTP to a browser.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ActionEnvelope } from '#domain/protocol/action.ts';
import { ChangeFeeds, onAbort, type FeedName } from './change-feeds.ts';
import { ScriptedFaults, type Fault, type FaultTarget } from './scripted-faults.ts';

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
  /** Takes no more of this provider for now. */
  isOutboxFull = false;
  /** Row errors by action id. */
  readonly rowErrors = new Map<string, string>();
  /** Of everybody who signs in. */
  role = 'friend';
  /** Which copy of the data this is; null: an older server, which does not say. */
  epoch: string | null = null;
  /** Of every batch, the receipts that came with it. */
  readonly receipts: { action: string }[] = [];
  /** Set to refuse every session. */
  isSessionOver = false;
  #feeds = new ChangeFeeds();
  readonly #faults = new ScriptedFaults();
  #server: Server | undefined;

  /** Every file that the HTTP side serves besides the door. */
  readonly pages = new Map<string, { type: string; content: string | Uint8Array }>();

  /** Served for every address that is neither a page nor the door's. */
  shell: string | null = null;

  put(feed: FeedName, doc: Record<string, unknown> & { _id: string }): void {
    this.#feeds.change(feed, { id: doc._id, doc });
  }

  remove(feed: FeedName, id: string): void {
    this.#feeds.change(feed, { id });
  }

  /** All that it knew is gone, and it is another copy of the data. */
  lose(epoch: string): void {
    this.epoch = epoch;
    this.#feeds = new ChangeFeeds();
    this.stored.clear();
  }

  /** The next `times` requests of this kind meet this fault. */
  fault(on: FaultTarget, fault: Fault, times = 1): void {
    this.#faults.add(on, fault, times);
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  /** Long polls that hang on the line now, and the most that ever did at once. */
  get polls() {
    return this.#feeds.polls;
  }

  get faultsLeft(): number {
    return this.#faults.left;
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
    const fault = this.#faults.next(asked);
    if (fault === 'drop') return undefined;
    if (fault === 'hang')
      return new Promise<undefined>((resolve) => onAbort(asked.signal, resolve));
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
    const epoch: Record<string, string> = this.epoch === null ? {} : { 'Mila-Epoch': this.epoch };
    return {
      ...answer,
      headers: { 'Content-Type': 'application/json', ...own, ...epoch, ...answer.headers }
    };
  }

  async #route(asked: Asked, isCut: boolean): Promise<Answer> {
    const { pathname } = asked.url;
    if (pathname === '/api/session') return this.#session(asked);
    if (this.isSessionOver || !asked.headers.get('authorization')) {
      return { status: 401, body: '{"error":"unauthorized"}' };
    }
    const known = asked.headers.get('mila-epoch');
    if (known !== null && known !== this.epoch) return { status: 412, body: '{"error":"other"}' };
    if (pathname === '/sync/inbox/_changes') return this.#changes('inbox', asked);
    if (pathname === '/sync/catalog/_changes') return this.#changes('catalog', asked);
    if (pathname === '/sync/outbox/_bulk_docs') return this.#bulkDocs(asked);
    if (pathname === '/sync/outbox/_revs_diff') return this.#revsDiff(asked);
    if (pathname === '/sync/outbox/_all_docs') return this.#allDocs(asked);
    if (pathname.startsWith('/api/files/')) return this.#file(asked, isCut);
    return { status: 404, body: '{"error":"not_found"}' };
  }

  #session({ method, body }: Asked): Answer {
    if (method === 'DELETE') return { status: 204 };
    const { email, password, passkey, device } = JSON.parse(text(body)) as Record<string, string>;
    if (password !== 'right' && passkey !== 'shown')
      return { status: 401, body: '{"error":"session.wrongPassword"}' };
    this.isSessionOver = false;
    const id = String(email).split('@')[0];
    const provider = { id, name: `Provider ${id}`, role: this.role, locale: 'de' };
    return { status: 201, body: JSON.stringify({ token: `token-${id}`, provider, device }) };
  }

  async #changes(feed: FeedName, { url, signal }: Asked): Promise<Answer> {
    const page = await this.#feeds.page(feed, url.searchParams, { signal, pace: this.pace });
    return { status: 200, body: JSON.stringify(page) };
  }

  #bulkDocs({ body }: Asked): Answer {
    const { docs, receipts = [] } = JSON.parse(text(body)) as {
      docs: ActionEnvelope[];
      receipts?: { action: string }[];
    };
    this.receipts.push(...receipts);
    if (docs.length > this.limits.documents || body.length > this.limits.bytes) {
      return { status: 413, body: '{"error":"too_large"}' };
    }
    if (this.isOutboxFull) return { status: 507, body: '{"error":"outbox.full","retryAfterS":90}' };
    this.batches.push(docs.map((doc) => doc._id));
    const rows = docs.map((doc) => {
      const error = this.rowErrors.get(doc._id);
      if (error) return { id: doc._id, error, reason: 'scripted' };
      if (!this.stored.has(doc._id)) this.stored.set(doc._id, doc);
      return { ok: true, id: doc._id, rev: '1-x' };
    });
    return { status: 201, body: JSON.stringify(rows) };
  }

  #revsDiff({ body }: Asked): Answer {
    const asked = JSON.parse(text(body)) as Record<string, string[]>;
    const missing = Object.entries(asked).filter(([id]) => !this.stored.has(id));
    const rows = missing.map(([id, revs]) => [id, { missing: revs }]);
    return { status: 200, body: JSON.stringify(Object.fromEntries(rows)) };
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

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
