import { aJobDocument } from '../support/device-world.ts';
import { expect, test } from './harness/fault-test.ts';

test('what the device itself says is written strictly, what the server can send again is not', async ({
  door,
  openTab
}) => {
  const page = await openTab();
  door.put('inbox', aJobDocument());
  const seen = await page.evaluate(async () => {
    const { transactions } = mila;
    transactions.length = 0;
    await store.recordAction('note.add', 'order1', { text: 'x' });
    await store.drafts.save('d', { text: 'y' });
    const own = transactions.splice(0);
    await store.steps.pullInbox();
    return { own, pulled: transactions.filter((each) => each.stores.includes('inbox')) };
  });
  expect(seen.own).toEqual([
    { stores: ['checkpoints', 'outbox'], durability: 'strict' },
    { stores: ['drafts'], durability: 'strict' }
  ]);
  expect(seen.pulled).toMatchObject([{ durability: 'relaxed' }]);
});

test('a transaction that aborts in the middle of a pull loses nothing', async ({
  door,
  openTab
}) => {
  const page = await openTab({ pace: 60 });
  const ids = Array.from({ length: 400 }, (_, n) => `order${n}`);
  for (const id of ids) door.put('inbox', aJobDocument({ id }));
  await page.evaluate(() => {
    mila.abortAtPut('inbox', 170);
    store.start();
  });
  await expect.poll(() => page.evaluate(() => store.relaxed.inbox.count())).toBe(400);
  expect(door.asked.filter((each) => each.includes('inbox')).length).toBeGreaterThan(3);
});

test('[P2.2] a full disk is said clearly, breaks nothing, and with room again everything goes on', async ({
  door,
  url,
  context
}) => {
  // Before the first write: the browser asks for its quota only now and then.
  const page = await context.newPage();
  await page.goto(url);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: url, quotaSize: 1_000_000 });
  await page.evaluate(async () => {
    globalThis.store = await mila.open(60);
  });

  const code = await page.evaluate(async () => {
    for (let n = 0; n < 20; n += 1) {
      const outcome = await mila.codeOf(mila.addBytes(store, 200_000));
      if (outcome !== 'done') return outcome;
    }
    return 'never full';
  });
  expect(code).toBe('storage.full');
  const before = await page.evaluate(() => mila.inspect(store));
  expect(before.faults).toEqual([]);

  // Pulling on a full disk: said, not lost.
  for (let n = 0; n < 60; n += 1) {
    door.put('inbox', aJobDocument({ id: `order${n}`, problem: 'x'.repeat(20_000) }));
  }
  await page.evaluate(() => store.start());
  const condition = () => page.evaluate(() => store.condition.current);
  await expect.poll(condition).toBe('storageError');
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: url });

  const after = await page.evaluate(async () => {
    await store.recordAction('note.add', 'order1', { text: 'wieder Platz' });
    return mila.inspect(store);
  });
  expect(after.faults).toEqual([]);
  expect(after.hashes).toHaveLength(before.hashes.length + 1);
  await expect.poll(() => page.evaluate(() => store.relaxed.inbox.count())).toBe(60);
});

test('an app that was rolled back still reaches, adds to and hands in unsent work of a newer database', async ({
  door,
  openTab,
  context
}) => {
  const page = await openTab();
  await page.evaluate(() => store.recordAction('note.add', 'order1', { text: 'alt' }));
  // The newer app opens beside the tab that still runs the old one, which then goes on.
  const newer = await openTab({ context });
  await newer.evaluate(() => store.close());
  await newer.evaluate(() => mila.openNewerSchema());
  await page.evaluate(() => store.recordAction('note.add', 'order1', { text: 'daneben' }));

  await page.reload();
  const result = await page.evaluate(async () => {
    globalThis.store = await mila.open();
    await mila.addBytes(store, 1_000);
    const drained = await store.steps.drain();
    return { drained, ...(await mila.inspect(store)) };
  });
  expect(result).toMatchObject({ drained: { is: 'drained', received: 3 }, faults: [] });
  expect([...door.stored.values()].map((each) => each.seq)).toEqual([1, 2, 3]);

  // And forward again: nothing of the newer one was lost either.
  await page.evaluate(async () => {
    await store.close();
    await mila.openNewerSchema();
    globalThis.store = await mila.open();
  });
  expect((await page.evaluate(() => mila.inspect(store))).faults).toEqual([]);
});

test('a camera picture becomes a small one without its place and device', async ({ openTab }) => {
  const page = await openTab();
  const shrunk = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(4_000, 3_000);
    const context = canvas.getContext('2d')!;
    const colours = context.createLinearGradient(0, 0, 4_000, 3_000);
    colours.addColorStop(0, 'teal');
    colours.addColorStop(1, 'orange');
    context.fillStyle = colours;
    context.fillRect(0, 0, 4_000, 3_000);
    const jpeg = new Uint8Array(
      await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer()
    );
    // An EXIF segment with a place, as a camera writes it, right after the JPEG's first marker.
    const exif = new TextEncoder().encode('Exif\0\0GPS 47.5N 7.6E Pixel 9');
    const segment = [0xff, 0xe1, 0, exif.length + 2, ...exif];
    const photo = new Blob([jpeg.slice(0, 2), new Uint8Array(segment), jpeg.slice(2)]);
    const { blob, type, sha256, size } = await mila.shrinkPhoto(photo);
    const { width, height } = await createImageBitmap(blob);
    const thumbnail = await createImageBitmap(await mila.thumbnailOf(blob));
    const text = new TextDecoder('latin1').decode(await blob.arrayBuffer());
    const unreadable = await mila.codeOf(mila.shrinkPhoto(new Blob(['no picture'])));
    return {
      ...{ type, width, height, small: size < 300_000, hash: sha256.length },
      ...{ exif: text.includes('GPS'), thumbnail: thumbnail.width, unreadable }
    };
  });
  expect(shrunk).toEqual({
    type: 'image/webp',
    width: 1_600,
    height: 1_200,
    small: true,
    hash: 43,
    exif: false,
    thumbnail: 320,
    unreadable: 'photo.unreadable'
  });
});
