import type { Store } from '../store/store.ts';
import type { PictureType } from './picture-type.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/**
 * People database: `file:<provider>:<sha256>`: who has handed in which file. Two providers can have
 * handed in the same content; each had to send all of it, knowing its hash is not having it.
 */
export interface FileRecord extends StoredDocument {
  type: 'file';
  provider: string;
  sha256: string;
  size: number;
  mime: PictureType;
  storedAt: number;
}

type People = Pick<Store, 'people'>;

export function fileRecordId(provider: string, sha256: string): string {
  return `file:${provider}:${sha256}`;
}

export function findFileRecord(
  { people }: People,
  provider: string,
  sha256: string
): Promise<FileRecord | undefined> {
  return people.get<FileRecord>(fileRecordId(provider, sha256));
}

export async function keepFileRecord(
  { people }: People,
  record: Omit<FileRecord, '_id' | '_rev' | 'type'>
): Promise<void> {
  const _id = fileRecordId(record.provider, record.sha256);
  // A conflict means that it is kept already.
  await people.put<FileRecord>({ _id, type: 'file', ...record });
}

const BY_PROVIDER = { name: 'files-by-provider', fields: ['type', 'provider'] };

/** Bytes that this provider has handed in. */
export async function bytesOf({ people }: People, provider: string): Promise<number> {
  let bytes = 0;
  const selector = { type: 'file', provider };
  const fields = ['size'];
  for await (const { size } of people.findAll<FileRecord>({
    selector,
    fields,
    index: BY_PROVIDER,
    limit: 1_000
  })) {
    bytes += size;
  }
  return bytes;
}
