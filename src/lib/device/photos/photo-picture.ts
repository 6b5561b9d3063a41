// A photo as it is kept: at most 1600 px, WebP (JPEG where the browser cannot write it), and
// nothing in it but the picture. Redrawing it leaves out place, time and device (EXIF) without
// having to know where a format hides them.
import { toBase64url } from '#domain/protocol/base64url.ts';
import { DeviceError } from '../store/device-error.ts';
import { whyUnreadable } from './why-unreadable.ts';

const LONGEST_SIDE = 1_600;
const THUMBNAIL_SIDE = 320;
const QUALITY = 0.82;
/** Of what a camera or a file gives us; more would not fit into the memory of a small tablet. */
const MAX_SOURCE_BYTES = 60_000_000;

export interface PhotoPicture {
  blob: Blob;
  type: 'image/webp' | 'image/jpeg';
  size: number;
  sha256: string;
}

/** @throws DeviceError photo.unreadable, photo.heic, photo.notAPicture, photo.tooLarge */
export async function shrinkPhoto(source: Blob): Promise<PhotoPicture> {
  if (source.size > MAX_SOURCE_BYTES) throw new DeviceError('photo.tooLarge');
  return pictureOf(await redraw(source, LONGEST_SIDE));
}

/** Small enough for a list of many. */
export function thumbnailOf(photo: Blob): Promise<Blob> {
  return redraw(photo, THUMBNAIL_SIDE);
}

/** The middle of a picture, as large on both sides: for a face. */
export async function squarePhoto(source: Blob, side: number): Promise<PhotoPicture> {
  if (source.size > MAX_SOURCE_BYTES) throw new DeviceError('photo.tooLarge');
  const whole = await decode(source);
  const length = Math.min(whole.width, whole.height);
  const [left, top] = [(whole.width - length) / 2, (whole.height - length) / 2].map(Math.floor);
  const size = Math.min(side, length);
  const square = await createImageBitmap(whole, left!, top!, length, length, {
    resizeWidth: size,
    resizeHeight: size,
    resizeQuality: 'high'
  });
  whole.close();
  return pictureOf(await drawn(square));
}

async function pictureOf(blob: Blob): Promise<PhotoPicture> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  const type = blob.type === 'image/webp' ? 'image/webp' : 'image/jpeg';
  return { blob, type, size: blob.size, sha256: toBase64url(new Uint8Array(digest)) };
}

async function redraw(source: Blob, longestSide: number): Promise<Blob> {
  const whole = await decode(source);
  const scale = Math.min(1, longestSide / Math.max(whole.width, whole.height));
  const width = Math.max(1, Math.round(whole.width * scale));
  const height = Math.max(1, Math.round(whole.height * scale));
  const small = await createImageBitmap(whole, {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'high'
  });
  whole.close();
  return drawn(small);
}

async function drawn(small: ImageBitmap): Promise<Blob> {
  const canvas = new OffscreenCanvas(small.width, small.height);
  const context = canvas.getContext('2d');
  // Without one the picture would be empty, and look stored.
  if (!context) throw new DeviceError('photo.unreadable');
  context.drawImage(small, 0, 0);
  small.close();
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
  // A browser that cannot write WebP answers with a PNG, which is many times as large.
  if (blob.type === 'image/webp') return blob;
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}

async function decode(source: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(source, { imageOrientation: 'from-image' });
  } catch (cause) {
    throw new DeviceError(await whyUnreadable(source), { cause });
  }
}
