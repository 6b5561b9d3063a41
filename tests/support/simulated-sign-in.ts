import { ServerTime } from '../../src/lib/device/store/server-time.ts';
import { newDeviceKeyPair, publicKeyOf } from '../../src/lib/device/store/device-key.ts';
import type { Account } from '../../sync-server/people/account.ts';
import { registerDevice, type DevicePublicKey } from '../../sync-server/people/device.ts';
import { aProvider } from './builders.ts';
import type { HandFlushedNetwork } from './hand-flushed-network.ts';
import { SimulatedDevice } from './simulated-device.ts';
import type { TestServer } from './test-server.ts';

/** Each story plays in a place of its own, out of reach of the others' providers. */
export const townOf = (seed: number) => ({
  lat: 40 + (seed % 20) * 0.5,
  lon: Math.floor(seed / 20) * 0.7
});

/** A tablet that has signed in; the password's slow hash is another test's business. */
export async function aSignedInDevice(
  { store, clock, deps: { sessions } }: Pick<TestServer, 'store' | 'clock' | 'deps'>,
  network: HandFlushedNetwork,
  { seed, index, skewMs }: { seed: number; index: number; skewMs: number }
): Promise<SimulatedDevice> {
  const provider = aProvider({
    id: `s${seed}p${index}`,
    stars: { sum: 48 - index, count: 10 },
    base: { ...aProvider().base, ...townOf(seed) }
  });
  const device = `tablet-${seed}-${index}`;
  await store.people.put({ ...provider });
  const keyPair = await newDeviceKeyPair();
  const { kty, crv, x, y } = (await publicKeyOf(keyPair)) as DevicePublicKey;
  const registered = await registerDevice(
    store,
    provider.id,
    { id: device, name: device, publicKey: { kty, crv, x, y } },
    clock.now()
  );
  if (typeof registered === 'string') throw new Error(registered);
  const { id, name, role, locale, email } = provider;
  const account = {
    _id: `account:${email}`,
    type: 'account',
    email,
    password: { algorithm: 'none' },
    person: { id, name, role, locale },
    disabled: false,
    createdAt: clock.now(),
    failures: { count: 0, lastAt: 0 }
  } as unknown as Account;
  await store.people.put({ ...account });
  const { token } = await sessions.open(account, registered);

  const simulated = new SimulatedDevice(
    device,
    provider.id,
    network.fetchFrom(device),
    clock.now,
    skewMs
  );
  await simulated.turnOn();
  const signedInAt = new ServerTime({
    wall: () => clock.now() + skewMs,
    monotonic: clock.now,
    sleep: () => Promise.resolve()
  });
  signedInAt.observe(clock.now(), 0);
  await simulated.store.open(
    { id: 'session', provider: id, name, role, locale, email, token },
    { id: 'device', device, keyPair },
    signedInAt
  );
  return simulated;
}
