/** The embedded engine: CouchDB's HTTP API over one SQLite file, in this process. */
import type { AddressInfo } from 'node:net';
import { Authentication } from './http/authentication.ts';
import { newServer } from './http/server.ts';
import { resumeBuilds } from './mango/index-builder.ts';
import { defaultLimits, type EngineOptions, type RunningEngine } from './options.ts';
import { resumeClearing } from './storage/clear-remains.ts';
import { Store } from './store.ts';
export { startEngineWorker } from './engine-worker.ts';
export type { EngineOptions, RunningEngine } from './options.ts';

/** Resolves when the engine answers. Rejects with EngineLockedError or the server's EADDRINUSE. */
export async function startEngine(options: EngineOptions): Promise<RunningEngine> {
  const host = options.host ?? '127.0.0.1';
  const store = new Store(
    options.dataDir,
    { ...defaultLimits, ...options.limits },
    options.durable
  );
  const authentication = new Authentication(options.user, options.password);
  const server = newServer({ store, authentication, cors: options.cors ?? false });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, host, 1024, resolve);
    });
  } catch (error) {
    store.close();
    throw error;
  }
  resumeBuilds(store);
  resumeClearing(store);
  const { port } = server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= closeAll());
  async function closeAll(): Promise<void> {
    store.endFeeds();
    const ended = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const impatient = setTimeout(() => server.closeAllConnections(), 1000);
    await ended;
    clearTimeout(impatient);
    store.close();
  }
  return { url: `http://${shownHost}:${port}`, port, close };
}
