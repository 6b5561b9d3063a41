import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compressBuild, isCompressed } from './compress-build.ts';

/**
 * Names the files of a build whose address never changes (the page that every address starts with, icons) in its service
 * worker by what is in them. By the version's name alone, a second build of the same version would leave installed apps with
 * a page whose scripts are gone: blank, with unsent work behind it. Whoever changes a build ends here: its compressed forms follow.
 */
export function stampRevision(folder: string): void {
  const worker = join(folder, 'service-worker.js');
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path !== worker && !isCompressed(path))
    .sort();
  for (const path of files) {
    hash.update(relative(folder, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  const text = readFileSync(worker, 'utf8');
  const named = /content-[0-9a-z]+-/g;
  if (!named.test(text)) throw new Error('the service worker names no content');
  writeFileSync(worker, text.replace(named, `content-${hash.digest('hex').slice(0, 16)}-`));
  compressBuild(folder);
}
