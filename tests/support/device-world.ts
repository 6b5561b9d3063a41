import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { JobDocument } from '#domain/order/views/inbox.ts';
import type { Job } from '#domain/order/job.ts';
import type { DeviceClock } from '../../src/lib/device/time/device-clock.ts';
import { newDeviceKeyPair } from '../../src/lib/device/store/device-key.ts';
import type { DeviceLocks } from '../../src/lib/device/store/device-locks.ts';
import { openDeviceStore, type DeviceStore } from '../../src/lib/device/device-store.ts';
import { ServerTime } from '../../src/lib/device/store/server-time.ts';
import { anOrder, NOW } from './builders.ts';
import { FakeDoor } from './fake-door.ts';

/** A clock moved by hand; what sleeps on it wakes when its time has come. */
export class HandClock implements DeviceClock {
  #now: number;
  #wallOffset = 0;
  #sleepers: { at: number; wake: () => void }[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  wall(): number {
    return this.#now + this.#wallOffset;
  }

  monotonic(): number {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const sleeper = { at: this.#now + ms, wake: resolve };
      this.#sleepers.push(sleeper);
      signal.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((each) => each !== sleeper);
        resolve();
      });
    });
  }

  advance(ms: number): void {
    this.#now += ms;
    const due = this.#sleepers.filter((each) => each.at <= this.#now);
    this.#sleepers = this.#sleepers.filter((each) => each.at > this.#now);
    for (const each of due) each.wake();
  }

  /** Somebody sets the wall clock. */
  setWall(ms: number): void {
    this.#wallOffset = ms - this.#now;
  }
}

/** As navigator.locks, for several tabs of one browser in one process. */
export function newLocks(): DeviceLocks {
  const tails = new Map<string, Promise<unknown>>();
  return {
    request(name, { signal }, run) {
      const before = tails.get(name) ?? Promise.resolve();
      const running = before.then(() => {
        if (signal?.aborted) throw new DOMException('aborted', 'AbortError');
        return run();
      });
      const over = running.catch(() => undefined);
      tails.set(name, over);
      return running;
    }
  };
}

export const DEVICE_ID = '0d6f3c1e-1111-4222-8333-444455556666';

/** One browser with one provider signed in, and a server that does what the test says. */
export class DeviceWorld {
  readonly door = new FakeDoor();
  readonly clock = new HandClock(NOW);
  readonly engine = { indexedDB: new IDBFactory(), IDBKeyRange };
  readonly locks = newLocks();
  readonly provider: string;

  constructor(provider = 'anna') {
    this.provider = provider;
    this.door.now = () => this.clock.monotonic();
  }

  /** A tab that nobody has signed in on yet. */
  openTab(): Promise<DeviceStore> {
    const { door, clock, engine, locks, provider } = this;
    const options = { fetch: door.fetch, clock, engine, locks, random: () => 0.5 };
    return openDeviceStore({ name: `mila-${provider}`, ...options });
  }

  /** @param serverKey what the server signs with, where it says so */
  async signedIn(serverKey?: string): Promise<DeviceStore> {
    const store = await this.openTab();
    const time = new ServerTime(this.clock);
    time.observe(this.clock.monotonic(), 0);
    const { provider } = this;
    await store.open(
      {
        id: 'session',
        provider,
        name: 'Anna',
        role: 'friend',
        email: 'anna@example.org',
        locale: 'de',
        token: 'token'
      },
      { id: 'device', device: DEVICE_ID, keyPair: await newDeviceKeyPair() },
      time,
      serverKey
    );
    return store;
  }
}

export function aJobDocument(
  job: Partial<Job> = {},
  document: Partial<JobDocument> = {}
): JobDocument & Record<string, unknown> {
  const order = anOrder();
  const provider = { id: 'anna', name: 'Anna', role: 'friend' } as const;
  const whole: Job = { ...order.job, provider, state: 'working', ...job };
  return {
    _id: `job:${whole.id}`,
    type: 'job',
    order: whole.id,
    generation: 1,
    job: whole,
    judged: {},
    ...document
  };
}
