import { setTimeout as wait } from 'node:timers/promises';
import type { OfferDocument } from '../../../src/domain/order/views/inbox.ts';
import type { ActionBody, ActionKind } from '../../../src/domain/protocol/action-body.ts';
import type { VerdictDocument } from '../../../src/domain/protocol/verdict.ts';
import { complete, goToWork, type VisitingDevice } from '../sweep/play-visits.ts';
import type { Acknowledged, StubbornDevice } from '../sweep/stubborn-device.ts';

/** Between two actions of one helper: people do something in between. */
const PAUSE_MS = 800;
const GIVE_UP_MS = 90_000;
const FEED = '/sync/inbox/_changes?feed=longpoll&include_docs=true&limit=500&since=';

type Found = { _id: string };

/** How long each verdict took, from handing the action in to reading it in the inbox. */
export interface Heard {
  at: number;
  ms: number;
}

/** A helper's device with its inbox open, as the app has it: a verdict is seen when it is there. */
class FollowingDevice implements VisitingDevice {
  readonly provider: string;
  readonly #device: StubbornDevice;
  readonly #heard: Heard[];
  readonly #inbox = new Map<string, Found>();
  #changed = Promise.withResolvers<void>();

  constructor(device: StubbornDevice, heard: Heard[]) {
    this.provider = device.provider;
    this.#device = device;
    this.#heard = heard;
  }

  async follow(isOver: () => boolean): Promise<void> {
    let since = '0';
    while (!isOver()) {
      const { text } = await this.#device.ask(`${FEED}${encodeURIComponent(since)}&timeout=5000`);
      const page = JSON.parse(text) as { results: { doc: Found }[]; last_seq: string | number };
      for (const { doc } of page.results) this.#inbox.set(doc._id, doc);
      since = String(page.last_seq);
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
    }
  }

  async act<K extends ActionKind>(kind: K, order: string, body: ActionBody<K>): Promise<void> {
    await wait(PAUSE_MS);
    const from = performance.now();
    const at = Date.now();
    const { _id } = await this.#device.say(kind, order, body);
    const { outcome, code } = await this.waitFor<VerdictDocument>(`verdict:${_id}`);
    this.#heard.push({ at, ms: performance.now() - from });
    if (outcome !== 'applied') throw new Error(`${kind} ${_id}: ${outcome} ${code}`);
  }

  waitFor<D>(id: string, isThere: (document: D) => boolean = () => true): Promise<D> {
    return this.#until(id, () => {
      const found = this.#inbox.get(id) as D | undefined;
      return found && isThere(found) ? found : undefined;
    });
  }

  offer(): Promise<OfferDocument> {
    const isOpen = (each: Found) =>
      each._id.startsWith('offer:') && (each as unknown as OfferDocument).state === 'open';
    const open = () => [...this.#inbox.values()].find(isOpen) as OfferDocument | undefined;
    return this.#until('an offer', open);
  }

  async #until<T>(name: string, look: () => T | undefined): Promise<T> {
    const giveUp = wait(GIVE_UP_MS, 'late' as const, { ref: false });
    for (;;) {
      const found = look();
      if (found) return found;
      const came = await Promise.race([this.#changed.promise, giveUp]);
      if (came === 'late') throw new Error(`${this.provider} waited in vain for ${name}`);
    }
  }
}

/** One visit after the other, at a person's pace, until it is told to end. @returns the orders */
export async function playHonestly(
  url: string,
  device: StubbornDevice,
  { said, heard, isOver }: { said: Acknowledged; heard: Heard[]; isOver: () => boolean }
): Promise<string[]> {
  const following = new FollowingDevice(device, heard);
  let isGone = false;
  const feed = following.follow(() => isGone);
  const orders: string[] = [];
  try {
    while (!isOver()) {
      const order = await goToWork(url, following, said);
      for (let left = 4; left > 0; left -= 1) {
        await following.act('note.add', order, { text: `Notiz ${left}` });
      }
      await complete(following, order);
      orders.push(order);
    }
    return orders;
  } finally {
    isGone = true;
    await feed;
  }
}
