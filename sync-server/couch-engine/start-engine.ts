/** The engine in this process: CouchDB's HTTP API over one SQLite file. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { autoCompact } from './document/compact.ts';
import type { EngineOptions, RunningEngine } from './engine-options.ts';
import { Authentication } from './exchange/authentication.ts';
import { newServer } from './http/server.ts';
import { resumeBuilds } from './indexes/index-builder.ts';
import { resumeClearing } from './storage/clear-remains.ts';
import { defaultLimits } from './storage/limits.ts';
import { Store } from './storage/store.ts';

/** How long an answer under way may take once the engine closes. */
const closingMs = 1000;

/** Resolves when the engine answers. Rejects with EngineLockedError or the server's EADDRINUSE. */
export async function startEngine(options: EngineOptions): Promise<RunningEngine> {
  const host = options.host ?? '127.0.0.1';
  const limits = { ...defaultLimits, ...options.limits };
  const store = new Store(options.dataDir, limits, options.durable);
  store.onSuperseded = (database) => autoCompact(store, database);
  const authentication = new Authentication(options.user, options.password);
  const server = newServer({ store, authentication, cors: options.cors ?? false });
  try {
    await listen(server, options.port ?? 0, host);
  } catch (error) {
    store.close();
    throw error;
  }
  resumeBuilds(store);
  resumeClearing(store);
  const { port } = server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= closeAll(server, store));
  return { url: `http://${shownHost}:${port}`, port, close };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, 1024, resolve);
  });
}

async function closeAll(server: Server, store: Store): Promise<void> {
  store.endFeeds();
  const ended = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const cutOff = setTimeout(() => server.closeAllConnections(), closingMs);
  await ended;
  clearTimeout(cutOff);
  store.close();
}
