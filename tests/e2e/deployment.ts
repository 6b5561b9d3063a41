import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { stampRevision } from '../../src/stamp-revision.ts';
import type { RealServer } from '../support/real-server.ts';
import { startDemoServer } from './demo-server.ts';

export interface Deployment {
  server: RealServer;
  /**
   * Puts another build in place while the server runs; its shell says its name. As after a rebuild under the same version's
   * name, its first scripts have other names and the old ones are gone.
   */
  deploy(name: string): void;
}

const FOLDER = process.env.BUILD_DIR ?? 'build';
const ENTRIES = '_app/immutable/entry';

function textFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:js|html|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The product with a copy of the built app of its own, which an operator replaces while people work. */
export async function startDeployment(): Promise<Deployment & { remove(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'mila-build-'));
  cpSync(FOLDER, folder, { recursive: true });
  const server = await startDemoServer({ BUILD_DIR: folder });
  return {
    server,
    deploy(name) {
      const entries = readdirSync(join(folder, ENTRIES)).filter((file) => file.endsWith('.js'));
      const renamed = entries.map((file) => [file, `${name}-${file}`] as const);
      for (const [file, next] of renamed) {
        renameSync(join(folder, ENTRIES, file), join(folder, ENTRIES, next));
      }
      for (const path of textFiles(folder)) {
        const text = readFileSync(path, 'utf8');
        const next = renamed.reduce((all, [from, to]) => all.replaceAll(from, to), text);
        const named =
          basename(path) === '200.html'
            ? next.replace('<head>', `<head><meta name="application-name" content="${name}" />`)
            : next;
        if (named !== text) writeFileSync(path, named);
      }
      stampRevision(folder);
    },
    async remove() {
      await server.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
