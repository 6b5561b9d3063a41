import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StaffRole } from '#domain/staff/staff-role.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { buildApp, type AppParts } from '../../sync-server/app.ts';
import { readConfig, type Config } from '../../sync-server/config/config.ts';
import type { Deps } from '../../sync-server/deps.ts';
import { openMailDrop, type MailDrop } from '../../sync-server/notify/mail.ts';
import { createAccount, type Person } from '../../sync-server/people/account.ts';
import { openStore, type Store } from '../../sync-server/store/store.ts';
import { aClock, type TestClock } from './a-clock.ts';
import { aDevice, type TestDevice } from './a-device.ts';
import { aProvider } from './builders.ts';
import { OPERATOR_ENVIRONMENT } from './operator-settings.ts';
import type { HttpApp } from '../../sync-server/plugins/http-app.ts';
import { removeTestDatabases, storeEnvironment } from './store-under-test.ts';
import { startTestEngine } from './test-engine.ts';

export const PASSWORD = 'Sommerregen 7';

export interface TestServer {
  app: HttpApp;
  deps: Deps;
  store: Store;
  clock: TestClock;
  mail: MailDrop;
  dataDir: string;
  /** Of the listening server; only with `listen`. */
  url: string;
  /** Stores the provider with an account of the same e-mail and PASSWORD. */
  addProvider(fields?: Partial<Provider>): Promise<Provider>;
  addStaff(id?: string, role?: StaffRole): Promise<Person & { email: string }>;
  /** Signs in by the API. */
  signIn(email: string, device?: TestDevice): Promise<SignedInDevice>;
  /** Ends everything that it started; the data stay with `keepData`. */
  close(options?: { keepData?: boolean }): Promise<void>;
}

export interface SignedInDevice {
  token: string;
  device: TestDevice;
  /** For `inject` and `fetch`. */
  headers: { authorization: string };
}

export interface TestServerOptions extends Partial<Omit<AppParts, 'config' | 'clock'>> {
  clock?: TestClock;
  config?: Partial<Config>;
  dataDir?: string;
  /** Listens on a free port, for clients that speak real HTTP. */
  listen?: boolean;
}

/** The whole server over the embedded engine in a folder of its own; with `store`, beside another one. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { clock = aClock(), listen = false, config: settings, dataDir, store, ...parts } = options;
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'mila-test-')));
  const config = testConfig(folder, settings);
  const opened = store ?? (await openStore(config, startTestEngine));
  const mail = openMailDrop();
  const app = await buildApp({ mail, ...parts, config, clock, store: opened });
  if (listen) await app.listen({ port: 0, host: '127.0.0.1' });
  else await app.ready();
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    app,
    deps: app.deps,
    store: opened,
    clock,
    mail,
    dataDir: folder,
    url: `http://127.0.0.1:${port}`,

    async addProvider(fields = {}) {
      const provider = aProvider(fields);
      const { id, name, role, locale, email } = provider;
      await opened.people.put(provider);
      const person = { id, name, role, locale };
      await createAccount(opened, { email, password: PASSWORD, person }, clock.now());
      return provider;
    },

    async addStaff(id = 'staff-eva', role = 'support') {
      const person: Person = { id, name: 'Eva Support', role, locale: 'de' };
      const email = `${id}@mila.example`;
      await createAccount(opened, { email, password: PASSWORD, person }, clock.now());
      return { ...person, email };
    },

    async signIn(email, device) {
      const signedIn = device ?? (await aDevice());
      const answer = await askForSession({ app }, email, PASSWORD, signedIn);
      if (answer.statusCode !== 201) throw new Error(`sign-in: ${answer.body}`);
      const { token } = answer.json<{ token: string }>();
      return { token, device: signedIn, headers: { authorization: `Bearer ${token}` } };
    },

    async close({ keepData = false } = {}) {
      await app.close();
      if (!store) await opened.close();
      if (keepData || dataDir) return;
      await removeTestDatabases(folder);
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** Asks for a session as the app does, with whatever password. */
export function askForSession(
  { app }: Pick<TestServer, 'app'>,
  email: string,
  password: string,
  device?: TestDevice
) {
  const { id, name, publicKey } = device ?? {};
  return app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { email, password, ...(device ? { device: { id, name, publicKey } } : {}) }
  });
}

function testConfig(dataDir: string, settings: Partial<Config> = {}): Config {
  const read = readConfig({
    ...OPERATOR_ENVIRONMENT,
    ...storeEnvironment(dataDir),
    DATA_DIR: dataDir,
    DEMO: '0',
    PORT: '0',
    LOG_LEVEL: 'silent'
  });
  if (!read.ok) throw new Error(read.message);
  return { ...read.config, requestsPerMinute: 1_000_000, ...settings };
}
