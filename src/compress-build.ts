import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';

/** Pictures and fonts are small already. */
const TEXT = /\.(?:css|html|js|json|svg|txt|webmanifest)$/;

const WAYS = [
  {
    ending: '.br',
    pack: (content: Buffer) => brotliCompressSync(content),
    unpack: brotliDecompressSync
  },
  { ending: '.gz', pack: (content: Buffer) => gzipSync(content, { level: 9 }), unpack: gunzipSync }
];

/** Whether a file stands beside another one as its compressed form. */
export const isCompressed = (path: string): boolean =>
  WAYS.some(({ ending }) => path.endsWith(ending) && TEXT.test(path.slice(0, -ending.length)));

/**
 * Puts the compressed forms beside every text of a build: the server sends those. One that does not
 * unpack to what its file says now is made again, so a build that was changed afterwards never
 * sends what it was before.
 */
export function compressBuild(folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.filter((path) => TEXT.test(path))) {
    const content = readFileSync(file);
    for (const way of WAYS) writeBeside(file, content, way);
  }
  // Its file is gone, or has another name by now.
  for (const file of files.filter(isCompressed)) {
    if (!existsSync(file.slice(0, file.lastIndexOf('.')))) rmSync(file);
  }
}

function writeBeside(
  file: string,
  content: Buffer,
  { ending, pack, unpack }: (typeof WAYS)[number]
) {
  const beside = `${file}${ending}`;
  if (existsSync(beside) && unpack(readFileSync(beside)).equals(content)) return;
  const packed = pack(content);
  if (packed.length < content.length) writeFileSync(beside, packed);
  else rmSync(beside, { force: true });
}
