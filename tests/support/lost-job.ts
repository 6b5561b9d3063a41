import type { Order } from '#domain/order/order.ts';
import type { Action } from '#domain/protocol/action.ts';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { anOrder, NOW } from './builders.ts';
import type { SignerDevice } from './device-signer.ts';
import {
  aClock,
  aMember,
  anOfferedOrderIn,
  aProcess,
  aRegisteredDevice,
  aStore,
  judge,
  send,
  type ServerProcess,
  type TestClock
} from './order-work.ts';

export const CONTACT_DUE = NOW + TIME_POLICY.contactLimitMs;
export const CONFIRM_DUE = anOrder().job.appointment.startsAt - TIME_POLICY.confirmClosesMs;

export interface LostJob {
  store: Store;
  clock: TestClock;
  work: ServerProcess;
  tablet: SignerDevice;
  phone: SignerDevice;
  laptop: SignerDevice;
  berta: SignerDevice;
  /** Sent and judged at that moment. */
  receive(actions: Action[], at: number, from: SignerDevice): Promise<void>;
  /** The clock takes it from Anna: her devices are out of reach. */
  lapse(at: number): Promise<void>;
  orderNow(): Promise<Order>;
}

/** Anna has `order1` since NOW, with three devices; Berta is the next to be asked. */
export async function aJobToLose(): Promise<LostJob> {
  const store = await aStore();
  const clock = aClock();
  const tablet = (await aMember(store, { id: 'anna', stars: { sum: 250, count: 50 } })).device;
  const phone = await aRegisteredDevice(store, 'anna');
  const laptop = await aRegisteredDevice(store, 'anna');
  const berta = (await aMember(store, { id: 'berta' })).device;
  const work = await aProcess(store, clock);
  await anOfferedOrderIn(work);

  async function receive(actions: Action[], at: number, from: SignerDevice) {
    clock.set(at);
    await send(store, from, actions, at);
    await judge(store, work, from.provider);
  }

  await receive([await tablet.sign('offer.accept', 'order1', {}, NOW)], NOW, tablet);
  return {
    ...{ store, clock, work, tablet, phone, laptop, berta, receive },
    async lapse(at) {
      clock.set(at);
      await work.timers.runDue();
    },
    orderNow: async () => (await store.orders.get('order1'))!
  };
}
