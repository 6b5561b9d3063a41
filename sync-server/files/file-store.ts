import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HEAD_BYTES, pictureTypeOf, type PictureType } from './picture-type.ts';

export interface StoredFile {
  size: number;
  type: PictureType;
  /** Opened when it is asked for. */
  read(): NodeJS.ReadableStream;
}

/** What came of a piece. `offset`: how much is there now. */
export type Appended =
  | { state: 'more' | 'complete'; offset: number; type: PictureType | undefined }
  | { state: 'badOffset' | 'tooLarge' | 'notAnImage' | 'badHash'; offset: number };

/** Files by the SHA-256 of their content; pieces of unfinished ones by who sends them. */
export interface FileStore {
  find(sha256: string): Promise<StoredFile | undefined>;
  /** How much of an unfinished upload is there. */
  offset(owner: string, sha256: string): Promise<number>;
  append(upload: Upload): Promise<Appended>;
  /** Bytes of all unfinished uploads of one owner. */
  unfinishedBytes(owner: string): Promise<number>;
  /** Those that nobody has gone on with since; ms of the disk's own time. */
  dropUnfinished(before: number): Promise<void>;
}

export interface Upload {
  owner: string;
  sha256: string;
  /** Where this piece goes; what was behind it is replaced. */
  offset: number;
  /** Size of the whole file; undefined: it ends with this piece. */
  length: number | undefined;
  mostBytes: number;
  body: AsyncIterable<Buffer>;
  /** After the body: whether it broke off before its end. */
  wasCut(): boolean;
}

/**
 * 1. A file appears under its name only whole, checked and synced to the disk (fsync, then rename).
 * 2. What arrived before a line broke stays; the next piece goes on behind it.
 * 3. A wrong hash drops the pieces: resuming them could never come right.
 */
export function openFileStore(folder: string): FileStore {
  const contentPath = (sha256: string) => join(folder, 'content', sha256.slice(0, 2), sha256);
  const partialPath = (owner: string, sha256: string) => join(folder, 'partial', owner, sha256);

  async function sizeOf(path: string): Promise<number> {
    return (await stat(path).catch(() => undefined))?.size ?? 0;
  }

  async function finish(path: string, sha256: string): Promise<boolean> {
    if ((await hashOfFile(path)) !== sha256) return false;
    const target = contentPath(sha256);
    await mkdir(dirname(target), { recursive: true });
    await sync(path);
    await rename(path, target);
    await sync(dirname(target));
    return true;
  }

  return {
    async find(sha256) {
      const path = contentPath(sha256);
      const size = await sizeOf(path);
      const type = size > 0 ? pictureTypeOf(await headOf(path)) : undefined;
      return type && { size, type, read: () => createReadStream(path) };
    },

    offset: (owner, sha256) => sizeOf(partialPath(owner, sha256)),

    async unfinishedBytes(owner) {
      const names = await namesIn(join(folder, 'partial', owner));
      const sizes = await Promise.all(names.map((name) => sizeOf(partialPath(owner, name))));
      return sizes.reduce((sum, size) => sum + size, 0);
    },

    async dropUnfinished(before) {
      for (const owner of await namesIn(join(folder, 'partial'))) {
        for (const name of await namesIn(join(folder, 'partial', owner))) {
          const path = partialPath(owner, name);
          const { mtimeMs = Infinity } = (await stat(path).catch(() => undefined)) ?? {};
          if (mtimeMs < before) await rm(path, { force: true });
        }
      }
    },

    async append({ owner, sha256, offset, length, mostBytes, body, wasCut }) {
      const path = partialPath(owner, sha256);
      const there = await sizeOf(path);
      if (offset > there) return { state: 'badOffset', offset: there };
      await mkdir(dirname(path), { recursive: true });
      const end = await write(path, offset, length ?? mostBytes, body);
      const drop = async (state: 'tooLarge' | 'notAnImage' | 'badHash'): Promise<Appended> => {
        await rm(path, { force: true });
        return { state, offset: 0 };
      };
      if (end === 'tooLarge') return drop('tooLarge');
      const type = end < HEAD_BYTES ? undefined : pictureTypeOf(await headOf(path));
      const isWhole = length === undefined ? !wasCut() : end === length;
      if (!type && (end >= HEAD_BYTES || isWhole)) return drop('notAnImage');
      if (!isWhole) return { state: 'more', offset: end, type };
      return (await finish(path, sha256))
        ? { state: 'complete', offset: end, type }
        : drop('badHash');
    }
  };
}

/** Returns the size afterwards. What is written when the line breaks stays. */
async function write(
  path: string,
  offset: number,
  mostBytes: number,
  body: AsyncIterable<Buffer>
): Promise<number | 'tooLarge'> {
  const file = await open(path, 'a').then(async (created) => {
    await created.close();
    return open(path, 'r+');
  });
  try {
    await file.truncate(offset);
    let at = offset;
    for await (const chunk of body) {
      if (at + chunk.length > mostBytes) return 'tooLarge';
      await file.write(chunk, 0, chunk.length, at);
      at += chunk.length;
    }
    return at;
  } finally {
    await file.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('base64url');
}

async function sync(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
