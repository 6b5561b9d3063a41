// Keeps this provider's database and the server's in step, while the app is open.
// 1. One tab at a time: the loops run under a Web Lock that the next tab takes over when this goes.
// 2. One long poll holds the line (a browser gives six connections a host); what it brings wakes
//    the rest.
// 3. Failures are waited out with growing pauses and never end the loops. 401 and 403 are shown and
//    tried again on a sign-in, coming back online, a look at the app or by hand. 426 stops reading.
// 4. A failed write (full disk) leaves the checkpoint where it was: the batch comes again.
// 5. Facts never wait for photos (PROTOCOL.md, "Files"): pictures have a loop, a lock and a pause of
//    their own, and each round of them begins after the actions that were being handed over.
import { conditionOf } from './condition.ts';
import { ReadLoop } from './read-loop.ts';
import { SendLoop, type SyncDeps } from './send-loop.ts';
import type { Drained } from './steps/drain-outbox.ts';
import type { Pulled } from './steps/pull-feed.ts';
import type { Uploaded } from './steps/upload-photos.ts';
import type { StorageFailure } from './storage-failure.ts';

export type Sent = Drained | StorageFailure;

/** Each does one thing against the server and says how it went. */
interface Steps {
  pullInbox(wait: boolean, signal: AbortSignal): Promise<Pulled>;
  pullCatalog(signal: AbortSignal): Promise<Pulled>;
  drain(evenIfMarked: boolean, signal?: AbortSignal): Promise<Drained>;
  upload(evenIfMarked: boolean, signal?: AbortSignal): Promise<Uploaded>;
}

interface ReplicatorDeps extends SyncDeps {
  /** Database name: tabs of one provider share their locks by it. */
  name: string;
  steps: Steps;
}

type Received = Extract<Drained, { is: 'drained' }>;
type PhotosSent = Extract<Uploaded, { is: 'uploaded' }>;

export class Replicator {
  readonly #deps: ReplicatorDeps;
  readonly #reading: ReadLoop;
  readonly #actions: SendLoop<Received>;
  readonly #photos: SendLoop<PhotosSent>;
  #stop: AbortController | null = null;
  #running: Promise<unknown> = Promise.resolve();

  constructor(deps: ReplicatorDeps) {
    this.#deps = deps;
    const { name, steps } = deps;
    this.#actions = new SendLoop(deps, {
      lock: `mila-drain-${name}`,
      send: (evenIfMarked, signal) => steps.drain(evenIfMarked, signal),
      isDone: (result) => result.is === 'drained',
      isHoldingUp: (failure) => failure.is === 'slowDown',
      isRetriedOnContact: () => true,
      onDone: ({ received }) => received > 0 && this.#photos.waker.wake()
    });
    this.#photos = new SendLoop(deps, {
      lock: `mila-photos-${name}`,
      send: (evenIfMarked, signal) => steps.upload(evenIfMarked, signal),
      isDone: (result) => result.is === 'uploaded',
      isHoldingUp: () => true,
      // Hearing the server again says that the line is back, not that it takes photos.
      isRetriedOnContact: (failure) => conditionOf(failure) === 'offline',
      after: () => this.#actions.sending
    });
    this.#reading = new ReadLoop(deps, steps, () => {
      this.#actions.waker.wakeIfRetrying();
      this.#photos.waker.wakeIfRetrying();
    });
  }

  start(): void {
    if (this.#stop) return;
    const stop = new AbortController();
    this.#stop = stop;
    const { locks, name } = this.#deps;
    this.#running = locks
      .request(`mila-sync-${name}`, { signal: stop.signal }, () => this.#run(stop.signal))
      .catch((cause: unknown) => {
        if (stop.signal.aborted) return;
        console.error('sync', cause);
        this.#deps.report('storageError');
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
    this.#reading.waker.wake();
    this.#actions.waker.wake();
    this.#photos.waker.wake();
  }

  /** An action was written. */
  kick(): void {
    this.#actions.waker.wake();
  }

  /**
   * Sends now, whoever holds the sync lock; what failed lately as well. Resolves when the photos
   * are through too.
   */
  async sendNow(): Promise<Sent> {
    this.#reading.waker.wake();
    const drained = await this.#actions.send(true);
    if (drained.is !== 'drained') return drained;
    const uploaded = await this.#photos.send(true);
    return uploaded.is === 'uploaded' ? drained : uploaded;
  }

  async #run(signal: AbortSignal): Promise<void> {
    this.#deps.report('starting');
    await Promise.all([
      this.#reading.run(signal),
      this.#actions.run(signal),
      this.#photos.run(signal)
    ]);
  }
}
