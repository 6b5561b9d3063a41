import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRealServer, type RealServer } from '../support/real-server.ts';

export interface Deployment {
  server: RealServer;
  /** Puts a newer version in place while the server runs; its shell says its name. */
  deploy(version: string): void;
}

const FOLDER = process.env.BUILD_DIR ?? 'build';

/** The product with a copy of the built app of its own, which an operator replaces while people work. */
export async function startDeployment(): Promise<Deployment & { remove(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'mila-build-'));
  cpSync(FOLDER, folder, { recursive: true });
  const server = await startRealServer({ DEMO: '1', BUILD_DIR: folder });
  const change = (file: string, edit: (text: string) => string) =>
    writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8')));
  return {
    server,
    deploy(version) {
      const told = readFileSync(join(folder, '_app/version.json'), 'utf8');
      const { version: current } = JSON.parse(told) as { version: string };
      const named = (text: string) => text.replaceAll(current, version);
      change('200.html', (text) =>
        text.replace('<head>', `<head><meta name="application-name" content="${version}" />`)
      );
      change('service-worker.js', named);
      change('_app/version.json', named);
    },
    async remove() {
      await server.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
