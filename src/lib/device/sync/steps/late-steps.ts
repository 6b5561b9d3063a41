// What the device does against the server, fetched when it is first done: a screen stands without it.
// Where it cannot be fetched the server is as good as out of reach, and the next round asks again.
import type { DoorFailure } from '../../door/door.ts';
import type { Drained } from './drain-outbox.ts';
import type { Pulled } from './pull-feed.ts';
import type { SyncSteps, SyncStepsDeps } from './sync-steps.ts';
import type { Uploaded } from './upload-photos.ts';

const fetchSteps = () => import('./sync-steps.ts');

export class LateSteps {
  readonly #deps: SyncStepsDeps;
  readonly #fetch: typeof fetchSteps;
  #steps: SyncSteps | undefined;

  constructor(deps: SyncStepsDeps, fetch = fetchSteps) {
    this.#deps = deps;
    this.#fetch = fetch;
  }

  pullInbox(wait = false, signal?: AbortSignal): Promise<Pulled> {
    return this.#do((steps) => steps.pullInbox(wait, signal));
  }

  pullCatalog(signal?: AbortSignal): Promise<Pulled> {
    return this.#do((steps) => steps.pullCatalog(signal));
  }

  /** @param evenIfMarked also what failed lately */
  drain(evenIfMarked = false, signal?: AbortSignal): Promise<Drained> {
    return this.#do((steps) => steps.drain(evenIfMarked, signal));
  }

  upload(evenIfMarked = false, signal?: AbortSignal): Promise<Uploaded> {
    return this.#do((steps) => steps.upload(evenIfMarked, signal));
  }

  async #do<T>(step: (steps: SyncSteps) => Promise<T>): Promise<T | DoorFailure> {
    if (!this.#steps) {
      const part = await this.#fetch().catch(() => undefined);
      if (!part) return { is: 'unreachable' };
      // One for all that have asked meanwhile.
      this.#steps ??= new part.SyncSteps(this.#deps);
    }
    return step(this.#steps);
  }
}
