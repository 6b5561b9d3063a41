// What the server signs with its key of this installation (Ed25519), and how anybody checks it with
// WebCrypto.
import { fromBase64url } from './base64url.ts';
import { canonicalText } from './canonical-text.ts';

/** What a catalogue document's `signature` is over. */
export function catalogBody(document: object): object {
  return { ...document, _rev: undefined, signature: undefined };
}

/** @param publicKey SPKI, base64url. Null: this engine knows no Ed25519, or this is no such key. */
export async function importServerKey(publicKey: string): Promise<CryptoKey | null> {
  try {
    const bytes = fromBase64url(publicKey);
    return await crypto.subtle.importKey('spki', bytes, 'Ed25519', false, ['verify']);
  } catch {
    return null;
  }
}

/** @param signature base64url, over the canonical text of `body` */
export async function isSignedBy(
  key: CryptoKey,
  body: object,
  signature: string
): Promise<boolean> {
  try {
    const bytes = new TextEncoder().encode(canonicalText(body));
    return await crypto.subtle.verify('Ed25519', key, fromBase64url(signature), bytes);
  } catch {
    // What cannot even be read as a signature is none.
    return false;
  }
}
