import { IDBObjectStore } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { DeviceRegistry } from '../../src/lib/device/account/device-registry.ts';
import { openDeviceStore, type DeviceStore } from '../../src/lib/device/device-store.ts';
import { exportUnsent } from '../../src/lib/device/account/export-unsent.ts';
import { signIn, type Secret } from '../../src/lib/device/account/sign-in.ts';
import { signOut } from '../../src/lib/device/account/sign-out.ts';
import { unsentAccounts } from '../../src/lib/device/account/unsent-accounts.ts';
import { aJobDocument, DeviceWorld } from '../support/device-world.ts';

async function aBrowser() {
  const world = new DeviceWorld();
  const { door, clock, engine, locks } = world;
  const registry = new DeviceRegistry('mila-device', engine);
  const stores = new Map<string, DeviceStore>();
  const openStore = async (provider: string) => {
    const name = `mila-${provider}`;
    const store = await openDeviceStore({ name, fetch: door.fetch, clock, engine, locks });
    stores.set(provider, store);
    return store;
  };
  const deps = { registry, fetch: door.fetch, clock, deviceName: 'Tablet', openStore };
  const enter = async (email: string, secret: Secret = 'right') => {
    const result = await signIn(deps, email, secret);
    if (!result.ok) throw new Error(result.code);
    return result.store;
  };
  return { world, door, registry, stores, deps, enter };
}

const note = { text: 'x' };
const deviceOf = async (store: DeviceStore) => (await store.relaxed.keys.get('device'))?.device;

describe('signing in', () => {
  it('makes one identity a provider and keeps it, also when the answer was lost', async () => {
    const { door, registry, deps, enter } = await aBrowser();
    door.fault('session', 'loseAnswer');
    expect(await signIn(deps, 'Anna@example.org', 'right')).toMatchObject({
      ok: false,
      code: 'unreachable'
    });
    const { device } = await registry.accountOf('anna@example.org');
    const store = await enter('anna@example.org');
    expect(await deviceOf(store)).toBe(device);
    expect(await registry.current()).toMatchObject({ provider: 'anna' });
  });

  it('says why not as a value', async () => {
    const { door, deps } = await aBrowser();
    expect(await signIn(deps, 'anna@example.org', 'wrong')).toMatchObject({
      code: 'session.wrongPassword'
    });
    door.fault('session', { status: 429, headers: { 'Retry-After': '30' } });
    expect(await signIn(deps, 'anna@example.org', 'right')).toMatchObject({
      code: 'session.throttled',
      retryAfterMs: 30_000
    });
    door.fault('session', 'captive');
    expect(await signIn(deps, 'anna@example.org', 'right')).toMatchObject({ code: 'unreachable' });
  });

  it('opens nothing for staff, and says where they belong', async () => {
    const { door, registry, deps, stores } = await aBrowser();
    door.role = 'support';
    expect(await signIn(deps, 'sven@example.org', 'right')).toEqual({
      ...{ ok: false, code: 'staff', retryAfterMs: 0 }
    });
    expect(stores.size).toBe(0);
    expect(await registry.current()).toBeUndefined();
    expect(door.asked.at(-1)).toBe('DELETE /api/session');
  });

  it.each<Secret>(['right', { passkey: 'shown' }])(
    '[P7.1, H3.11] goes on with the same device and all waiting work, by %o',
    async (secret) => {
      const { door, enter } = await aBrowser();
      const store = await enter('anna@example.org');
      await store.recordAction('note.add', 'o', note);
      door.isSessionOver = true;
      expect(await store.steps.drain()).toEqual({ is: 'expired' });
      await store.close();

      const again = await enter('anna@example.org', secret);
      await again.recordAction('note.add', 'o', note);
      expect(await again.steps.drain()).toEqual({ is: 'drained', received: 2 });
      expect(new Set([...door.stored.values()].map((each) => each.device)).size).toBe(1);
    }
  );

  it('keeps two providers on one device apart', async () => {
    const { door, enter } = await aBrowser();
    const anna = await enter('anna@example.org');
    await anna.recordAction('note.add', 'o', note);
    const ben = await enter('ben@example.org');
    await ben.recordAction('note.add', 'o', note);
    expect(await deviceOf(anna)).not.toBe(await deviceOf(ben));
    expect(await ben.steps.drain()).toEqual({ is: 'drained', received: 1 });
    expect([...door.stored.values()].map((each) => each.provider)).toEqual(['ben']);
    expect(await anna.relaxed.outbox.where('state').equals('local').count()).toBe(1);
  });

  it.each(['the registry', 'the database'])(
    'ends with a clear error where the disk is full for %s, and works with room again',
    async (where) => {
      const { deps, enter, door } = await aBrowser();
      if (where === 'the database') await (await enter('anna@example.org')).close();
      const full = vi.spyOn(IDBObjectStore.prototype, where === 'the registry' ? 'add' : 'put');
      const put = vi.spyOn(IDBObjectStore.prototype, 'put');
      for (const each of [full, put]) {
        each.mockImplementation(() => {
          throw new DOMException('full', 'QuotaExceededError');
        });
      }
      await expect(signIn(deps, 'anna@example.org', 'right')).rejects.toMatchObject({
        name: 'DeviceError',
        code: 'storage.full'
      });
      vi.restoreAllMocks();
      expect((await enter('anna@example.org')).isSignedIn).toBe(true);
      expect(door.faultsLeft).toBe(0);
    }
  );
});

describe('signing out', () => {
  it('[P7.3] hands unsent work in first', async () => {
    const { world, door, registry, enter } = await aBrowser();
    const store = await enter('anna@example.org');
    door.put('inbox', aJobDocument());
    await store.steps.pullInbox();
    const body = { sha256: 'P'.repeat(43), size: 3, type: 'image/webp', caption: '' } as const;
    await store.addPhoto('order1', body, new Blob(['abc'], { type: 'image/webp' }));
    expect(await signOut(registry, store, 'handIn')).toEqual({
      signedOut: true,
      unsent: { actions: 0, photos: 0 }
    });
    expect([door.stored.size, door.files.size]).toEqual([1, 1]);
    // Customers' data are gone from the device, the chain and the key are not.
    const later = await world.openTab();
    expect(later.isSignedIn).toBe(false);
    expect(await later.relaxed.inbox.count()).toBe(0);
    expect(await later.relaxed.photos.count()).toBe(0);
    expect(await later.relaxed.checkpoints.get('chain')).toMatchObject({ seq: 1 });
  });

  it('[P7.3] does not sign out where the work cannot be handed in, and says how much there is', async () => {
    const { door, registry, enter } = await aBrowser();
    const store = await enter('anna@example.org');
    await store.recordAction('note.add', 'order1', note);
    door.fault('push', 'drop');
    expect(await signOut(registry, store, 'handIn')).toEqual({
      signedOut: false,
      unsent: { actions: 1, photos: 0 }
    });
    expect(store.isSignedIn).toBe(true);
    expect(await registry.current()).toMatchObject({ provider: 'anna' });
  });

  it('[P7.3] keeps the work where asked to, and the next sign-in sends it', async () => {
    const { door, registry, enter } = await aBrowser();
    const store = await enter('anna@example.org');
    const action = await store.recordAction('note.add', 'order1', note);
    expect(await signOut(registry, store, 'keep')).toMatchObject({
      signedOut: true,
      unsent: { actions: 1 }
    });
    const again = await enter('anna@example.org');
    expect(await again.steps.drain()).toEqual({ is: 'drained', received: 1 });
    expect(door.stored.get(action._id)).toEqual(action);
  });

  it('goes on syncing, still signed in, where the disk does not take the sign-out', async () => {
    const { door, registry, enter } = await aBrowser();
    const store = await enter('anna@example.org');
    door.put('inbox', aJobDocument());
    await store.steps.pullInbox();
    const clear = vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const start = vi.spyOn(store, 'start');
    await expect(signOut(registry, store, 'keep')).rejects.toMatchObject({ code: 'storage.full' });
    clear.mockRestore();
    expect(start).toHaveBeenCalledOnce();
    expect(door.asked).not.toContain('DELETE /api/session');
    expect(await registry.current()).toMatchObject({ provider: 'anna' });
    expect(await store.relaxed.checkpoints.get('session')).toMatchObject({ token: 'token-anna' });
    expect(await store.relaxed.inbox.count()).toBe(1);
    const note = await store.recordAction('note.add', 'order1', { text: 'x' });
    await vi.waitFor(() => expect(door.stored.has(note._id)).toBe(true));
    await store.close();
  });
});

describe('before somebody signs in', () => {
  it('says whose unsent work is on this device, and how much', async () => {
    const { world, registry, enter } = await aBrowser();
    const ben = await enter('ben@example.org');
    await ben.close();
    const anna = await enter('anna@example.org');
    const body = { sha256: 'P'.repeat(43), size: 3, type: 'image/webp', caption: '' } as const;
    await anna.addPhoto('o', body, new Blob(['abc'], { type: 'image/webp' }));
    await signOut(registry, anna, 'keep');
    await anna.close();
    expect(await unsentAccounts(registry, world.engine)).toEqual([
      { email: 'anna@example.org', count: 2 }
    ]);
    const again = await enter('anna@example.org');
    await again.sendNow();
    await again.close();
    expect(await unsentAccounts(registry, world.engine)).toEqual([]);
  });
});

describe('the export of everything unsent', () => {
  it('carries actions as signed, photos, and the key that checks them', async () => {
    const { enter } = await aBrowser();
    const store = await enter('anna@example.org');
    const sha256 = 'P'.repeat(43);
    const body = { sha256, size: 3, type: 'image/webp', caption: '' } as const;
    const action = await store.addPhoto('o', body, new Blob(['abc'], { type: 'image/webp' }));
    const file = JSON.parse(await (await exportUnsent(store, 5)).text()) as Record<string, unknown>;
    expect(file).toMatchObject({
      mila: 'unsent',
      version: 1,
      exportedAt: 5,
      provider: 'anna',
      actions: [action],
      photos: [{ sha256, type: 'image/webp', size: 3, order: 'o', base64: btoa('abc') }],
      publicKey: { kty: 'EC', crv: 'P-256' }
    });
  });
});
