import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp, type AppParts } from '../../sync-server/app.ts';
import { readConfig } from '../../sync-server/config.ts';
import type { App } from '../../sync-server/deps.ts';
import { createAccount } from '../../sync-server/people/account.ts';
import { openStore, type Store } from '../../sync-server/store/store.ts';
import { aPackage, NOW } from './builders.ts';

export interface TestServer {
  app: App;
  store: Store;
  /** Server time, moved by the test. */
  clock: { at: number; now(): number };
  close(): Promise<void>;
}

/** The whole server over an embedded engine of its own, at NOW of the builders, with one package in the catalogue. */
export async function openTestServer(parts: Partial<AppParts> = {}): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mila-test-'));
  const read = readConfig({ DATA_DIR: dataDir, DEMO: '0', LOG_LEVEL: 'silent' });
  if (!read.ok) throw new Error(read.message);
  const store = parts.store ?? (await openStore(read.config));
  const clock = { at: NOW, now: () => clock.at };
  const app = await buildApp({ config: read.config, store, clock, background: false, ...parts });
  await store.catalog.put(aPackage());
  await store.catalog.put({
    _id: 'catalog',
    type: 'catalog',
    version: '7',
    termsVersion: '2026-01'
  });
  return {
    app,
    store,
    clock,
    async close() {
      await app.close();
      if (!parts.store) await store.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  };
}

/** Headers of somebody of support who is signed in. */
export async function asSupport({ app, store }: TestServer): Promise<{ authorization: string }> {
  const email = 'lea@example.org';
  const password = 'ein langes Kennwort';
  const person = { id: 'staff-lea', name: 'Lea', role: 'support', locale: 'de' } as const;
  await createAccount(store, { email, password, person }, NOW);
  const answer = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { email, password }
  });
  return { authorization: `Bearer ${answer.json<{ token: string }>().token}` };
}
