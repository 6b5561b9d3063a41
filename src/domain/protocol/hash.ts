import { toBase64url } from './base64url.ts';
import { canonicalText } from './canonical-text.ts';

/** base64url SHA-256 of the UTF-8 bytes of `text`. WebCrypto is the same on both sides. */
export async function hashOfText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return toBase64url(new Uint8Array(digest));
}

/** Hash of a value's canonical text (RFC 8785). @throws TypeError as canonicalText does. */
export function hashOf(value: unknown): Promise<string> {
  return hashOfText(canonicalText(value));
}
