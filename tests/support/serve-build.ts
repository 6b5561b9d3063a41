import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FakeDoor } from './fake-door.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json'
};

/** Serves the app as it was built, the shell for every address of its own, beside the door. */
export function serveBuild(door: FakeDoor, folder = 'build'): void {
  if (!existsSync(join(folder, '200.html'))) throw new Error('build the app first: npm run build');
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const type = TYPES[extname(entry.name)] ?? 'application/octet-stream';
    door.pages.set(path.slice(folder.length), { type, content: readFileSync(path) });
  }
  door.shell = '/200.html';
}

/** A newer version of the app in its place: the same files, with a worker that says that its content is another. */
export function deployNext(door: FakeDoor, name: string): void {
  const path = '/service-worker.js';
  const page = door.pages.get(path);
  const named = /content-[0-9a-z]+-/g;
  const text = String(page?.content);
  if (!page || !named.test(text)) throw new Error(`no ${path} in the build that names its content`);
  door.pages.set(path, { ...page, content: text.replace(named, `content-${name}-`) });
}
