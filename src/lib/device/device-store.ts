// Everything of one provider on this device, without a screen: builds database, door and syncing
// and puts them together. Plain Node can load it, with every clock, network, lock, engine and
// chance passed in. Overview of the whole: device.ts.
import { liveQuery } from 'dexie';
import type { Action } from '#domain/protocol/action.ts';
import type { ActionBody, ActionKind } from '#domain/protocol/action-body.ts';
import { ConditionLine } from './sync/condition-line.ts';
import { Door, type Fetch } from './door/door.ts';
import { KnownEpoch } from './sync/steps/known-epoch.ts';
import { Replicator, type Sent } from './sync/replicator.ts';
import { LateSteps } from './sync/steps/late-steps.ts';
import { systemClock, type DeviceClock } from './time/device-clock.ts';
import {
  openDeviceDatabase,
  type DeviceDatabase,
  type IndexedDbEngine
} from './store/device-database.ts';
import type { DeviceError } from './store/device-error.ts';
import type { DeviceLocks } from './store/device-locks.ts';
import { findPhotoBlob, freeSentPhotos } from './photos/photo-bytes.ts';
import { ActionRecorder, type RecordExtras } from './store/record-action.ts';
import { newContactSaver } from './sync/contact-saver.ts';
import { Drafts } from './store/drafts.ts';
import type { KeyRow, SessionRow } from './store/rows.ts';
import { ServerTime } from './store/server-time.ts';
import { makeVisitRows } from './visits/visit-rows.ts';
import { askAgain, pinned } from './sync/steps/distrust.ts';

export interface DeviceStoreOptions {
  /** Database name, `mila-<providerId>`. */
  name: string;
  fetch: Fetch;
  locks: DeviceLocks;
  clock?: DeviceClock;
  random?: () => number;
  /** What support is told in this language where documents are not signed by the server. */
  notGenuine?: () => string;
  /** What support is told in this language where jobs are not as they were before a restore. */
  differs?: () => string;
  /** Where the global scope has no IndexedDB. */
  engine?: IndexedDbEngine;
}

export class DeviceStore {
  readonly name: string;
  /** What the device itself says: flushed to the disk. */
  readonly strict: DeviceDatabase;
  /** Reading, and what the server can send again. */
  readonly relaxed: DeviceDatabase;
  readonly time: ServerTime;
  readonly drafts: Drafts;
  readonly door: Door;
  /** The condition of syncing, in whichever tab it runs. */
  readonly condition: ConditionLine;
  /** What the replicator does, one thing at a time. */
  readonly steps: LateSteps;
  readonly #clock: DeviceClock;
  readonly #epoch: KnownEpoch;
  readonly #recorder: ActionRecorder;
  readonly #replicator: Replicator;
  #token: string | null = null;
  #watching: { unsubscribe(): void }[] = [];

  constructor(options: DeviceStoreOptions) {
    const { name, fetch, locks, clock, random, engine } = options;
    this.name = name;
    this.strict = openDeviceDatabase(name, 'strict', engine);
    this.relaxed = openDeviceDatabase(name, 'relaxed', engine);
    this.#clock = clock ?? systemClock;
    this.time = new ServerTime(this.#clock);
    this.#epoch = new KnownEpoch(this.relaxed);
    this.drafts = new Drafts(this, this.#clock);
    this.#recorder = new ActionRecorder(this.strict, this.time);
    this.condition = new ConditionLine(name);
    const saveContact = newContactSaver(this.relaxed, this.time);
    this.door = new Door({
      fetch,
      clock: this.#clock,
      time: this.time,
      token: () => this.#token,
      epoch: () => this.#epoch.current,
      onContact: (wall, epoch) =>
        void Promise.all([this.#epoch.hear(epoch), saveContact(wall)]).catch(() => undefined)
    });
    const { relaxed, door, time } = this;
    this.steps = new LateSteps({
      ...{ relaxed, door, time, clock: this.#clock, random: random ?? Math.random },
      notGenuine: options.notGenuine ?? (() => 'The server’s signature is not genuine'),
      differs: options.differs ?? (() => 'Not as before the server was restored'),
      epoch: this.#epoch,
      onNewEpoch: () => this.#replicator.kick(),
      tellSupport: async (body) => void (await this.recordAction('support.ask', null, body))
    });
    this.#replicator = new Replicator({
      name,
      clock: this.#clock,
      locks,
      random: random ?? Math.random,
      steps: this.steps,
      report: (condition) => this.condition.set(condition)
    });
  }

  get isSignedIn(): boolean {
    return this.#token !== null;
  }

  /** Reads what earlier pages have left. */
  async load(): Promise<SessionRow | undefined> {
    const ids = ['session', 'clock', 'chain', 'distrust', 'epoch'];
    const [session, clock, chain, distrust, epoch] = await this.relaxed.checkpoints.bulkGet(ids);
    this.#epoch.adopt(epoch);
    if (distrust) await askAgain(this.relaxed);
    this.time.adopt(
      clock?.id === 'clock' ? clock : undefined,
      chain?.id === 'chain' ? chain : undefined
    );
    if (session?.id !== 'session') return undefined;
    this.#token = session.token;
    return session;
  }

  /** What the first tap and the next list want to find ready; once the first screen stands. */
  async warmUp(): Promise<void> {
    if (!this.relaxed.isOpen()) return;
    await this.strict.open();
    await makeVisitRows(this.relaxed);
  }

  /**
   * Binds this database to a provider, a key and a session; later sign-ins change the session
   * alone.
   */
  async open(
    session: SessionRow,
    key: KeyRow,
    signedInAt: ServerTime,
    serverKey?: string
  ): Promise<void> {
    const { keys, checkpoints } = this.strict;
    await this.strict.transaction('rw', [keys, checkpoints], async () => {
      if (!(await keys.get('device'))) await keys.add(key);
      await checkpoints.bulkPut([session, signedInAt.row()]);
      if (serverKey) await checkpoints.put(pinned(await checkpoints.get('serverKeys'), serverKey));
    });
    await askAgain(this.relaxed);
    this.time.adopt(signedInAt.row(), undefined);
    this.#takeToken(session.token);
  }

  /** @throws DeviceError body.invalid, storage.full, storage.broken, session.none: nothing is stored */
  async recordAction<K extends ActionKind>(
    kind: K,
    order: string | null,
    body: ActionBody<K>,
    extras?: RecordExtras
  ): Promise<Action<K>> {
    const record = () => this.#recorder.record(kind, order, body, extras);
    const action = await record().catch(async (cause: DeviceError) => {
      const freed = cause.code === 'storage.full' ? await freeSentPhotos(this.relaxed) : 0;
      if (freed === 0) throw cause;
      return record();
    });
    this.#replicator.kick();
    return action;
  }

  /**
   * The picture and the action that names it, in one transaction. The bytes follow when there is a
   * network.
   */
  addPhoto(order: string, body: ActionBody<'photo.add'>, blob: Blob): Promise<Action<'photo.add'>> {
    const { sha256, type, size } = body;
    const addedAt = this.#clock.wall();
    const fresh = { state: 'local', sentAt: null, lastError: null } as const;
    const photo = { sha256, blob, type, size, order, addedAt, ...fresh };
    return this.recordAction('photo.add', order, body, { photo });
  }

  photoBlob(sha256: string): Promise<Blob | null> {
    return findPhotoBlob(this, sha256);
  }

  /**
   * Takes an action that was refused or held off the list; its receipt stays. Anything else stays as it
   * is.
   */
  async dismiss(actionId: string): Promise<void> {
    const { outbox } = this.relaxed;
    await this.relaxed.transaction('rw', [outbox], async () => {
      const row = await outbox.get(actionId);
      if (row?.state === 'refused' || row?.state === 'held') await outbox.delete(actionId);
    });
  }

  /** Syncs until stopped. Other tabs' writes and sign-ins are noticed through the database. */
  start(): void {
    if (this.#watching.length > 0) return;
    const { outbox, checkpoints } = this.relaxed;
    const ignore = () => undefined;
    this.#watching = [
      liveQuery(() => outbox.where('state').equals('local').count()).subscribe(
        (count) => count > 0 && this.#replicator.kick(),
        ignore
      ),
      liveQuery(() => checkpoints.get('session')).subscribe(
        (session) => session?.id === 'session' && this.#takeToken(session.token),
        ignore
      ),
      liveQuery(() => checkpoints.get('clock')).subscribe(
        (clock) => clock?.id === 'clock' && this.time.adopt(clock, undefined),
        ignore
      )
    ];
    this.#replicator.start();
  }

  wake(): void {
    this.#replicator.wake();
  }

  sendNow(): Promise<Sent> {
    return this.#replicator.sendNow();
  }

  stop(): Promise<void> {
    for (const watch of this.#watching) watch.unsubscribe();
    this.#watching = [];
    return this.#replicator.stop();
  }

  async close(): Promise<void> {
    await this.stop();
    this.condition.close();
    this.strict.close();
    this.relaxed.close();
  }

  #takeToken(token: string | null): void {
    if (token === this.#token) return;
    this.#token = token;
    this.wake();
  }
}

export async function openDeviceStore(options: DeviceStoreOptions): Promise<DeviceStore> {
  const store = new DeviceStore(options);
  await store.load();
  return store;
}
