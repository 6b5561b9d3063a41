import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeviceError } from '../../src/lib/device/store/device-error.ts';
import { addPhotoTo, savePhotosAgain } from '../../src/lib/recording/photos/add-photo.ts';
import { saveError } from '../../src/lib/device/app/save-error.svelte.ts';
import { unsavedPhotos } from '../../src/lib/recording/photos/unsaved-photos.svelte.ts';
import { workInProgress } from '../../src/lib/device/app/work-in-progress.svelte.ts';

const fake = vi.hoisted(() => ({
  storeName: 'mila-anna' as string | null,
  addPhoto: vi.fn<(order: string, file: Blob) => Promise<void>>(),
  tell: (_store: { name: string } | null) => undefined as void
}));
vi.mock('../../src/lib/device/device.ts', () => ({
  device: {
    get storeName() {
      return fake.storeName;
    },
    addPhoto: fake.addPhoto,
    onStore(listener: (store: { name: string } | null) => void) {
      fake.tell = listener;
      listener({ name: 'mila-anna' });
    }
  }
}));

const picture = new File(['x'], 'router.jpg');
const another = new File(['y'], 'socket.jpg');
const fails = (code: DeviceError['code']) =>
  fake.addPhoto.mockRejectedValueOnce(new DeviceError(code));
const filesOf = (order: string) => unsavedPhotos.of(order).map((each) => each.file);

function switchTo(name: string | null): void {
  fake.storeName = name;
  fake.tell(name === null ? null : { name });
}

/** The next picture is being written to the disk until the answer is called. */
function whileSaving() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  fake.addPhoto.mockReturnValueOnce(promise);
  return { saved: resolve, failed: reject };
}

async function twoUnsaved() {
  for (const file of [picture, another]) {
    fails('storage.full');
    await addPhotoTo('order1', file);
  }
  fake.addPhoto.mockClear();
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  fake.addPhoto.mockReset().mockResolvedValue();
  switchTo('mila-anna');
});
afterEach(() => {
  for (const order of unsavedPhotos.orders) unsavedPhotos.giveUp(order);
  saveError.clear();
  vi.restoreAllMocks();
});

describe('a picture that the device could not keep', () => {
  it.each(['storage.full', 'storage.broken', 'app.incomplete'] as const)(
    '[P2.3, P2.5] stays with its job, is said, and holds updates back: %s',
    async (code) => {
      fails(code);
      expect(await addPhotoTo('order1', picture)).toBeNull();
      expect(filesOf('order1')).toEqual([picture]);
      expect(unsavedPhotos.of('order2')).toEqual([]);
      expect(saveError.current).toBe(code);
      expect(workInProgress.isAny).toBe(true);

      expect(await savePhotosAgain('order1')).toBeNull();
      expect(unsavedPhotos.of('order1')).toEqual([]);
      expect(saveError.current).toBeNull();
      expect(workInProgress.isAny).toBe(false);
    }
  );

  it('[P2.3] is not kept where it is the picture that is wrong', async () => {
    fails('photo.unreadable');
    expect(await addPhotoTo('order1', picture)).toBe('photo.unreadable');
    expect(unsavedPhotos.of('order1')).toEqual([]);
    expect(workInProgress.isAny).toBe(false);
  });

  it('[P2.4] goes with the account', async () => {
    fails('storage.full');
    await addPhotoTo('order1', picture);
    switchTo('mila-anna');
    expect(unsavedPhotos.of('order1')).toHaveLength(1);
    switchTo('mila-ben');
    expect(unsavedPhotos.of('order1')).toEqual([]);
    expect(workInProgress.isAny).toBe(false);
  });

  it('[P2.5] holds updates back while it is saved for the first time', async () => {
    const saving = whileSaving();
    const added = addPhotoTo('order1', picture);
    expect(workInProgress.isAny).toBe(true);
    saving.saved();
    await added;
    expect(workInProgress.isAny).toBe(false);
  });

  it('[P2.4] is not kept for the account that came while it was saved', async () => {
    const saving = whileSaving();
    const added = addPhotoTo('order1', picture);
    switchTo('mila-ben');
    saving.failed(new DeviceError('storage.broken'));
    await added;
    expect(unsavedPhotos.count).toBe(0);
  });
});

describe('pictures that are saved again', () => {
  it('[P2.4, P2.5] stay on the list and hold updates back until each is on the disk', async () => {
    await twoUnsaved();
    const first = whileSaving();
    const second = whileSaving();
    const again = savePhotosAgain('order1');
    expect(filesOf('order1')).toEqual([picture, another]);
    expect(workInProgress.isAny).toBe(true);

    first.saved();
    await vi.waitFor(() => expect(fake.addPhoto).toHaveBeenCalledTimes(2));
    expect(filesOf('order1')).toEqual([another]);
    expect(workInProgress.isAny).toBe(true);

    second.saved();
    await again;
    expect(unsavedPhotos.count).toBe(0);
    expect(workInProgress.isAny).toBe(false);
  });

  it('[P2.4] stay where it fails once more, and what failed is said', async () => {
    await twoUnsaved();
    fails('storage.full');
    expect(await savePhotosAgain('order1')).toBeNull();
    expect(filesOf('order1')).toEqual([picture]);
    expect(saveError.current).toBe('storage.full');
  });

  it('[P2.4] stay also where the picture has become unreadable: only the helper gives one up', async () => {
    await twoUnsaved();
    fails('photo.unreadable');
    expect(await savePhotosAgain('order1')).toBe('photo.unreadable');
    expect(filesOf('order1')).toEqual([picture]);
  });

  it('[P2.4] are not handed to the account that came meanwhile', async () => {
    await twoUnsaved();
    const first = whileSaving();
    const again = savePhotosAgain('order1');
    switchTo('mila-ben');
    first.failed(new DeviceError('storage.broken'));
    expect(await again).toBeNull();
    expect(fake.addPhoto).toHaveBeenCalledTimes(1);
    expect(unsavedPhotos.count).toBe(0);
    expect(workInProgress.isAny).toBe(false);
  });

  it('are saved once, however often it is asked for', async () => {
    await twoUnsaved();
    const first = whileSaving();
    const asked = [savePhotosAgain('order1'), savePhotosAgain('order1')];
    expect(unsavedPhotos.isSaving).toBe(true);
    first.saved();
    await Promise.all(asked);
    expect(fake.addPhoto).toHaveBeenCalledTimes(2);
    expect(unsavedPhotos.isSaving).toBe(false);
  });
});
