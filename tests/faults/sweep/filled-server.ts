import type { Ms } from '#domain/brand.ts';
import type { Provider } from '../../../src/domain/matching/provider.ts';
import { publishCatalog } from '../../../sync-server/catalog/publish-catalog.ts';
import { DEMO_PACKAGES, DEMO_PRODUCTS } from '../../../sync-server/demo/catalog.ts';
import { demoProvider } from '../../../sync-server/demo/providers.ts';
import { createAccount } from '../../../sync-server/people/account.ts';
import { openServerKeys } from '../../../sync-server/people/server-keys.ts';
import { checkDataKind } from '../../../sync-server/store/data-kind.ts';
import { openStore } from '../../../sync-server/store/store.ts';
import { OPERATOR_ENVIRONMENT } from '../../support/operator-settings.ts';
import { newDataDir, startRealServer, type RealServer } from '../../support/real-server.ts';
import { storeSettings } from '../../support/store-under-test.ts';

export interface SweepHelper {
  id: string;
  email: string;
  password: string;
}

const PASSWORD = 'a long enough one';

const INSTALLATION = {
  ...OPERATOR_ENVIRONMENT,
  DEMO: '0',
  LOG_LEVEL: 'error',
  // Everybody comes from an address of their own, as the header says.
  TRUST_PROXY: '1'
};

/** Another process of it over the same store and photos. */
export const startAnother = (
  { dataDir }: Pick<RealServer, 'dataDir'>,
  settings: Record<string, string>
): Promise<RealServer> => startRealServer({ ...INSTALLATION, ...settings }, dataDir);

/** A real installation: a catalogue, so many helpers in one town, and nothing of the demo's. */
export async function startFilledServer(
  helpers: number,
  settings: Record<string, string> = {}
): Promise<{ server: RealServer; helpers: SweepHelper[] }> {
  const dataDir = newDataDir();
  const people = Array.from({ length: helpers }, (_, index) => aHelper(index));
  await fill(dataDir, people);
  const server = await startAnother({ dataDir }, settings);
  const signIns = people.map(({ id, email }) => ({ id, email, password: PASSWORD }));
  return { server, helpers: signIns };
}

function aHelper(index: number): Provider {
  const id = `helper-${String(index).padStart(3, '0')}`;
  const like = demoProvider('dominik-schaub');
  return {
    ...like,
    _id: `provider:${id}`,
    id,
    name: `Helfer ${index}`,
    email: `${id}@example.org`
  };
}

async function fill(dataDir: string, people: readonly Provider[]): Promise<void> {
  const store = await openStore(storeSettings(dataDir));
  try {
    const now = Date.now();
    await checkDataKind(store, false);
    const content = { packages: DEMO_PACKAGES, products: DEMO_PRODUCTS, termsVersion: '2026-01' };
    await publishCatalog(store, await openServerKeys(store, now), content, {
      at: now as Ms,
      by: null
    });
    for (const provider of people) {
      await store.people.put(provider);
      const { id, name, role, locale, email } = provider;
      const person = { id, name, role, locale };
      await createAccount(store, { email, password: PASSWORD, person }, now);
    }
  } finally {
    await store.close();
  }
}
