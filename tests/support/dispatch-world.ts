import type { OfferDocument } from '#domain/order/views/inbox.ts';
import type { Order } from '#domain/order/order.ts';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import type { Store } from '../../sync-server/store/store.ts';
import type { SignerDevice } from './device-signer.ts';
import {
  aClock,
  aMember,
  aProcess,
  aStore,
  fromInbox,
  inboxOf,
  judge,
  send,
  verdictOn,
  type ServerProcess,
  type TestClock
} from './order-work.ts';

const BODIES = {
  'offer.accept': {},
  'offer.decline': {},
  'customer.contacted': { way: 'phone', reached: true, agreed: 'wie gebucht' },
  'note.add': { text: 'Beweis' },
  'job.giveBack': { reason: 'krank' }
} as const;

export interface DispatchWorld {
  store: Store;
  clock: TestClock;
  work: ServerProcess;
  orderNow(): Promise<Order>;
  offerState(provider: string): Promise<OfferDocument['state'] | undefined>;
  /** Anna's, Berta's and Carla's. */
  offerStates(): Promise<(OfferDocument['state'] | undefined)[]>;
  noticesOf(provider: string): Promise<string[]>;
  /** It is this time, and the timers do what is due. */
  at(time: number): Promise<void>;
  /** A provider does something with the order, and it is judged. */
  act(
    provider: string,
    kind: keyof typeof BODIES,
    happenedAt?: number
  ): Promise<VerdictDocument | undefined>;
  close(): Promise<void>;
}

/** One process and three providers, ranked anna, berta, carla by their stars. */
export async function openDispatchWorld(): Promise<DispatchWorld> {
  const store = await aStore();
  const clock = aClock();
  const devices = new Map<string, SignerDevice>();
  for (const [index, id] of ['anna', 'berta', 'carla'].entries()) {
    const stars = { sum: (50 - index) * 5, count: 50 };
    devices.set(id, (await aMember(store, { id, stars })).device);
  }
  const work = await aProcess(store, clock);
  const offerState = async (provider: string) =>
    (await fromInbox<OfferDocument>(store, provider, 'offer:order1'))?.state;
  return {
    ...{ store, clock, work, offerState },
    orderNow: async () => (await store.orders.get('order1'))!,
    offerStates: () => Promise.all(['anna', 'berta', 'carla'].map(offerState)),
    noticesOf: async (provider) =>
      (await inboxOf(store, provider)).flatMap((each) =>
        each.type === 'notice' ? [each.kind] : []
      ),
    async at(time) {
      clock.set(time);
      await work.timers.runDue();
    },
    async act(provider, kind, happenedAt = clock.now()) {
      const device = devices.get(provider)!;
      const action = await device.sign(kind, 'order1', BODIES[kind], happenedAt);
      await send(store, device, [action], clock.now());
      await judge(store, work, provider);
      return verdictOn(store, provider, action);
    },
    close: () => store.close()
  };
}
