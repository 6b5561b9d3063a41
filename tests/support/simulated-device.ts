import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { allowedActions } from '#domain/order/life-cycle/allowed-actions.ts';
import type {
  CommandBody,
  CommandKind,
  OrderActionKind
} from '#domain/order/life-cycle/command.ts';
import type { Job } from '#domain/order/job.ts';
import type { ActionBody, ActionKind } from '#domain/protocol/action-body.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { newCatalogLookup } from '../../src/lib/device/views/catalog-lookup.ts';
import type { DeviceClock } from '../../src/lib/device/time/device-clock.ts';
import type { DeviceLocks } from '../../src/lib/device/store/device-locks.ts';
import { DeviceStore, openDeviceStore } from '../../src/lib/device/device-store.ts';
import { jobView, type JobView } from '../../src/lib/device/views/job-view.ts';
import type { OutboxRow } from '../../src/lib/device/store/rows.ts';
import type { Fetch } from '../../src/lib/device/door/door.ts';
import { aBody } from './builders.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Locks of one page: a chain of promises a name. */
function pageLocks(): DeviceLocks {
  const tails = new Map<string, Promise<unknown>>();
  return {
    request(name, _options, run) {
      const before = tails.get(name) ?? Promise.resolve();
      const running = before.then(run, run);
      tails.set(
        name,
        running.catch(() => undefined)
      );
      return running;
    }
  };
}

/** Actions that would end the story early come up seldom. */
const RARE = new Set<CommandKind>([
  'job.giveBack',
  'job.fail',
  'job.refuseToSign',
  'appointment.change'
]);
const ONWARDS = new Set<CommandKind>([
  'customer.contacted',
  'appointment.confirm',
  'travel.start',
  'visit.arrive',
  'work.start',
  'job.complete'
]);
/** Their bodies are about other things than this story. */
const LEFT_OUT = new Set<CommandKind>([
  'package.add',
  'product.sell',
  'delivery.pickedUp',
  'delivery.handedOver'
]);

/** One provider's tablet: the app's own store, with a network, clock and disk that the test holds in its hands. */
export class SimulatedDevice {
  readonly id: string;
  readonly provider: string;
  /** Every action that the store has said is on the disk. */
  readonly acknowledged: { id: string; kind: ActionKind; hash: string }[] = [];
  readonly #engine = { indexedDB: new IDBFactory(), IDBKeyRange };
  readonly #fetch: Fetch;
  readonly #clock: DeviceClock;
  #store: DeviceStore | undefined;
  #sync: Promise<unknown> | null = null;

  constructor(id: string, provider: string, fetch: Fetch, now: () => number, skewMs: number) {
    this.id = id;
    this.provider = provider;
    this.#fetch = fetch;
    this.#clock = {
      wall: () => now() + skewMs,
      monotonic: now,
      // Nothing times out by itself: the network says what is lost.
      sleep: (_ms, signal) =>
        new Promise((resolve) => {
          if (signal.aborted) resolve();
          signal.addEventListener('abort', () => resolve());
        })
    };
  }

  get store(): DeviceStore {
    if (!this.#store) throw new Error(`${this.id} is off`);
    return this.#store;
  }

  get isSyncing(): boolean {
    return this.#sync !== null;
  }

  async turnOn(): Promise<void> {
    const { provider: name } = this;
    const options = {
      fetch: this.#fetch,
      locks: pageLocks(),
      clock: this.#clock,
      engine: this.#engine
    };
    this.#store = await openDeviceStore({ name: `mila-${name}`, ...options });
  }

  /** The page is gone in the middle of whatever it did. */
  async turnOff(): Promise<void> {
    const running = this.#sync;
    await this.#store?.close();
    this.#store = undefined;
    await running?.catch(() => undefined);
  }

  startSync(what: 'drain' | 'pull'): void {
    const { store } = this;
    const work = what === 'drain' ? store.steps.drain(true) : store.steps.pullInbox();
    this.#sync = work.catch(() => undefined).finally(() => (this.#sync = null));
  }

  async view(order: string): Promise<JobView | undefined> {
    const { relaxed } = this.store;
    const document = await relaxed.inbox.get(`job:${order}`);
    if (document?.type !== 'job') return undefined;
    const rows = await relaxed.outbox.where('order').equals(order).sortBy('seq');
    const catalog = newCatalogLookup(await relaxed.catalog.toArray());
    return jobView(document, rows as OutboxRow[], catalog);
  }

  async waiting(): Promise<OutboxRow[]> {
    return this.store.relaxed.outbox.where('state').anyOf('local', 'received').toArray();
  }

  /** Does something that the screen would let this helper do now; false where there is nothing. */
  async act(order: string, random: SeededRandom): Promise<boolean> {
    const { store } = this;
    const offer = await store.relaxed.inbox.get(`offer:${order}`);
    const view = await this.view(order);
    if (view?.job.provider?.id === this.provider) {
      const kind = this.#nextKind(view.job, random);
      if (kind) await this.#record(kind, order, await signedBody(kind, view.job));
      return kind !== undefined;
    }
    const hasAsked = this.acknowledged.some((action) => action.kind === 'offer.accept');
    if (offer?.type !== 'offer' || offer.state !== 'open') return false;
    // A second tap on the same button is part of life, but not all of it.
    if (hasAsked && !random.chance(0.1)) return false;
    const kinds = [
      'offer.accept',
      'offer.accept',
      'offer.accept',
      'offer.seen',
      'offer.decline'
    ] as const;
    await this.#record(random.pick(kinds), order, {});
    return true;
  }

  #nextKind(job: Job, random: SeededRandom): OrderActionKind | undefined {
    const kinds = allowedActions(job, 'provider', this.store.time.now())
      .filter((each) => !each.blockedBy && !LEFT_OUT.has(each.kind))
      .filter((each) => !RARE.has(each.kind) || random.chance(0.04))
      .map((each) => each.kind as OrderActionKind);
    const onwards = kinds.filter((kind) => ONWARDS.has(kind));
    if (onwards.length > 0 && random.chance(0.5)) return random.pick(onwards);
    return kinds.length > 0 ? random.pick(kinds) : undefined;
  }

  async #record(kind: ActionKind, order: string, body: CommandBody<CommandKind>): Promise<void> {
    const action = await this.store.recordAction(kind, order, body as ActionBody<typeof kind>);
    this.acknowledged.push({ id: action._id, kind, hash: action.hash });
  }
}

/** A body as the app makes it: with the true hash of what the customer signs. */
async function signedBody(kind: OrderActionKind, job: Job): Promise<CommandBody<CommandKind>> {
  const body = aBody(kind, job);
  if ('consent' in body) return { ...body, consentHash: await hashOf(body.consent) };
  if ('statement' in body) return { ...body, statementHash: await hashOf(body.statement) };
  return body;
}
