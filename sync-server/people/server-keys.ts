import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type JsonWebKey
} from 'node:crypto';
import { toBase64url } from '#domain/protocol/base64url.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/** What this installation signs with: receipts of verdicts, catalogue documents. Ed25519. */
export interface ServerKeys {
  /** SPKI, base64url; in the catalogue's head. */
  publicKey: string;
  /** Signature, base64url, over the canonical text of `value`. */
  sign(value: unknown): string;
  verify(value: unknown, signature: string): boolean;
}

interface KeysDocument extends StoredDocument {
  type: 'keys';
  privateKey: JsonWebKey;
  createdAt: number;
}

const ID = 'keys';

/**
 * Made once for an installation; of two processes that start together one makes them, both use
 * them.
 */
export async function openServerKeys(store: Store, now: number): Promise<ServerKeys> {
  const { doc } = await store.people.update<KeysDocument>(ID, (current) => {
    if (current) return undefined;
    const { privateKey } = generateKeyPairSync('ed25519');
    const jwk = privateKey.export({ format: 'jwk' });
    return { _id: ID, type: 'keys', privateKey: jwk, createdAt: now };
  });
  const privateKey = createPrivateKey({ key: doc!.privateKey, format: 'jwk' });
  const publicKey = createPublicKey(privateKey);
  return {
    publicKey: toBase64url(publicKey.export({ type: 'spki', format: 'der' })),
    sign: (value) => toBase64url(sign(null, bytesOf(value), privateKey)),
    verify: (value, signature) =>
      verify(null, bytesOf(value), publicKey, Buffer.from(signature, 'base64url'))
  };
}

function bytesOf(value: unknown): Buffer {
  return Buffer.from(canonicalText(value), 'utf8');
}
