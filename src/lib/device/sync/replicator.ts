// Keeps this provider's database and the server's in step, while the app is open.
// 1. One tab at a time: the loops run under a Web Lock that the next tab takes over when this one goes.
// 2. One long poll holds the line (a browser gives six connections a host); what it brings wakes the rest.
// 3. Trouble is waited out with growing pauses and never ends the loops. 401 and 403 stop the clockwork and are
//    shown; signing in, coming back online, looking at the app or sending by hand tries again. 426 stops reading only.
// 4. A failed write (full disk) leaves the checkpoint where it was: the batch comes again.
// 5. Facts never wait for photos (protocol §6): pictures have a loop, a lock and a pause of their own, and each
//    round of them begins after the actions that were being handed over.
import { backOffMs } from '../door/back-off.ts';
import { conditionOf, RETRY_ON_WAKE } from './condition.ts';
import type { DoorFailure } from '../door/door.ts';
import type { DeviceClock } from '../store/device-clock.ts';
import type { DeviceLocks } from '../store/device-locks.ts';
import type { SyncCondition } from '../store/rows.ts';
import type { Drained } from './steps/drain-outbox.ts';
import type { Pulled } from './steps/pull-feed.ts';
import type { Uploaded } from './steps/upload-photos.ts';
import { storageFailureOf, type StorageFailure } from './storage-error.ts';
import { Waker } from './waker.ts';

const CATALOG_EVERY_MS = 3_600_000;
const OUTBOX_EVERY_MS = 60_000;
const PHOTOS_EVERY_MS = 60_000;
/** A long poll that ends sooner with nothing was not held. */
const LINE_HELD_MS = 1_000;

export type Sent = Drained | StorageFailure;

/** Each does one thing against the server and says how it went. */
interface Steps {
  pullInbox(wait: boolean, signal: AbortSignal): Promise<Pulled>;
  pullCatalog(signal: AbortSignal): Promise<Pulled>;
  drain(evenIfMarked: boolean, signal?: AbortSignal): Promise<Drained>;
  upload(evenIfMarked: boolean, signal?: AbortSignal): Promise<Uploaded>;
}

interface ReplicatorDeps {
  /** Database name: tabs of one provider share their locks by it. */
  name: string;
  clock: DeviceClock;
  locks: DeviceLocks;
  random: () => number;
  steps: Steps;
  report(condition: SyncCondition): void;
}

export class Replicator {
  readonly #deps: ReplicatorDeps;
  readonly #readWaker = new Waker();
  readonly #writeWaker = new Waker();
  readonly #photoWaker = new Waker();
  #stop: AbortController | null = null;
  #running: Promise<unknown> = Promise.resolve();
  /** Before it, the server wants no batch (429). Monotonic ms. */
  #slowUntil = 0;
  /** The same of photos: what is asked for them never holds an action up. */
  #photosSlowUntil = 0;
  /** The loop's handing over that was begun last. */
  #draining: Promise<unknown> = Promise.resolve();
  /** Monotonic ms; not known yet, or failed: at once. */
  #catalogDueAt = -Infinity;

  constructor(deps: ReplicatorDeps) {
    this.#deps = deps;
  }

  start(): void {
    if (this.#stop) return;
    const stop = new AbortController();
    this.#stop = stop;
    const { locks, name } = this.#deps;
    this.#running = locks
      .request(`mila-sync-${name}`, { signal: stop.signal }, () => this.#run(stop.signal))
      .catch((cause: unknown) => {
        if (!stop.signal.aborted) throw cause;
      });
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    this.wake();
    await this.#running;
    this.#stop = null;
  }

  /** Something happened that makes trying again worth while: online, looked at, signed in. */
  wake(): void {
    this.#readWaker.wake();
    this.#writeWaker.wake();
    this.#photoWaker.wake();
  }

  /** An action was written. */
  kick(): void {
    this.#writeWaker.wake();
  }

  /** Sends now, whoever holds the sync lock; what failed lately as well. Resolves when the photos are through too. */
  async sendNow(): Promise<Sent> {
    this.#readWaker.wake();
    const drained = await this.#send(true);
    if (drained.is !== 'drained') return drained;
    const uploaded = await this.#sendPhotos(true);
    return uploaded.is === 'uploaded' ? drained : uploaded;
  }

  async #run(signal: AbortSignal): Promise<void> {
    this.#deps.report('starting');
    await Promise.all([this.#readLoop(signal), this.#writeLoop(signal), this.#photoLoop(signal)]);
  }

  async #readLoop(signal: AbortSignal): Promise<void> {
    const { clock, report } = this.#deps;
    let failures = 0;
    let isLive = false;
    while (!signal.aborted) {
      const cut = this.#readWaker.cut(signal);
      const askedAt = clock.monotonic();
      const result: Pulled | StorageFailure = await this.#read(isLive, cut, signal);
      if (signal.aborted) return;
      if (result.is === 'pulled') {
        report('online');
        failures = 0;
        this.#writeWaker.wakeIfRetrying();
        this.#photoWaker.wakeIfRetrying();
        // A line that is not held (a proxy that ends long polls at once) must not become a storm of requests.
        const isHeld = result.changed > 0 || clock.monotonic() - askedAt >= LINE_HELD_MS;
        if (isLive && !isHeld) await clock.sleep(backOffMs(0, this.#deps.random), cut);
        isLive = result.isDone;
      } else {
        isLive = false;
        if (result.is === 'stopped') continue;
        report(conditionOf(result));
        await clock.sleep(this.#pauseMs(result, failures), cut);
        failures += 1;
      }
    }
  }

  /** One answer of the inbox, and the catalogue where it is due or something has happened. */
  async #read(
    wait: boolean,
    cut: AbortSignal,
    signal: AbortSignal
  ): Promise<Pulled | StorageFailure> {
    const { clock, steps } = this.#deps;
    const inbox = await storageFailureOf(() => steps.pullInbox(wait, cut));
    if (inbox.is !== 'pulled' || !inbox.isDone) return inbox;
    if (inbox.changed === 0 && clock.monotonic() < this.#catalogDueAt) return inbox;
    const catalog = await this.#pullWholeCatalog(signal);
    const isHere = catalog.is === 'pulled';
    this.#catalogDueAt = isHere ? clock.monotonic() + CATALOG_EVERY_MS : -Infinity;
    return isHere ? inbox : catalog;
  }

  async #pullWholeCatalog(signal: AbortSignal) {
    for (;;) {
      const result = await storageFailureOf(() => this.#deps.steps.pullCatalog(signal));
      if (result.is !== 'pulled' || result.isDone) return result;
    }
  }

  async #writeLoop(signal: AbortSignal): Promise<void> {
    const { clock } = this.#deps;
    let failures = 0;
    while (!signal.aborted) {
      const cut = this.#writeWaker.cut(signal);
      const sending = this.#send(false, signal);
      this.#draining = sending;
      const result = await sending;
      if (signal.aborted) return;
      this.#writeWaker.isRetrying = result.is !== 'drained';
      if (result.is === 'drained') {
        failures = 0;
        if (result.received > 0) this.#photoWaker.wake();
        await clock.sleep(OUTBOX_EVERY_MS, cut);
      } else {
        if (!isTransient(result)) this.#deps.report(conditionOf(result));
        await clock.sleep(this.#pauseMs(result, failures), cut);
        failures += 1;
      }
    }
  }

  async #photoLoop(signal: AbortSignal): Promise<void> {
    const { clock } = this.#deps;
    let failures = 0;
    while (!signal.aborted) {
      const cut = this.#photoWaker.cut(signal);
      await this.#draining;
      const result = await this.#sendPhotos(false, signal);
      if (signal.aborted) return;
      // Hearing the server again says that the line is back, not that it takes photos.
      this.#photoWaker.isRetrying = result.is !== 'uploaded' && conditionOf(result) === 'offline';
      if (result.is === 'uploaded') {
        failures = 0;
        await clock.sleep(PHOTOS_EVERY_MS, cut);
      } else {
        if (!isTransient(result)) this.#deps.report(conditionOf(result));
        await clock.sleep(this.#pauseMs(result, failures), cut);
        failures += 1;
      }
    }
  }

  #pauseMs(failure: DoorFailure | StorageFailure, failures: number): number {
    if (RETRY_ON_WAKE.has(conditionOf(failure))) return CATALOG_EVERY_MS;
    const asked = 'retryAfterMs' in failure ? failure.retryAfterMs : 0;
    return Math.max(backOffMs(failures, this.#deps.random), asked);
  }

  #send(evenIfMarked: boolean, signal?: AbortSignal): Promise<Sent> {
    const { clock, locks, name } = this.#deps;
    const waitMs = this.#slowUntil - clock.monotonic();
    if (waitMs > 0) return Promise.resolve({ is: 'slowDown', retryAfterMs: waitMs });
    return storageFailureOf(() =>
      locks.request(`mila-drain-${name}`, signal ? { signal } : {}, async () => {
        const done = await this.#deps.steps.drain(evenIfMarked, signal);
        if (done.is === 'slowDown') this.#slowUntil = clock.monotonic() + done.retryAfterMs;
        return done;
      })
    );
  }

  #sendPhotos(evenIfMarked: boolean, signal?: AbortSignal): Promise<Uploaded | StorageFailure> {
    const { clock, locks, name } = this.#deps;
    const waitMs = this.#photosSlowUntil - clock.monotonic();
    if (waitMs > 0) return Promise.resolve({ is: 'slowDown', retryAfterMs: waitMs });
    return storageFailureOf(() =>
      locks.request(`mila-photos-${name}`, signal ? { signal } : {}, async () => {
        const done = await this.#deps.steps.upload(evenIfMarked, signal);
        if ('retryAfterMs' in done) this.#photosSlowUntil = clock.monotonic() + done.retryAfterMs;
        return done;
      })
    );
  }
}

const isTransient = (result: { is: string }) =>
  result.is !== 'expired' && result.is !== 'forbidden' && result.is !== 'storageError';
