import { Dexie, liveQuery } from 'dexie';
import { describe, expect, it, vi } from 'vitest';
import { actionHashText } from '#domain/protocol/action-hash.ts';
import { fromBase64url } from '#domain/protocol/base64url.ts';
import { hashOfText } from '#domain/protocol/hash.ts';
import { DeviceError } from '../../src/lib/device/store/device-error.ts';
import type { DeviceStore } from '../../src/lib/device/device-store.ts';
import { NOW } from '../support/builders.ts';
import { DEVICE_ID, DeviceWorld } from '../support/device-world.ts';
import { until } from '../support/until.ts';

const signature = { method: 'typed', typedName: 'Rosa Keller' } as const;
const signer = { name: 'Rosa Keller', role: 'customer' } as const;
const facts = { signer, signedAt: NOW, language: 'de' } as const;
const completion = { facts, statement: {}, statementHash: 'A'.repeat(43), signature };

const note = (text: string) => ({ text });

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (cause: unknown) => cause
  );
  return error instanceof DeviceError ? error.code : `no DeviceError: ${String(error)}`;
}

async function contents({ relaxed }: DeviceStore) {
  const [outbox, chain, photos, drafts] = await Promise.all([
    relaxed.outbox.toArray(),
    relaxed.checkpoints.get('chain'),
    relaxed.photos.count(),
    relaxed.drafts.count()
  ]);
  return { outbox, chain, photos, drafts };
}

/** The disk gives up when everything was asked for and nothing is written yet. */
function failNextWrite(store: DeviceStore, error: string): void {
  const database = store.strict.backendDB();
  const begin = database.transaction.bind(database);
  const spy = vi.spyOn(database, 'transaction').mockImplementation((tables, mode, options) => {
    const transaction = begin(tables, mode, options);
    if (mode === 'readwrite') {
      spy.mockRestore();
      const { _abort } = transaction as unknown as { _abort(name: string): void };
      queueMicrotask(() => _abort.call(transaction, error));
    }
    return transaction;
  });
}

describe('an action on the device', () => {
  it('[P2.1, P3.1] is numbered, chained, hashed and signed as the protocol says', async () => {
    const store = await new DeviceWorld().signedIn();
    const first = await store.recordAction('note.add', 'order1', note('eins'));
    const second = await store.recordAction('note.add', 'order1', note('zwei'));

    expect(first._id).toBe(`${DEVICE_ID}:0000000001`);
    expect(second).toMatchObject({ seq: 2, previous: first.hash, provider: 'anna' });
    expect(second.hash).toBe(await hashOfText(actionHashText(second)));
    const key = await store.relaxed.keys.get('device');
    const isGenuine = await crypto.subtle.verify(
      { name: 'ECDSA', hash: 'SHA-256' },
      key!.keyPair.publicKey,
      fromBase64url(second.signature),
      fromBase64url(second.hash)
    );
    expect(isGenuine).toBe(true);
    expect(key!.keyPair.privateKey.extractable).toBe(false);
  });

  it('[P2.2] stores the photo and ends the draft in the same transaction', async () => {
    const store = await new DeviceWorld().signedIn();
    await store.drafts.save('note/order1', { text: 'halb getippt' });
    const sha256 = 'A'.repeat(43);
    const body = { sha256, size: 3, type: 'image/webp', caption: '' } as const;
    await store.addPhoto('order1', body, new Blob(['abc'], { type: 'image/webp' }));
    await store.recordAction('note.add', 'order1', note('fertig'), { draft: 'note/order1' });

    expect(await contents(store)).toMatchObject({ photos: 1, drafts: 0 });
    expect(await (await store.photoBlob(sha256))?.text()).toBe('abc');
  });

  it('with a body that its schema refuses is not stored, and says so', async () => {
    const store = await new DeviceWorld().signedIn();
    expect(await codeOf(store.recordAction('note.add', 'order1', note('')))).toBe('body.invalid');
    const notJson = { text: 'x', extra: () => 1 };
    expect(await codeOf(store.recordAction('note.add', 'order1', notJson))).toBe('body.invalid');
    expect(await contents(store)).toMatchObject({ outbox: [], chain: undefined });
  });

  it('is not stored where nobody has signed in', async () => {
    const store = await new DeviceWorld().openTab();
    expect(await codeOf(store.recordAction('note.add', 'order1', note('x')))).toBe('session.none');
  });

  it('is stored as what was hashed: reactive proxies and undefined members are left behind', async () => {
    const store = await new DeviceWorld().signedIn();
    const proxied = new Proxy({ reason: undefined }, {});
    const action = await store.recordAction('offer.decline', 'order1', proxied);
    const [row] = (await contents(store)).outbox;
    expect(row?.action).toEqual(action);
    expect(await hashOfText(actionHashText(row!.action))).toBe(action.hash);
  });

  it('is what it was when it was asked for, whatever the form does meanwhile', async () => {
    const store = await new DeviceWorld().signedIn();
    const form = { text: 'eins' };
    const first = store.recordAction('note.add', 'order1', form);
    const second = store.recordAction('note.add', 'order1', form);
    form.text = 'drei';
    expect([(await first).body, (await second).body]).toEqual([note('eins'), note('eins')]);
  });

  it('[P3.1] makes no fork and no gap when two tabs write at once, with and without locks', async () => {
    for (const isLocked of [true, false]) {
      const world = new DeviceWorld();
      if (!isLocked) world.locks.request = (_name, _options, run) => run();
      const tabs = [await world.signedIn(), await world.openTab()];
      await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          tabs[index % 2]!.recordAction('note.add', 'order1', note(`n${index}`))
        )
      );
      const { outbox, chain } = await contents(tabs[0]!);
      expect(outbox.map((row) => row.seq)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
      outbox.forEach((row, index) =>
        expect(row.action.previous).toBe(outbox[index - 1]?.action.hash ?? null)
      );
      expect(chain).toMatchObject({ seq: 40, hash: outbox[39]!.action.hash });
    }
  });

  it('[P2.2] on a full disk is not half written, and goes on where it was once there is room', async () => {
    const store = await new DeviceWorld().signedIn();
    await store.recordAction('note.add', 'order1', note('passt'));
    failNextWrite(store, 'QuotaExceededError');
    expect(await codeOf(store.recordAction('note.add', 'order1', note('zu viel')))).toBe(
      'storage.full'
    );
    expect((await contents(store)).outbox).toHaveLength(1);

    const action = await store.recordAction('note.add', 'order1', note('wieder Platz'));
    expect(action.seq).toBe(2);
  });

  it('on a full disk takes the room of pictures that the server has', async () => {
    const store = await new DeviceWorld().signedIn();
    const sha256 = 'A'.repeat(43);
    const body = { sha256, size: 3, type: 'image/webp', caption: '' } as const;
    await store.addPhoto('order1', body, new Blob(['abc'], { type: 'image/webp' }));
    await store.steps.upload();
    failNextWrite(store, 'QuotaExceededError');
    await store.recordAction('job.complete', 'order1', completion, {});
    expect((await contents(store)).outbox).toHaveLength(2);
    expect((await store.relaxed.photos.get(sha256))?.blob).toBeNull();
  });

  it('[P2.2] is not there when its transaction fails for any other reason', async () => {
    const store = await new DeviceWorld().signedIn();
    failNextWrite(store, 'UnknownError');
    expect(await codeOf(store.recordAction('note.add', 'order1', note('x')))).toBe(
      'storage.broken'
    );
    expect(await contents(store)).toMatchObject({ outbox: [], chain: undefined });
  });

  it('is told to live queries by key, by index and by draft, in every tab', async () => {
    const world = new DeviceWorld();
    // Live queries watch nothing where the global scope has no IndexedDB.
    Dexie.dependencies.indexedDB = world.engine.indexedDB;
    const store = await world.signedIn();
    const other = await world.openTab();
    await store.drafts.save('note/order1', { text: 'halb getippt' });
    const seen: unknown[] = [];
    const watches = [
      liveQuery(() => store.relaxed.outbox.where('state').equals('local').count()),
      liveQuery(() => other.relaxed.outbox.where('order').equals('order1').count()),
      liveQuery(() => other.relaxed.outbox.toArray().then((rows) => rows.length)),
      liveQuery(() => store.relaxed.drafts.get('note/order1').then((row) => (row ? 0 : 1)))
    ].map((query, index) => query.subscribe((value) => (seen[index] = value)));
    await until(() => seen.length === 4 && seen.every((value) => value === 0));
    await store.recordAction('note.add', 'order1', note('fertig'), { draft: 'note/order1' });
    await until(() => seen.every((value) => value === 1));
    for (const watch of watches) watch.unsubscribe();
  });

  it('is stored also where the browser has closed the database behind our back', async () => {
    const store = await new DeviceWorld().signedIn();
    await store.recordAction('note.add', 'order1', note('eins'));
    store.strict.backendDB().close();
    const action = await store.recordAction('note.add', 'order1', note('zwei'));
    expect(action.seq).toBe(2);
    expect((await contents(store)).outbox).toHaveLength(2);
  });
});
