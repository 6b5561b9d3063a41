import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeviceError } from '../../src/lib/device/store/device-error.ts';
import { addPhotoTo } from '../../src/lib/jobs/record-for.ts';
import { saveTrouble } from '../../src/lib/jobs/save-trouble.svelte.ts';
import { unsavedPhotos } from '../../src/lib/jobs/unsaved-photos.svelte.ts';
import { workInProgress } from '../../src/lib/device/work-in-progress.svelte.ts';

const fake = vi.hoisted(() => ({
  addPhoto: vi.fn<(order: string, file: Blob) => Promise<void>>(),
  switchTo: (_store: { name: string } | null) => undefined as void
}));
vi.mock('../../src/lib/device/device.ts', () => ({
  device: {
    storeName: 'mila-anna',
    addPhoto: fake.addPhoto,
    onStore(listener: (store: { name: string } | null) => void) {
      fake.switchTo = listener;
      listener({ name: 'mila-anna' });
    }
  }
}));

const picture = new File(['x'], 'router.jpg');
const fails = (code: DeviceError['code']) =>
  fake.addPhoto.mockRejectedValueOnce(new DeviceError(code));

describe('a picture that the device could not keep', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    fake.addPhoto.mockReset().mockResolvedValue();
  });
  afterEach(() => {
    unsavedPhotos.take('order1');
    saveTrouble.clear();
    vi.restoreAllMocks();
  });

  it.each(['storage.full', 'storage.broken', 'app.incomplete'] as const)(
    'stays with its job, is said, and holds updates back: %s',
    async (code) => {
      fails(code);
      expect(await addPhotoTo('order1', picture)).toBeNull();
      expect(unsavedPhotos.of('order1')).toEqual([picture]);
      expect(unsavedPhotos.of('order2')).toEqual([]);
      expect(saveTrouble.current).toBe(code);
      expect(workInProgress.isAny).toBe(true);

      for (const file of unsavedPhotos.take('order1')) await addPhotoTo('order1', file);
      expect(unsavedPhotos.of('order1')).toEqual([]);
      expect(saveTrouble.current).toBeNull();
      expect(workInProgress.isAny).toBe(false);
    }
  );

  it('is not kept where it is the picture that is wrong', async () => {
    fails('photo.unreadable');
    expect(await addPhotoTo('order1', picture)).toBe('photo.unreadable');
    expect(unsavedPhotos.of('order1')).toEqual([]);
  });

  it('goes with the account', async () => {
    fails('storage.full');
    await addPhotoTo('order1', picture);
    fake.switchTo({ name: 'mila-anna' });
    expect(unsavedPhotos.of('order1')).toHaveLength(1);
    fake.switchTo({ name: 'mila-ben' });
    expect(unsavedPhotos.of('order1')).toEqual([]);
  });
});
