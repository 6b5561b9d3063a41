import type { PaperType } from '#domain/application/papers.ts';
import { pictureTypeOf } from '../../files/picture-type.ts';

/** What a file is by its content, whatever it is called; `heic`: a photo that browsers cannot show. */
export function paperTypeOf(bytes: Buffer): PaperType | 'heic' | undefined {
  const picture = pictureTypeOf(bytes.subarray(0, 12));
  if (picture) return picture;
  // Some programs put a line in front of it.
  if (bytes.subarray(0, 1_024).includes('%PDF-')) return 'application/pdf';
  const brand = bytes.subarray(4, 12).toString('latin1');
  return /^ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand) ? 'heic' : undefined;
}
