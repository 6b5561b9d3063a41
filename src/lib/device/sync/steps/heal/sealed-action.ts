// What this device keeps of its own judged actions has customers' words in it, and stays while
// nobody is signed in: compressed, and sealed with a key that only this database can use.
import type { Table } from 'dexie';
import type { Action } from '#domain/protocol/action.ts';
import type { DeviceDatabase } from '../../../store/device-database.ts';
import type { KeptRow, SealRow } from '../../../store/rows.ts';

const AES = 'AES-GCM';
const COMPRESSION = 'deflate-raw';

type Sealed = Pick<KeptRow, 'sealed' | 'nonce' | 'isCompressed'>;

export async function sealKey(relaxed: DeviceDatabase): Promise<CryptoKey> {
  const keys = relaxed.keys as unknown as Table<SealRow, string>;
  const there = await keys.get('seal');
  if (there) return there.key;
  const key = await crypto.subtle.generateKey({ name: AES, length: 256 }, false, [
    'encrypt',
    'decrypt'
  ]);
  // Of two tabs that make one at once, one's counts.
  await keys.add({ id: 'seal', key }).catch(() => undefined);
  return (await keys.get('seal'))!.key;
}

export async function sealAction(key: CryptoKey, action: Action): Promise<Sealed> {
  const isCompressed = 'CompressionStream' in globalThis;
  const text = new Blob([JSON.stringify(action)]);
  const bytes = isCompressed ? through(text, new CompressionStream(COMPRESSION)) : text;
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const plain = await new Response(bytes).arrayBuffer();
  const sealed = await crypto.subtle.encrypt({ name: AES, iv: nonce }, key, plain);
  return { sealed, nonce, isCompressed };
}

/** Undefined where it cannot be opened any more. */
export async function openAction(
  key: CryptoKey,
  { sealed, nonce, isCompressed }: Sealed
): Promise<Action | undefined> {
  try {
    const iv = new Uint8Array(nonce);
    const bytes = new Blob([await crypto.subtle.decrypt({ name: AES, iv }, key, sealed)]);
    const text = isCompressed ? through(bytes, new DecompressionStream(COMPRESSION)) : bytes;
    return (await new Response(text).json()) as Action;
  } catch {
    return undefined;
  }
}

function through(blob: Blob, transform: CompressionStream | DecompressionStream): ReadableStream {
  return blob.stream().pipeThrough(transform);
}
