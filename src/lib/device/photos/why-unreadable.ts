// Why a browser cannot open a file that was meant as a picture, by the file's own first bytes: what
// a phone or a mail calls it may be anything.

export type PictureFault = 'photo.heic' | 'photo.notAPicture' | 'photo.unreadable';

const HEAD_BYTES = 64;
/** Brands of ISO base media files (`ftyp`) that hold HEVC pictures: what iPhones write. */
const HEIF_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'];

export async function whyUnreadable(file: Blob): Promise<PictureFault> {
  const head = await file
    .slice(0, HEAD_BYTES)
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0));
  const text = String.fromCharCode(...new Uint8Array(head));
  if (text.slice(4, 8) === 'ftyp') return faultOfMedia(text);
  // Nothing in it says what it is, as with a picture that was cut off: its name is all there is.
  return file.type !== '' && !file.type.startsWith('image/')
    ? 'photo.notAPicture'
    : 'photo.unreadable';
}

/** The same container holds films. */
function faultOfMedia(text: string): PictureFault {
  const size = text
    .slice(0, 4)
    .split('')
    .reduce((sum, each) => sum * 256 + each.charCodeAt(0), 0);
  const brands: string[] = text.slice(8, Math.min(size, text.length)).match(/.{4}/gs) ?? [];
  if (brands.some((brand) => HEIF_BRANDS.includes(brand))) return 'photo.heic';
  return brands.includes('avif') ? 'photo.unreadable' : 'photo.notAPicture';
}
