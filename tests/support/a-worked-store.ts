import { createHash } from 'node:crypto';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { reachStore, type Reached } from '../../sync-server/reach/reach-store.ts';
import { verifyStore, type Verified } from '../../sync-server/verify/verify-store.ts';
import { anOrder, aPackage, NOW } from './builders.ts';
import { aRegisteredDevice, send } from './order-work.ts';
import { placeUnderTest } from './store-under-test.ts';
import { startTestServer, type TestServer, type TestServerOptions } from './test-server.ts';
import { until } from './until.ts';
import { visitActions } from './visit-actions.ts';

export const WORKED = 'order1';

/** A server on whose store a visit was booked, done, signed and billed, among other things. */
export interface WorkedStore {
  server: TestServer;
  /** The hash of a photo that was handed in. */
  photo: string;
  reached: Reached;
  verify(): Promise<Verified>;
  close(options?: { keepData?: boolean }): Promise<void>;
}

export async function aWorkedStore(config: TestServerOptions['config'] = {}): Promise<WorkedStore> {
  const server = await startTestServer({ config });
  const { store, clock } = server;
  await store.catalog.put(aPackage());
  await server.addProvider();
  const device = await aRegisteredDevice(store, 'anna');
  const hear = async (documents: unknown[]) => {
    await send(store, device, documents, clock.now());
    await server.deps.outboxWorker.judged('anna');
  };

  await server.deps.orderWork.writer.book(anOrder({ id: WORKED }));
  await until(() => store.inbox('anna').get(`offer:${WORKED}`), 'the offer');
  clock.set(NOW + 60_000);
  await hear([await device.sign('offer.accept', WORKED, {}, NOW + 60_000)]);
  const order = await store.orders.get(WORKED);
  const actions = await visitActions(device, order!.job);
  clock.set(NOW + 50 * HOUR_MS);
  // The last one is said twice with two contents, and there is something that nobody understands.
  const forked = { ...actions.at(-1)!, body: { facts: 'others' } };
  await hear([...actions, { _id: 'unreadable', x: 1 }]);
  await hear([forked]);
  await server.deps.outboxWorker.judged('anna');
  await until(async () => (await billing(server)) === 'billed', 'the bill');
  await until(() => store.inbox('anna').get(`earning:${WORKED}`), 'the earning');
  const photo = await handInPhoto(server);
  const reached = await reachStore({ ...placeUnderTest(server.dataDir), ...placeOf(config) });
  await until(async () => {
    const { figures, waiting } = await verifyStore(reached);
    const left = ['orders to be told', 'books to be told', 'actions to be judged'];
    return left.every((name) => figures[name] === 0) && waiting.length === 0;
  }, 'rest');
  return {
    server,
    photo,
    reached,
    verify: () => verifyStore(reached),
    async close(options) {
      await reached.close();
      await server.close(options);
    }
  };
}

const placeOf = ({ couchdbUrl }: NonNullable<TestServerOptions['config']>) =>
  couchdbUrl === null ? { couchdbUrl, prefix: '' } : {};

async function billing({
  store
}: TestServer): Promise<Order['job']['billing']['state'] | undefined> {
  return (await store.orders.get(WORKED))?.job.billing.state;
}

async function handInPhoto(server: TestServer): Promise<string> {
  const { headers } = await server.signIn('anna@example.org');
  const payload = Buffer.alloc(2_000, 7);
  payload.set([0xff, 0xd8, 0xff, 0xe0]);
  const sha256 = createHash('sha256').update(payload).digest('base64url');
  await server.app.inject({
    method: 'PUT',
    url: `/api/files/${sha256}`,
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    payload
  });
  return sha256;
}
