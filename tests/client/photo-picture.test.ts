import { afterEach, describe, expect, it, vi } from 'vitest';
import { shrinkPhoto, thumbnailOf } from '../../src/lib/device/photos/photo-picture.ts';

/** A browser whose canvas writes only these types, and PNG for every other. */
function aBrowserThatWrites(types: string[], hasContext = true): void {
  const drawn = { width: 4_000, height: 3_000, close: () => undefined };
  vi.stubGlobal('createImageBitmap', () => Promise.resolve(drawn));
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext() {
        return hasContext ? { drawImage: () => undefined } : null;
      }
      convertToBlob({ type }: { type: string }) {
        const written = types.includes(type) ? type : 'image/png';
        return Promise.resolve(new Blob([`as ${written}`], { type: written }));
      }
    }
  );
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a photo as it is kept', () => {
  it.each([
    ['WebP', ['image/webp', 'image/jpeg'], 'image/webp'],
    ['JPEG where the browser cannot write WebP', ['image/jpeg'], 'image/jpeg']
  ])('is %s', async (_name, types, type) => {
    aBrowserThatWrites(types);
    const { blob, ...photo } = await shrinkPhoto(new Blob(['camera']));
    expect(photo).toMatchObject({ type, size: blob.size });
    expect(await blob.text()).toBe(`as ${type}`);
    expect((await thumbnailOf(blob)).type).toBe(type);
  });

  it('is never an empty picture where nothing can be drawn', async () => {
    aBrowserThatWrites(['image/webp'], false);
    await expect(shrinkPhoto(new Blob(['camera']))).rejects.toMatchObject({
      code: 'photo.unreadable'
    });
  });
});
