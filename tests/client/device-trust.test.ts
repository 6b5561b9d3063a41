import { generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { toBase64url } from '#domain/protocol/base64url.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import { catalogBody } from '#domain/protocol/server-signature.ts';
import type { Action } from '#domain/protocol/action.ts';
import { receiptBody } from '#domain/protocol/verdict.ts';
import { DeviceError } from '../../src/lib/device/store/device-error.ts';
import type { DeviceStore } from '../../src/lib/device/device-store.ts';
import { readDistrust } from '../../src/lib/device/sync/steps/distrust.ts';
import { readTrust } from '../../src/lib/device/sync/steps/server-trust.ts';
import { NOW } from '../support/builders.ts';
import { DeviceWorld } from '../support/device-world.ts';

function aServerKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const signed = (value: object) =>
    toBase64url(sign(null, Buffer.from(canonicalText(value)), privateKey));
  return { publicKey: toBase64url(spki), signed };
}
type ServerKey = ReturnType<typeof aServerKey>;

function verdictBy(key: ServerKey, action: Action, outcome: 'applied' | 'refused' = 'applied') {
  const code = outcome === 'refused' ? 'job.wrongState' : null;
  const judgement = { outcome, code, at: NOW } as const;
  const receipt = key.signed(receiptBody(action.hash, judgement as never));
  const about = { action: action._id, order: null };
  return { _id: `verdict:${action._id}`, type: 'verdict', ...about, ...judgement, receipt };
}

function aPackage(key: ServerKey, title: string) {
  const document = { _id: 'package:wlan', _rev: '1-x', type: 'package', id: 'wlan', title };
  return { ...document, signature: key.signed(catalogBody(document)) };
}

const aNote = (store: DeviceStore) =>
  store.recordAction('availability.set', null, { active: true });
const rowOf = (store: DeviceStore, action: Action) => store.relaxed.outbox.get(action._id);
const leftOut = async (store: DeviceStore) =>
  (await readDistrust(store.relaxed)).items.map((each) => each.id);

async function aDevice(key: ServerKey | null = aServerKey()) {
  const world = new DeviceWorld();
  const store = await world.signedIn(key?.publicKey);
  return { world, store, key: key! };
}

describe('[P9.1, P9.2] what the server has signed', () => {
  afterEach(() => vi.restoreAllMocks());

  it('[P9.1] is taken: verdicts and the catalogue', async () => {
    const { world, store, key } = await aDevice();
    const action = await aNote(store);
    world.door.put('inbox', verdictBy(key, action));
    world.door.put('catalog', aPackage(key, 'WLAN'));
    await store.steps.pullInbox();
    await store.steps.pullCatalog();
    expect(await store.relaxed.receipts.get(action._id)).toMatchObject({ hash: action.hash });
    expect(await store.relaxed.catalog.get('package:wlan')).toMatchObject({ title: 'WLAN' });
    expect(await readTrust(store.relaxed)).toBe('checked');
    expect(await leftOut(store)).toEqual([]);
  });

  it.each([
    ['another key', (_key: ServerKey, action: Action) => verdictBy(aServerKey(), action)],
    [
      'another outcome',
      (key: ServerKey, action: Action) => ({
        ...verdictBy(key, action, 'refused'),
        outcome: 'applied'
      })
    ],
    [
      'another action',
      (key: ServerKey, action: Action) => verdictBy(key, { ...action, hash: 'B'.repeat(43) })
    ],
    ['no receipt', (key: ServerKey, action: Action) => ({ ...verdictBy(key, action), receipt: '' })]
  ])('is not a verdict of %s: the action waits on, support is told once', async (_what, forge) => {
    const { world, store, key } = await aDevice();
    const action = await aNote(store);
    await store.steps.drain();
    world.door.put('inbox', forge(key, action));
    await store.steps.pullInbox();
    expect(await rowOf(store, action)).toMatchObject({ state: 'received' });
    expect(await store.relaxed.receipts.count()).toBe(0);
    expect(await leftOut(store)).toEqual([`verdict:${action._id}`]);
    const reports = () => store.relaxed.outbox.filter((row) => row.kind === 'support.ask');
    expect(await reports().count()).toBe(1);

    // The same trouble with another document within the day: listed, not reported again.
    const second = await aNote(store);
    world.door.put('inbox', { ...verdictBy(key, second), receipt: 'x' });
    await store.steps.pullInbox();
    expect(await leftOut(store)).toHaveLength(2);
    expect(await reports().count()).toBe(1);
  });

  it('[P9.2] is no trouble of the disk while the part that tells support is missing, and is told at the next start', async () => {
    const { world, store, key } = await aDevice();
    const action = await aNote(store);
    world.door.put('inbox', { ...verdictBy(key, action), receipt: 'x' });
    vi.spyOn(store, 'recordAction').mockRejectedValue(new DeviceError('app.incomplete'));
    expect(await store.steps.pullInbox()).toMatchObject({ is: 'pulled' });
    expect(await leftOut(store)).toEqual([`verdict:${action._id}`]);
    const reports = () => store.relaxed.outbox.filter((row) => row.kind === 'support.ask').count();
    expect(await reports()).toBe(0);

    const tab = await world.openTab();
    await tab.steps.pullInbox();
    expect(await reports()).toBe(1);
  });

  it('[P9.2] keeps the price list that was genuine when a forged one comes, and asks again later', async () => {
    const { world, store, key } = await aDevice();
    world.door.put('catalog', aPackage(key, 'WLAN'));
    await store.steps.pullCatalog();
    world.door.put('catalog', { ...aPackage(key, 'WLAN'), title: 'Teurer' });
    await store.steps.pullCatalog();
    expect(await store.relaxed.catalog.get('package:wlan')).toMatchObject({ title: 'WLAN' });
    expect(await leftOut(store)).toEqual(['package:wlan']);

    world.door.put('catalog', aPackage(key, 'Neu'));
    const tab = await world.openTab();
    expect(await leftOut(tab)).toEqual([]);
    await tab.steps.pullCatalog();
    expect(await store.relaxed.catalog.get('package:wlan')).toMatchObject({ title: 'Neu' });
  });

  it('[P9.3] with a new key is taken after the next sign-in, what the old one signed too', async () => {
    const { world, store, key } = await aDevice();
    const [first, second] = [await aNote(store), await aNote(store)];
    const next = aServerKey();
    world.door.put('inbox', verdictBy(next, first));
    await store.steps.pullInbox();
    expect(await rowOf(store, first)).toMatchObject({ state: 'local' });

    const again = await world.signedIn(next.publicKey);
    world.door.put('inbox', verdictBy(key, second));
    await again.steps.pullInbox();
    expect(await again.relaxed.receipts.bulkGet([first._id, second._id])).toEqual([
      expect.objectContaining({ hash: first.hash }),
      expect.objectContaining({ hash: second.hash })
    ]);
  });

  it('[P9.4] is taken unchecked, and that is said, before there is a key', async () => {
    const { world, store } = await aDevice(null);
    const action = await aNote(store);
    world.door.put('inbox', { ...verdictBy(aServerKey(), action) });
    await store.steps.pullInbox();
    expect(await store.relaxed.receipts.count()).toBe(1);
    expect(await readTrust(store.relaxed)).toBe('noKey');
  });

  it('[P9.4] is taken unchecked, and that is said, where the browser knows no Ed25519', async () => {
    const { world, store } = await aDevice();
    const action = await aNote(store);
    vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(
      new DOMException('Unrecognized name.', 'NotSupportedError')
    );
    world.door.put('inbox', verdictBy(aServerKey(), action));
    await store.steps.pullInbox();
    expect(await store.relaxed.receipts.count()).toBe(1);
    expect(await readTrust(store.relaxed)).toBe('notSupported');
  });
});
