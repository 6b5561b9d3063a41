export type PictureType = 'image/webp' | 'image/jpeg' | 'image/png';

/** Bytes that are needed to tell. */
export const HEAD_BYTES = 12;

/** What a file is by its first bytes, whatever anybody says it is. */
export function pictureTypeOf(head: Uint8Array): PictureType | undefined {
  const bytes = Buffer.from(head);
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n') return 'image/png';
  const isRiff = bytes.subarray(0, 4).toString('latin1') === 'RIFF';
  if (isRiff && bytes.subarray(8, 12).toString('latin1') === 'WEBP') return 'image/webp';
  return undefined;
}
