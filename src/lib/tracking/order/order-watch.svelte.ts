// Keeps the customer's page at the newest state: server-sent events, else asking every 15 s, else
// what was last seen.
// 1. A state is only ever replaced by a newer one (generation, then time).
// 2. What is shown always says how old it is; without a connection it says that too.
// 3. Commands answer with the new state, so a click shows its effect also where the stream is down.
import { SvelteDate } from 'svelte/reactivity';
import type { Code } from '#domain/protocol/code.ts';
import type { CustomerView } from '#domain/order/views/customer-view.ts';

const POLL_MS = 15_000;
/** A stream that was silent for longer than two beats is dead, whatever the browser thinks. */
const SILENT_MS = 45_000;
const PATIENCE_MS = 15_000;

export type Connection = 'connecting' | 'live' | 'polling' | 'away';
export type CommandAnswer = { ok: true } | { ok: false; code: Code | 'notSent' };

export class OrderWatch {
  view: CustomerView | undefined = $state.raw();
  connection: Connection = $state('connecting');
  /** The link opens nothing. */
  isUnknown = $state(false);
  /** Device time at which the shown state was last known to be the newest. */
  readonly heardAt = new SvelteDate(0);
  #clockOffsetMs = $state(0);
  readonly #path: string;
  readonly #key: string;
  #stream: EventSource | undefined;

  constructor(token: string) {
    this.#path = `/api/o/${encodeURIComponent(token)}`;
    this.#key = `order:${token}`;
    this.#remembered();
  }

  /** Server time as this page knows it (ms), given a device time that ticks. */
  serverTime(deviceNow: number): number {
    return deviceNow + this.#clockOffsetMs;
  }

  /** Starts watching; returns how to stop. */
  start(): () => void {
    const lookAgain = () => {
      if (document.visibilityState !== 'visible' || this.isUnknown) return;
      const isSilent = Date.now() - this.heardAt.getTime() > SILENT_MS;
      if (isSilent || this.#stream?.readyState === EventSource.CLOSED) {
        // Replaced before it can say that it has failed: until it speaks again, ask.
        if (this.connection === 'live') this.connection = 'polling';
        this.#open();
      }
      if (this.connection !== 'live') this.poll().catch(reportError);
    };
    const gone = () => (this.connection = 'away');
    this.#open();
    this.poll().catch(reportError);
    const timer = setInterval(lookAgain, POLL_MS);
    addEventListener('online', lookAgain);
    addEventListener('offline', gone);
    document.addEventListener('visibilitychange', lookAgain);
    return () => {
      this.#stream?.close();
      clearInterval(timer);
      removeEventListener('online', lookAgain);
      removeEventListener('offline', gone);
      document.removeEventListener('visibilitychange', lookAgain);
    };
  }

  async poll(): Promise<void> {
    try {
      const answer = await fetch(this.#path, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (answer.status === 404 && answer.headers.has('mila-time')) {
        this.isUnknown = true;
        this.#stream?.close();
        return;
      }
      if (!answer.ok || !answer.headers.has('mila-time'))
        throw new Error('no answer of this server');
      this.#take((await answer.json()) as CustomerView);
      if (this.connection !== 'live') this.connection = 'polling';
    } catch {
      this.connection = 'away';
    }
  }

  async act(path: string, body: object): Promise<CommandAnswer> {
    try {
      const answer = await fetch(`${this.#path}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS)
      });
      if (answer.ok) {
        this.#take((await answer.json()) as CustomerView);
        return { ok: true };
      }
      if (answer.status !== 409) return { ok: false, code: 'notSent' };
      const { error } = (await answer.json()) as { error: Code };
      this.poll().catch(reportError);
      return { ok: false, code: error };
    } catch {
      return { ok: false, code: 'notSent' };
    }
  }

  #open(): void {
    this.#stream?.close();
    const stream = new EventSource(`${this.#path}/events`);
    this.#stream = stream;
    stream.addEventListener('view', (event) => {
      this.connection = 'live';
      this.#take(JSON.parse((event as MessageEvent<string>).data) as CustomerView);
    });
    stream.addEventListener('beat', () => {
      this.connection = 'live';
      this.heardAt.setTime(Date.now());
    });
    stream.onerror = () => {
      if (this.connection === 'live') this.connection = 'polling';
      this.poll().catch(reportError);
    };
  }

  #take(view: CustomerView): void {
    const shown = this.view;
    const isOlder =
      shown &&
      (view.generation < shown.generation ||
        (view.generation === shown.generation && view.at < shown.at));
    this.heardAt.setTime(Date.now());
    if (isOlder) return;
    this.#clockOffsetMs = view.at - Date.now();
    this.view = view;
    try {
      sessionStorage.setItem(this.#key, JSON.stringify({ view, heardAt: Date.now() }));
    } catch {
      // Only a reload without a connection would miss it.
    }
  }

  #remembered(): void {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.#key) ?? 'null') as {
        view: CustomerView;
        heardAt: number;
      } | null;
      if (!kept) return;
      this.view = kept.view;
      this.heardAt.setTime(kept.heardAt);
      this.#clockOffsetMs = kept.view.at - kept.heardAt;
    } catch {
      // Nothing is remembered.
    }
  }
}
