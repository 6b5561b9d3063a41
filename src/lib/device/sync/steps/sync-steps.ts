// Each thing that the device does against the server, by itself: the replicator decides when.
import type { ActionBody } from '#domain/protocol/action-body.ts';
import type { DeviceClock } from '../../time/device-clock.ts';
import type { DeviceDatabase } from '../../store/device-database.ts';
import { DeviceError } from '../../store/device-error.ts';
import { readDistrust } from './distrust.ts';
import { sift, siftCatalog, writeDown } from './server-trust.ts';
import type { ServerTime } from '../../store/server-time.ts';
import { storeCatalogChanges, storeInboxChanges } from './store-changes.ts';
import type { Door, DoorFailure } from '../../door/door.ts';
import type { Changes } from '../../door/feed-answer.ts';
import type { EpochRow, KeptRow } from '../../store/rows.ts';
import type { KnownEpoch } from './known-epoch.ts';
import { drainOutbox, type Drained } from './drain-outbox.ts';
import { pullFeed, type Feed, type Pulled } from './pull-feed.ts';
import { uploadPhotos, type Uploaded } from './upload-photos.ts';

export interface SyncStepsDeps {
  relaxed: DeviceDatabase;
  door: Door;
  time: ServerTime;
  clock: DeviceClock;
  random: () => number;
  tellSupport(body: ActionBody<'support.ask'>): Promise<void>;
  /** Subject under which support is told of documents that the server has not signed. */
  notGenuine: () => string;
  /** Subject under which support is told what is not as it was before the server was restored. */
  differs: () => string;
  epoch: KnownEpoch;
  /** There is something to be handed in. */
  onNewEpoch(): void;
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
        const kept = await sealed(relaxed, genuine, time.now());
        const changed = await storeInboxChanges(relaxed, genuine, asked, time.now(), kept);
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
    return this.#inEpoch(() => this.#pull(this.#inbox, wait, signal));
  }

  pullCatalog(signal?: AbortSignal): Promise<Pulled> {
    return this.#inEpoch(() => this.#pull(this.#catalog, false, signal));
  }

  /** @param evenIfMarked also what failed lately */
  drain(evenIfMarked = false, signal?: AbortSignal): Promise<Drained> {
    return this.#inEpoch(async () => {
      const handedIn = await this.#handInAgain(signal);
      return handedIn ?? drainOutbox(this.#deps, evenIfMarked, signal);
    });
  }

  upload(evenIfMarked = false, signal?: AbortSignal): Promise<Uploaded> {
    return this.#inEpoch(() => uploadPhotos(this.#deps, evenIfMarked, signal));
  }

  /** Where the server turns out to be another copy of the data, in step with that one first. */
  async #inEpoch<T>(step: () => Promise<T | DoorFailure>): Promise<T | DoorFailure> {
    const result = await step();
    if (!isOtherEpoch(result)) return result;
    const { relaxed, epoch, onNewEpoch } = this.#deps;
    const part = await healPart();
    if (!part) return NOT_NOW;
    await part.beginEpoch(relaxed, result.epoch);
    epoch.current = result.epoch;
    onNewEpoch();
    return step();
  }

  async #pull(feed: Feed, wait: boolean, signal?: AbortSignal): Promise<Pulled> {
    const pulled = await pullFeed(feed, wait, signal);
    if (pulled.is !== 'pulled' || !pulled.isDone) return pulled;
    const row = await readEpoch(this.#deps.relaxed);
    if (row?.left || row?.before) await (await healPart())?.endReading(this.#deps, feed.name);
    return pulled;
  }

  /** Undefined: nothing is lacking at the server any more. */
  async #handInAgain(signal?: AbortSignal): Promise<DoorFailure | undefined> {
    const row = await readEpoch(this.#deps.relaxed);
    if (row?.lacking === undefined) return undefined;
    const result = (await (await healPart())?.handInAgain(this.#deps, row, signal)) ?? NOT_NOW;
    return result.is === 'handedIn' ? undefined : result;
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

/** Of use only where something was lost, or judged: not on the way to the first screen. */
const healPart = () => import('./heal/heal.ts').catch(() => undefined);

/** A part of the app is missing here: it is fetched with the next round. */
const NOT_NOW: DoorFailure = { is: 'unreachable' };

async function sealed(relaxed: DeviceDatabase, changes: Changes, now: number): Promise<KeptRow[]> {
  if (!changes.rows.some(({ doc }) => doc?.type === 'verdict')) return [];
  const part = await import('./heal/keep-judged.ts').catch(() => undefined);
  await part?.letGo(relaxed, now);
  return part?.sealJudged(relaxed, changes) ?? [];
}

async function readEpoch({ checkpoints }: DeviceDatabase): Promise<EpochRow | undefined> {
  const row = await checkpoints.get('epoch');
  return row?.id === 'epoch' ? row : undefined;
}

function isOtherEpoch(result: unknown): result is DoorFailure & { is: 'otherEpoch' } {
  return (result as { is: string }).is === 'otherEpoch';
}
