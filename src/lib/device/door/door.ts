// One way through which everything goes to the server. What must hold:
// 1. No answer without Mila-Protocol and Mila-Time is believed: a hotel's sign-in page answers 200
//    to everything.
// 2. Nothing hangs: every request has an end of its own, also where the connection is half-open.
// 3. An answer of another copy of the data than the one that is known is none (PROTOCOL.md, "Another
//    epoch"): first of all this device gets in step with it.
// 4. Whatever happens comes back as a value; a caller never has to tell errors apart by their text.
//    The bearer token says who asks, and cookies are left out: with two providers on one tablet the
//    browser's cookie may be the other one's.
import { PROTOCOL_VERSION } from '#domain/protocol/version.ts';
import type { DeviceClock } from '../time/device-clock.ts';
import type { ServerTime } from '../store/server-time.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface DoorAnswer {
  is: 'answer';
  status: number;
  headers: Headers;
  /** Parsed JSON, null where there is no body; a Blob where one was asked for. */
  body: unknown;
}

/**
 * Not reached: nothing came back in time. Not believed: something did, but it was not the server.
 */
export type DoorFailure =
  | { is: 'unreachable' }
  | { is: 'notBelieved' }
  | { is: 'stopped' }
  | { is: 'serverError'; status: number; retryAfterMs: number }
  | { is: 'expired' }
  | { is: 'forbidden' }
  | { is: 'tooOld' }
  | { is: 'otherEpoch'; epoch: string }
  | { is: 'slowDown'; retryAfterMs: number };

export type DoorResult = DoorAnswer | DoorFailure;

export interface DoorRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: BodyInit;
  /** Own end of the request, also of reading the answer. */
  timeoutMs: number;
  signal?: AbortSignal;
  /** 'blob': the body of a 200 as it is, for photos. */
  as?: 'json' | 'blob';
}

interface DoorDeps {
  fetch: Fetch;
  clock: DeviceClock;
  time: ServerTime;
  token: () => string | null;
  /** Which copy of the server's data is known; null: none yet. */
  epoch?: () => string | null;
  /** Every believed answer, whatever it says. */
  onContact: (wall: number, epoch: string | null) => void;
}

export class Door {
  readonly #deps: DoorDeps;

  constructor(deps: DoorDeps) {
    this.#deps = deps;
  }

  async ask(path: string, request: DoorRequest): Promise<DoorResult> {
    const abort = new AbortController();
    const stop = () => abort.abort();
    const asked = new AbortController();
    if (request.signal?.aborted) return { is: 'stopped' };
    request.signal?.addEventListener('abort', stop);
    // Not only aborted but raced: a fetch that does not react to its signal must not hang the loop.
    const ended = this.#deps.clock.sleep(request.timeoutMs, asked.signal).then(stop);
    const aborted = new Promise<void>((resolve) =>
      abort.signal.addEventListener('abort', () => resolve())
    );
    const failure = (): DoorFailure =>
      request.signal?.aborted ? { is: 'stopped' } : { is: 'unreachable' };
    try {
      const answer = this.#exchange(path, request, abort.signal);
      return await Promise.race([answer, aborted.then(failure)]);
    } catch {
      return failure();
    } finally {
      request.signal?.removeEventListener('abort', stop);
      asked.abort();
      await ended;
    }
  }

  async #exchange(path: string, request: DoorRequest, signal: AbortSignal): Promise<DoorResult> {
    const { fetch, clock, time, token, onContact } = this.#deps;
    const bearer = token();
    const known = this.#deps.epoch?.() ?? null;
    const askedAt = clock.monotonic();
    const response = await fetch(path, {
      method: request.method ?? 'GET',
      body: request.body ?? null,
      headers: {
        'Mila-Protocol': String(PROTOCOL_VERSION),
        ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
        ...(known ? { 'Mila-Epoch': known } : {}),
        ...request.headers
      },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal
    });
    const milaTime = Number(response.headers.get('Mila-Time') ?? NaN);
    if (!response.headers.has('Mila-Protocol') || !(milaTime > 0)) return notOurs(response);
    time.observe(milaTime, clock.monotonic() - askedAt);
    const isBlob = request.as === 'blob' && response.status === 200;
    const body = isBlob ? await response.blob() : await response.text();
    if (signal.aborted) return { is: 'unreachable' };
    const epoch = response.headers.get('Mila-Epoch');
    onContact(clock.wall(), epoch);
    const result = judge(response, body);
    // Of another copy than what is known here: nothing of the answer is taken.
    const isOther = result.is === 'answer' && known !== null && epoch !== null && epoch !== known;
    return isOther ? { is: 'otherEpoch', epoch } : result;
  }
}

/**
 * A proxy's own 5xx says that the server is failing; anything else without our headers is
 * somebody else.
 */
function notOurs(response: Response): DoorFailure {
  return response.status >= 500
    ? { is: 'serverError', status: response.status, retryAfterMs: retryAfter(response.headers) }
    : { is: 'notBelieved' };
}

function judge(response: Response, content: string | Blob): DoorResult {
  const { status, headers } = response;
  if (status === 401) return { is: 'expired' };
  if (status === 403) return { is: 'forbidden' };
  if (status === 426) return { is: 'tooOld' };
  if (status === 429) return { is: 'slowDown', retryAfterMs: retryAfter(headers) || 5_000 };
  // 507 is about this one file, not about the server.
  if (status >= 500 && status !== 507) {
    return { is: 'serverError', status, retryAfterMs: retryAfter(headers) };
  }
  try {
    const isJson = typeof content === 'string' && content !== '';
    return { is: 'answer', status, headers, body: isJson ? JSON.parse(content) : content || null };
  } catch {
    return { is: 'notBelieved' };
  }
}

/** Seconds or a date (RFC 9110 §10.2.3), as ms; 0 where there is none. */
export function retryAfter(headers: Headers): number {
  const value = headers.get('Retry-After');
  if (!value) return 0;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : 0;
}
