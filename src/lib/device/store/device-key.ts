import { fromBase64url, toBase64url } from '#domain/protocol/base64url.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** The private key cannot be exported, by us or by anybody; IndexedDB keeps it as an object. */
export function newDeviceKeyPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
}

export function publicKeyOf(keyPair: CryptoKeyPair): Promise<JsonWebKey> {
  return crypto.subtle.exportKey('jwk', keyPair.publicKey);
}

/** Over the 32 raw bytes of the hash (PROTOCOL.md, "Hash and signature"); IEEE P1363 form. */
export async function signHash(keyPair: CryptoKeyPair, hash: string): Promise<string> {
  const signature = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    keyPair.privateKey,
    fromBase64url(hash)
  );
  return toBase64url(new Uint8Array(signature));
}
