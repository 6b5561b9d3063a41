import type { Order } from '#domain/order/order.ts';
import type { Action } from '#domain/protocol/action.ts';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import type { SignerDevice } from './device-signer.ts';
import { aRegisteredDevice, casesOf, send } from './order-work.ts';
import { aRestorableServer } from './restorable-server.ts';
import { DAY_MS, HOUR_MS } from '#domain/policy/policy.ts';
import { anOrder, NOW } from './builders.ts';
import { until } from './until.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { genuineOnes } from './genuine-ones.ts';

/** A server that can lose its disk, and helpers whose devices still know what it said. */
export async function aHealingWorld() {
  const restorable = await aRestorableServer();
  const { clock } = restorable;
  let booked = 0;

  const store = (): Store => restorable.server.store;

  const aHelper = (id: string) => restorable.server.addProvider({ id, email: `${id}@example.org` });
  const aDeviceOf = (provider: string): Promise<SignerDevice> =>
    aRegisteredDevice(store(), provider);

  /** Weeks apart, so that nobody promises two at a time. */
  async function bookFor(id: string, helpers: string[]): Promise<void> {
    const startsAt = NOW + 48 * HOUR_MS + booked * 7 * DAY_MS;
    booked += 1;
    const { writer } = restorable.server.deps.orderWork;
    await writer.book(anOrder({ id, token: `token-${id}`, startsAt }));
    await openTo(id, helpers);
  }

  /** At once, and not one after the other as the waterfall does. */
  async function openTo(id: string, helpers: string[]): Promise<void> {
    await until(async () => (await orderNow(id)).offers.length === helpers.length, 'the offers');
    await restorable.server.deps.orderWork.writer.change(id, (order) => ({
      ...order,
      offers: order.offers.map((each) => ({ ...each, state: 'open', step: 0, sentAt: NOW }))
    }));
  }

  const orderNow = async (id: string): Promise<Order> => (await store().orders.get<Order>(id))!;

  async function hear(device: SignerDevice, actions: unknown[], at = clock.now()): Promise<void> {
    if (at > clock.now()) clock.set(at);
    await send(store(), device, actions, clock.now());
    await restorable.server.deps.outboxWorker.judged(device.provider);
  }

  /** As a device hands in again what the server lacks. */
  async function handInAgain(
    device: SignerDevice,
    actions: readonly Action[],
    verdicts: readonly (VerdictDocument | undefined)[]
  ): Promise<void> {
    const { keys, outboxWorker } = restorable.server.deps;
    await genuineOnes({ store: store(), keys, clock }, device, actions, verdicts);
    await outboxWorker.judged(device.provider);
  }

  return {
    restorable,
    clock,
    store,
    aHelper,
    hear,
    handInAgain,
    verdictsOn: async (device: SignerDevice, actions: readonly Action[]) => {
      const ids = actions.map(({ _id }) => `verdict:${_id}`);
      const found = await store().inbox(device.provider).getMany<VerdictDocument>(ids);
      return found.map((verdict) => verdict && withoutRev(verdict));
    },
    orderNow,
    bookFor,
    openTo,
    aDeviceOf,
    cases: () => casesOf(store()),
    close: () => restorable.close()
  };
}

function withoutRev({ _rev: _, ...verdict }: VerdictDocument & { _rev?: string }): VerdictDocument {
  return verdict;
}

export type HealingWorld = Awaited<ReturnType<typeof aHealingWorld>>;
