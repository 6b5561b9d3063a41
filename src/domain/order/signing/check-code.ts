import { fromBase64url } from '../../protocol/base64url.ts';

/** Crockford's base 32: no I, L, O or U, so that it survives being read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The first 40 bits of a statement's hash for people: `7KQF-2M9P`. The customer takes it home and
 * compares.
 */
export function checkCode(hash: string): string {
  const bytes = fromBase64url(hash).slice(0, 5);
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const letters = Array.from({ length: 8 }, (_, index) => {
    return ALPHABET[Number((bits >> BigInt(35 - 5 * index)) & 31n)];
  }).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
