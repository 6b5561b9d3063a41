// Each thing that the device does against the server, by itself: the replicator decides when.
import type { ActionBody } from '#domain/protocol/action-body.ts';
import type { DeviceClock } from '../../time/device-clock.ts';
import type { DeviceDatabase } from '../../store/device-database.ts';
import { DeviceError } from '../../store/device-error.ts';
import { readDistrust, sift, siftCatalog, writeDown } from './server-trust.ts';
import type { ServerTime } from '../../store/server-time.ts';
import { storeCatalogChanges, storeInboxChanges } from './store-changes.ts';
import type { Door } from '../../door/door.ts';
import { drainOutbox, type Drained } from './drain-outbox.ts';
import { pullFeed, type Feed, type Pulled } from './pull-feed.ts';
import { uploadPhotos, type Uploaded } from './upload-photos.ts';

interface SyncStepsDeps {
  relaxed: DeviceDatabase;
  door: Door;
  time: ServerTime;
  clock: DeviceClock;
  random: () => number;
  tellSupport(body: ActionBody<'support.ask'>): Promise<void>;
  /** Subject under which support is told of documents that the server has not signed. */
  notGenuine: () => string;
}

/** Support is told of the same problem no more often. */
const REPORT_EVERY_MS = 86_400_000;
/** Room for as many ids as a report needs. */
const REPORT_LENGTH = 3_500;

export class SyncSteps {
  readonly #deps: SyncStepsDeps;
  readonly #inbox: Feed;
  readonly #catalog: Feed;

  constructor(deps: SyncStepsDeps) {
    this.#deps = deps;
    const { relaxed, door, time } = deps;
    this.#inbox = {
      ...{ name: 'inbox', relaxed, door },
      store: async (changes, asked) => {
        const { genuine, refused } = await sift(relaxed, changes);
        const changed = await storeInboxChanges(relaxed, genuine, asked, time.now());
        await this.#leftOut(refused);
        return changed;
      }
    };
    this.#catalog = {
      ...{ name: 'catalog', relaxed, door },
      store: async (changes, asked) => {
        const { genuine, refused } = await siftCatalog(relaxed, changes);
        const changed = await storeCatalogChanges(relaxed, genuine, asked);
        await this.#leftOut(refused);
        return changed;
      }
    };
  }

  pullInbox(wait = false, signal?: AbortSignal): Promise<Pulled> {
    return pullFeed(this.#inbox, wait, signal);
  }

  pullCatalog(signal?: AbortSignal): Promise<Pulled> {
    return pullFeed(this.#catalog, false, signal);
  }

  /** @param evenIfMarked also what failed lately */
  drain(evenIfMarked = false, signal?: AbortSignal): Promise<Drained> {
    return drainOutbox(this.#deps, evenIfMarked, signal);
  }

  upload(evenIfMarked = false, signal?: AbortSignal): Promise<Uploaded> {
    return uploadPhotos(this.#deps, evenIfMarked, signal);
  }

  async #leftOut(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { relaxed, clock } = this.#deps;
    const now = clock.wall();
    if (!(await writeDown(relaxed, ids, now))) return;
    const distrust = await readDistrust(relaxed);
    const { items, reportedAt } = distrust;
    if (reportedAt !== null && Math.abs(now - reportedAt) < REPORT_EVERY_MS) return;
    const list = items.map((each) => each.id).join('\n');
    if (!(await this.#isTold(items.length, list))) return;
    await relaxed.checkpoints.put({ ...distrust, reportedAt: now });
  }

  async #isTold(count: number, list: string): Promise<boolean> {
    try {
      await this.#deps.tellSupport({
        subject: this.#deps.notGenuine(),
        text: `${count}:\n${list}`.slice(0, REPORT_LENGTH)
      });
      return true;
    } catch (cause) {
      // A part of the app is missing here, the disk is well. What was left out is asked for again
      // when the app starts, and told then.
      if (cause instanceof DeviceError && cause.code === 'app.incomplete') return false;
      throw cause;
    }
  }
}
