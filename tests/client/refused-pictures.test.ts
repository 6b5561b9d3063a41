import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whyUnreadable } from '../../src/lib/device/photos/why-unreadable.ts';
import { DeviceError } from '../../src/lib/device/store/device-error.ts';
import { addPhotoTo, savePhotosAgain } from '../../src/lib/recording/photos/add-photo.ts';
import { refusedPictures } from '../../src/lib/recording/photos/refused-pictures.svelte.ts';
import { unsavedPhotos } from '../../src/lib/recording/photos/unsaved-photos.svelte.ts';

const fake = vi.hoisted(() => ({
  storeName: 'mila-anna' as string | null,
  addPhoto: vi.fn<(order: string, file: Blob) => Promise<void>>(),
  listeners: [] as ((store: { name: string } | null) => void)[]
}));
vi.mock('../../src/lib/device/device.ts', () => ({
  device: {
    get storeName() {
      return fake.storeName;
    },
    addPhoto: fake.addPhoto,
    onStore(listener: (store: { name: string } | null) => void) {
      fake.listeners.push(listener);
      listener(fake.storeName === null ? null : { name: fake.storeName });
    }
  }
}));

const files = ['IMG_1.HEIC', 'router.jpg', 'socket.jpg'].map((name) => new File(['x'], name));
const [heic, router, socket] = files as [File, File, File];
const fails = (code: DeviceError['code']) =>
  fake.addPhoto.mockRejectedValueOnce(new DeviceError(code));
const told = (order = 'order1') => refusedPictures.of(order).map(({ name, code }) => [name, code]);
function switchTo(name: string): void {
  fake.storeName = name;
  for (const listener of fake.listeners) listener({ name });
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  fake.addPhoto.mockReset().mockResolvedValue();
});
afterEach(() => {
  for (const { id } of refusedPictures.of('order1')) refusedPictures.dismiss(id);
  switchTo('mila-anna');
  vi.restoreAllMocks();
});

describe('a picture that is itself unusable', () => {
  it('[P2.6] is said by name until that was read, whatever is saved meanwhile', async () => {
    fails('photo.heic');
    await addPhotoTo('order1', heic);
    await addPhotoTo('order1', router);
    fails('photo.tooLarge');
    await addPhotoTo('order1', socket);
    const both = [
      ['IMG_1.HEIC', 'photo.heic'],
      ['socket.jpg', 'photo.tooLarge']
    ];
    expect(told()).toEqual(both);
    expect(told('order2')).toEqual([]);
    refusedPictures.dismiss(refusedPictures.of('order1')[0]!.id);
    expect(told()).toEqual(both.slice(1));
  });

  it('[P2.6] is said twice where two have one name', async () => {
    for (const file of [heic, heic]) {
      fails('photo.heic');
      await addPhotoTo('order1', file);
    }
    expect(told()).toHaveLength(2);
  });

  it('[P2.4, P2.6] goes with the account', async () => {
    fails('photo.unreadable');
    await addPhotoTo('order1', heic);
    switchTo('mila-ben');
    expect(told()).toEqual([]);
  });

  it('[P2.6] keeps its own reason while others that were unsaved are saved', async () => {
    for (const file of [heic, router]) {
      fails('storage.full');
      await addPhotoTo('order1', file);
    }
    fails('photo.heic');
    await savePhotosAgain('order1');
    const [left, ...others] = unsavedPhotos.of('order1');
    expect([left?.file, others]).toEqual([heic, []]);
    expect(unsavedPhotos.problemOf(left!)).toBe('photo.heic');
    await addPhotoTo('order1', socket);
    expect(unsavedPhotos.problemOf(left!)).toBe('photo.heic');
    unsavedPhotos.giveUp('order1');
  });
});

describe('why a browser cannot open a file', () => {
  const box = (...brands: string[]) => {
    const bytes = new TextEncoder().encode(`....ftyp${brands[0]}....${brands.slice(1).join('')}`);
    new DataView(bytes.buffer).setUint32(0, bytes.length);
    return bytes;
  };
  it.each([
    ['an iPhone’s picture', box('heic', 'mif1', 'heic'), '', 'photo.heic'],
    ['one that is called a JPEG', box('heic', 'mif1'), 'image/jpeg', 'photo.heic'],
    ['a picture in the general form', box('mif1', 'heic', 'miaf'), 'image/heif', 'photo.heic'],
    ['a sequence of them', box('msf1', 'hevc'), '', 'photo.heic'],
    ['an AVIF', box('avif', 'mif2', 'miaf'), 'image/avif', 'photo.unreadable'],
    ['a film', box('isom', 'mp42'), 'video/mp4', 'photo.notAPicture'],
    ['a film of an iPhone', box('qt  ', 'qt  '), 'video/quicktime', 'photo.notAPicture'],
    ['a PDF', new TextEncoder().encode('%PDF-1.7'), 'application/pdf', 'photo.notAPicture'],
    ['a picture that was cut off', new Uint8Array([0xff, 0xd8]), 'image/jpeg', 'photo.unreadable'],
    ['nothing', new Uint8Array(), '', 'photo.unreadable']
  ])('[P2.6] %s', async (_title, bytes, type, fault) => {
    expect(await whyUnreadable(new Blob([bytes], { type }))).toBe(fault);
  });
});
