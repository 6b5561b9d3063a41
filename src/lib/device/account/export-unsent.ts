// Everything that is on this device only, as one file that a person can carry to support. JSON:
//   { mila: 'unsent', version: 1, exportedAt: <wall ms>, provider, device, publicKey: <P-256 JWK>,
//     actions: [<envelopes, exactly as signed, by seq>], photos: [{ sha256, type, size, order, base64 }] }
// The signatures make it importable from any hands: POST the actions to the outbox as they are, PUT
// the photos.
import { publicKeyOf } from '../store/device-key.ts';
import type { DeviceDatabases } from '../store/device-database.ts';
import type { KeyRow, PhotoRow, SessionRow } from '../store/rows.ts';

/**
 * Actions without a verdict (those only received too: support may need the whole chain) and unsent
 * photos.
 */
export async function exportUnsent(
  { relaxed }: Pick<DeviceDatabases, 'relaxed'>,
  exportedAt: number
): Promise<Blob> {
  const [rows, photos, key, session] = await Promise.all([
    relaxed.outbox.where('state').anyOf('local', 'received').sortBy('seq'),
    relaxed.photos.where('state').equals('local').toArray(),
    relaxed.keys.get('device') as Promise<KeyRow | undefined>,
    relaxed.checkpoints.get('session') as Promise<SessionRow | undefined>
  ]);
  const file = {
    mila: 'unsent',
    version: 1,
    exportedAt,
    provider: session?.provider ?? null,
    device: key?.device ?? null,
    publicKey: key ? await publicKeyOf(key.keyPair) : null,
    actions: rows.map((row) => row.action),
    photos: await Promise.all(photos.map(exportPhoto))
  };
  return new Blob([JSON.stringify(file)], { type: 'application/json' });
}

async function exportPhoto({ sha256, type, size, order, blob }: PhotoRow) {
  return { sha256, type, size, order, base64: blob ? await base64Of(blob) : null };
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let binary = '';
  // In slices: a spread of a whole photo would overflow the stack.
  for (let start = 0; start < bytes.length; start += 8_192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8_192));
  }
  return btoa(binary);
}
