import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/device/time/device-clock.ts';
import { DeviceRegistry } from '../../src/lib/device/account/device-registry.ts';
import { openDeviceStore, type DeviceStore } from '../../src/lib/device/device-store.ts';
import { readDistrust } from '../../src/lib/device/sync/steps/distrust.ts';
import { readTrust } from '../../src/lib/device/sync/steps/server-trust.ts';
import { signIn } from '../../src/lib/device/account/sign-in.ts';
import { DeviceWorld } from '../support/device-world.ts';
import { PASSWORD, startTestServer, type TestServer } from '../support/test-server.ts';

// The device's own code against the server's own routes: neither knows the other's tests.
let server: TestServer;
let store: DeviceStore;

beforeAll(async () => {
  server = await startTestServer({ listen: true });
  const { email } = await server.addProvider({ id: 'anna' });
  const { engine, locks } = new DeviceWorld();
  const fetchFrom = (path: string, init: RequestInit) => fetch(`${server.url}${path}`, init);
  const openStore = (provider: string) =>
    openDeviceStore({ name: `mila-${provider}`, fetch: fetchFrom, engine, locks });
  const registry = new DeviceRegistry('mila-device', engine);
  const deps = { registry, fetch: fetchFrom, clock: systemClock, deviceName: 'Tablet', openStore };
  expect(await signIn(deps, email, 'falsch')).toMatchObject({ code: 'session.wrongPassword' });
  const signedIn = await signIn(deps, email, PASSWORD);
  if (!signedIn.ok) throw new Error(signedIn.code);
  store = signedIn.store;
});
afterAll(async () => {
  await store.close();
  await server.close();
});

function aPicture(size: number) {
  const bytes = Buffer.alloc(size, 7);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(size - 8, 4);
  bytes.write('WEBPVP8 ', 8, 'latin1');
  const sha256 = createHash('sha256').update(bytes).digest('base64url');
  return { blob: new Blob([bytes], { type: 'image/webp' }), sha256, bytes };
}

it('a photo is taken from the device, also the rest of one that broke off, and read back', async () => {
  const { blob, sha256, bytes } = aPicture(50_000);
  const body = { sha256, size: blob.size, type: 'image/webp', caption: '' } as const;
  await store.addPhoto('order1', body, blob);
  await store.door.ask(`/api/files/${sha256}`, {
    method: 'PUT',
    headers: { 'Upload-Offset': '0', 'Upload-Length': '50000', 'Content-Type': 'image/webp' },
    body: blob.slice(0, 20_000),
    timeoutMs: 10_000
  });
  expect(await store.steps.upload()).toEqual({ is: 'uploaded', sent: 1 });
  expect((await store.relaxed.photos.get(sha256))?.state).toBe('sent');

  await store.relaxed.photos.update(sha256, { blob: null });
  const read = await store.photoBlob(sha256);
  expect(Buffer.from(await read!.arrayBuffer()).equals(bytes)).toBe(true);
});

it('a photo whose bytes are not what its name says is marked, and the next one is sent', async () => {
  const wrong = aPicture(3_000);
  const right = aPicture(4_000);
  const sizes = { type: 'image/webp', caption: '' } as const;
  const other = new Blob([wrong.bytes.fill(1, 100)], { type: 'image/webp' });
  await store.addPhoto('order1', { sha256: wrong.sha256, size: 3_000, ...sizes }, other);
  await store.addPhoto('order1', { sha256: right.sha256, size: 4_000, ...sizes }, right.blob);
  expect(await store.steps.upload()).toEqual({ is: 'uploaded', sent: 1 });
  expect(await store.relaxed.photos.get(wrong.sha256)).toMatchObject({
    state: 'local',
    lastError: { code: 'file.badHash' }
  });
});

it('actions are received, judged, and their verdicts come back as receipts', async () => {
  const action = await store.recordAction('availability.set', null, { active: false });
  expect(await store.steps.drain()).toMatchObject({ is: 'drained' });
  expect(await store.relaxed.outbox.get(action._id)).toMatchObject({ state: 'received' });
  for (;;) {
    await store.steps.pullInbox(true);
    const receipt = await store.relaxed.receipts.get(action._id);
    if (!receipt) continue;
    expect(receipt.hash).toBe(action.hash);
    expect(await store.relaxed.outbox.get(action._id)).not.toMatchObject({ state: 'received' });
    // Signed with the key that came with the sign-in, and checked.
    expect(await readTrust(store.relaxed)).toBe('checked');
    expect((await readDistrust(store.relaxed)).items).toEqual([]);
    return;
  }
});
