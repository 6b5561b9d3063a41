// What the server has for this provider: one long poll holds the line, the catalogue follows it.
import type { DoorFailure } from '../door/door.ts';
import { backOffMs } from '../time/back-off.ts';
import { Waker } from '../time/waker.ts';
import { conditionOf } from './condition.ts';
import { pauseMs } from './pause.ts';
import type { SyncDeps } from './send-loop.ts';
import type { Pulled } from './steps/pull-feed.ts';
import { storageFailureOf, type StorageFailure } from './storage-failure.ts';

const CATALOG_EVERY_MS = 3_600_000;
/** A long poll that ends sooner with nothing was not held. */
const LINE_HELD_MS = 1_000;

interface ReadSteps {
  pullInbox(wait: boolean, signal: AbortSignal): Promise<Pulled>;
  pullCatalog(signal: AbortSignal): Promise<Pulled>;
}

export class ReadLoop {
  readonly waker = new Waker();
  readonly #deps: SyncDeps;
  readonly #steps: ReadSteps;
  readonly #onContact: () => void;
  /** Monotonic ms; not known yet, or failed: at once. */
  #catalogDueAt = -Infinity;

  /** @param onContact the server was heard */
  constructor(deps: SyncDeps, steps: ReadSteps, onContact: () => void) {
    this.#deps = deps;
    this.#steps = steps;
    this.#onContact = onContact;
  }

  /** Until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, random, report } = this.#deps;
    let failures = 0;
    let isLive = false;
    while (!signal.aborted) {
      const cut = this.waker.cut(signal);
      const askedAt = clock.monotonic();
      const result = await this.#read(isLive, cut, signal);
      if (signal.aborted) return;
      if (result.is === 'pulled') {
        report('online');
        failures = 0;
        this.#onContact();
        // A proxy that ends long polls at once must not bring a storm of requests.
        const isHeld = result.changed > 0 || clock.monotonic() - askedAt >= LINE_HELD_MS;
        if (isLive && !isHeld) await clock.sleep(backOffMs(0, random), cut);
        isLive = result.isDone;
      } else {
        isLive = false;
        if (result.is === 'stopped') continue;
        report(conditionOf(result));
        await clock.sleep(pauseMs(result, failures, random), cut);
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
    const { clock } = this.#deps;
    const inbox = await storageFailureOf(() => this.#steps.pullInbox(wait, cut));
    if (inbox.is !== 'pulled' || !inbox.isDone) return inbox;
    if (inbox.changed === 0 && clock.monotonic() < this.#catalogDueAt) return inbox;
    const catalog = await this.#pullWholeCatalog(signal);
    const isHere = catalog.is === 'pulled';
    this.#catalogDueAt = isHere ? clock.monotonic() + CATALOG_EVERY_MS : -Infinity;
    return isHere ? inbox : catalog;
  }

  async #pullWholeCatalog(signal: AbortSignal): Promise<Pulled | DoorFailure | StorageFailure> {
    for (;;) {
      const result = await storageFailureOf(() => this.#steps.pullCatalog(signal));
      if (result.is !== 'pulled' || result.isDone) return result;
    }
  }
}
