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

/** A newer version of the app in its place: the same files under another version's name. */
export function deployNext(door: FakeDoor, name: string): void {
  const { version } = JSON.parse(String(door.pages.get('/_app/version.json')?.content)) as {
    version: string;
  };
  for (const path of ['/_app/version.json', '/service-worker.js']) {
    const page = door.pages.get(path);
    if (!page) throw new Error(`no ${path} in the build`);
    const named = new RegExp(`(["'\`])${version}\\1`, 'g');
    door.pages.set(path, { ...page, content: String(page.content).replace(named, `"${name}"`) });
  }
}
