import { describe, expect, it } from 'vitest';
import type { DeviceStore } from '../../src/lib/device/device-store.ts';
import { DeviceWorld } from '../support/device-world.ts';

/** @returns its hash, made of the letter */
async function addPhoto(store: DeviceStore, letter: string, bytes = 'de'): Promise<string> {
  const sha256 = letter.repeat(43);
  const body = { sha256, size: bytes.length, type: 'image/webp', caption: '' } as const;
  await store.addPhoto('o', body, new Blob([bytes], { type: 'image/webp' }));
  return sha256;
}

describe('photos', () => {
  async function withPhoto(bytes: string) {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    const sha256 = await addPhoto(store, 'P', bytes);
    return { world, store, sha256 };
  }

  it('go on from where the line broke, and count as sent only when the server has every byte', async () => {
    const { world, store, sha256 } = await withPhoto('0123456789');
    world.door.fault('file', 'cut');
    expect(await store.steps.upload()).toEqual({ is: 'unreachable' });
    expect(world.door.files.get(sha256)).toHaveLength(5);
    expect((await store.relaxed.photos.get(sha256))?.state).toBe('local');
    expect(await store.steps.upload()).toEqual({ is: 'uploaded', sent: 1 });
    expect(new TextDecoder().decode(world.door.files.get(sha256))).toBe('0123456789');
  });

  it('keep their bytes on the device for a week after they were sent', async () => {
    const { world, store, sha256 } = await withPhoto('abc');
    await store.steps.upload();
    world.clock.advance(6 * 86_400_000);
    await store.steps.upload();
    expect((await store.relaxed.photos.get(sha256))?.blob).not.toBeNull();
    world.clock.advance(2 * 86_400_000);
    await store.steps.upload();
    expect((await store.relaxed.photos.get(sha256))?.blob).toBeNull();
    expect(await (await store.photoBlob(sha256))?.text()).toBe('abc');
  });

  it('that are turned down are marked and do not stop the others', async () => {
    const { world, store, sha256 } = await withPhoto('abc');
    await addPhoto(store, 'Q');
    world.door.fault('file', { status: 422 });
    expect(await store.steps.upload()).toEqual({ is: 'uploaded', sent: 1 });
    expect(await store.relaxed.photos.get(sha256)).toMatchObject({
      state: 'local',
      lastError: { code: 'scripted' }
    });
    expect(await store.steps.upload(true)).toEqual({ is: 'uploaded', sent: 1 });
  });

  it('over one of which the server stumbles let the others pass, and it comes last the next time', async () => {
    const { world, store, sha256 } = await withPhoto('abc');
    for (const letter of ['Q', 'R']) await addPhoto(store, letter);
    world.door.fault('file', { status: 500 });
    expect(await store.steps.upload()).toMatchObject({ is: 'serverError' });
    expect([...world.door.files.keys()]).toEqual(['Q'.repeat(43), 'R'.repeat(43)]);
    expect(await store.relaxed.photos.get(sha256)).toMatchObject({ state: 'local' });
    expect(await store.steps.upload()).toEqual({ is: 'uploaded', sent: 1 });
  });

  it('are not all asked for of a server that is down', async () => {
    const { world, store } = await withPhoto('abc');
    for (const letter of ['Q', 'R']) await addPhoto(store, letter);
    world.door.fault('file', { status: 503 }, 3);
    expect(await store.steps.upload()).toMatchObject({ is: 'serverError' });
    expect(world.door.faultsLeft).toBe(1);
    world.door.clearFaults();
    // The one that was not tried yet goes first.
    expect(await store.steps.upload()).toEqual({ is: 'uploaded', sent: 3 });
    expect([...world.door.files.keys()][0]).toBe('R'.repeat(43));
  });
});
