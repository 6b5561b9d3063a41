import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Provider } from '#domain/matching/provider.ts';
import type { InboxDocument } from '#domain/order/views/inbox.ts';
import type { NewOrder } from '#domain/order/new-order.ts';
import type { Order } from '#domain/order/order.ts';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import { openOrderWork, type OrderWork } from '../../sync-server/order-work/open-order-work.ts';
import { storedAction, type StoredAction } from '../../sync-server/outbox/stored-action.ts';
import { newEvents, type Events } from '../../sync-server/events.ts';
import { registerDevice, type DevicePublicKey } from '../../sync-server/people/device.ts';
import { openServerKeys, type ServerKeys } from '../../sync-server/people/server-keys.ts';
import type { CaseDocument } from '../../sync-server/cases/case-document.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { aClock, type TestClock } from './a-clock.ts';
import { anOrder, aPackage, aProvider, NOW } from './builders.ts';

import { aDevice, type SignerDevice } from './device-signer.ts';
import type { ReceivedAction } from '../../sync-server/outbox/received-action.ts';
import { openTestStore } from './test-engine.ts';

/** The embedded engine behind its real HTTP, in a folder of its own. @param open over that folder */
export async function aStore(
  open: (dataDir: string) => Promise<Store> = openTestStore
): Promise<Store> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mila-store-'));
  const store = await open(dataDir);
  await store.catalog.put({ ...aPackage() });
  return {
    ...store,
    async close() {
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  };
}

export { aClock, type TestClock };

const quiet = () => undefined;
export const SILENT_LOG = {
  level: 'silent',
  fatal: quiet,
  error: quiet,
  warn: quiet,
  info: quiet,
  debug: quiet,
  trace: quiet,
  silent: quiet,
  child: () => SILENT_LOG
} as unknown as FastifyBaseLogger;

/** One process of the server, without its HTTP: several may share a store. */
export interface ServerProcess extends OrderWork {
  keys: ServerKeys;
  events: Events;
  stop(): void;
}

export async function aProcess(store: Store, clock: TestClock): Promise<ServerProcess> {
  const closing = new AbortController();
  const keys = await openServerKeys(store, clock.now());
  const events = newEvents();
  const work = openOrderWork({
    store,
    clock,
    keys,
    events,
    log: SILENT_LOG,
    closing: closing.signal
  });
  await work.load();
  return { ...work, keys, events, stop: () => closing.abort() };
}

/** A provider with a registered device. */
export async function aMember(
  store: Store,
  fields: Partial<Provider> = {}
): Promise<{ provider: Provider; device: SignerDevice }> {
  const provider = aProvider(fields);
  await store.people.put({ ...provider });
  return { provider, device: await aRegisteredDevice(store, provider.id) };
}

export async function aRegisteredDevice(store: Store, provider: string): Promise<SignerDevice> {
  const device = await aDevice(provider);
  const { x, y } = device.publicKey as { x: string; y: string };
  const publicKey: DevicePublicKey = { kty: 'EC', crv: 'P-256', x, y };
  await registerDevice(store, provider, { id: device.id, name: 'test', publicKey }, NOW);
  return device;
}

/** Stores documents in the outbox as the door does. */
export async function send(
  store: Store,
  device: Pick<SignerDevice, 'id' | 'provider'>,
  documents: unknown[],
  receivedAt: number
): Promise<void> {
  const from = { device: device.id, receivedAt };
  const stored = documents.map((document) => storedAction(document, from));
  await store.outbox(device.provider).putRevisions(stored);
}

const judgedUpTo = new WeakMap<OrderWork, Map<string, string>>();

/** Has everything judged that this process has not judged yet: every leaf, in the order in which it was stored. */
export async function judge(store: Store, work: OrderWork, provider: string): Promise<void> {
  const places = judgedUpTo.get(work) ?? new Map<string, string>();
  judgedUpTo.set(work, places);
  const outbox = store.outbox(provider);
  for (;;) {
    const { results, lastSeq } = await outbox.changes<StoredAction>({
      since: places.get(provider) ?? '0',
      includeDocs: true,
      allLeaves: true
    });
    const received: ReceivedAction[] = [];
    for (const { id, changes, doc } of results) {
      for (const { rev } of changes) {
        const stored = doc?._rev === rev ? doc : await outbox.get<StoredAction>(id, { rev });
        if (stored?.type === 'action') received.push(receivedAction(provider, stored));
      }
    }
    if (received.length > 0) await work.authority.take(received);
    places.set(provider, lastSeq);
    if (results.length < 200) return;
  }
}

function receivedAction(provider: string, stored: StoredAction & { _rev: string }): ReceivedAction {
  const { _id: id, _rev: rev, device, receivedAt, text } = stored;
  return { provider, id, rev, device, receivedAt, envelope: JSON.parse(text) as unknown };
}

/** Everything in the outbox once more, judged or not. */
export async function judgeAgain(store: Store, work: OrderWork, provider: string): Promise<void> {
  judgedUpTo.get(work)?.delete(provider);
  await judge(store, work, provider);
}

export async function inboxOf(store: Store, provider: string): Promise<InboxDocument[]> {
  const all = await store.inbox(provider).withPrefix<InboxDocument>('');
  return all.filter(({ _id }) => !_id.startsWith('_design/'));
}

export async function fromInbox<T extends InboxDocument>(
  store: Store,
  provider: string,
  id: string
): Promise<T | undefined> {
  return store.inbox(provider).get<T>(id);
}

export async function verdictOn(
  store: Store,
  provider: string,
  action: { _id?: unknown }
): Promise<VerdictDocument | undefined> {
  return store.inbox(provider).get<VerdictDocument>(`verdict:${String(action._id)}`);
}

export async function casesOf(store: Store): Promise<CaseDocument[]> {
  return store.cases.withPrefix<CaseDocument>('case:');
}

/** An order, booked and offered to whoever is first. */
export async function anOfferedOrderIn(
  work: OrderWork,
  fields: Partial<NewOrder> = {}
): Promise<Order> {
  const order = anOrder(fields);
  await work.writer.book(order);
  await work.timers.runDue();
  const offered = await work.writer.change(order._id, (current) => current);
  if (!offered) throw new Error('the order is gone');
  return offered;
}
