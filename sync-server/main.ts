import type { AddressInfo } from 'node:net';
import { buildApp } from './app.ts';
import { readConfig } from './config/config.ts';
import { explainStartError } from './config/explain-start-error.ts';
import { hasPostalCodes, POSTAL_CODES_HINT } from './geocoding/postal-code-store.ts';
import { hasOwner } from './staff/staff-members.ts';
import { checkDataKind } from './store/data-kind.ts';
import { checkDataVersion } from './store/data-version.ts';
import { openServerClock } from './store/server-clock.ts';
import { checkStoreMark } from './store/store-mark.ts';
import { openStore } from './store/store.ts';

/** Requests have three seconds, mails two; the engine writes what it has. */
const LONGEST_CLOSE_MS = 10_000;

const OWNER_HINT =
  'Nobody can sign in to /admin yet. Make the first owner, beside this running server:\n' +
  '  npm run staff -- invite you@your-company.example --role owner';

const read = readConfig(process.env);
if (!read.ok) {
  console.error(read.message);
  process.exit(1);
}
const { config } = read;

try {
  const store = await openStore(config);
  await checkDataVersion(store);
  await checkStoreMark(store, config.dataDir);
  await checkDataKind(store, config.demo);
  const closing = new AbortController();
  const clock = await openServerClock(store, closing.signal);
  const app = await buildApp({ config, store, clock });
  const demo = config.demo ? await import('./demo/demo.ts') : null;
  const { writer } = app.deps.orderWork;
  const isDemo = demo && (await demo.seedDemo({ ...app.deps, writer })) !== 'notEmpty';
  await app.listen({ port: config.port, host: config.host });

  const { port } = app.server.address() as AddressInfo;
  console.info(`Mila Onsite: ${config.publicUrl.replace(/:0$/, `:${port}`)}`);
  if (!(await hasPostalCodes(store.places))) console.info(POSTAL_CODES_HINT);
  if (!config.demo && !(await hasOwner(store))) console.info(OWNER_HINT);
  if (isDemo) {
    console.info('Demo data; sign in as');
    for (const { email, password, person } of demo.DEMO_SIGN_INS) {
      console.info(`  ${email}  ${password}  (${person.name}, ${person.role})`);
    }
  }

  const stop = async () => {
    // Whatever still hangs then has nothing to say any more.
    setTimeout(() => process.exit(1), LONGEST_CLOSE_MS).unref();
    await app.close();
    closing.abort();
    await store.close();
    process.exit(0);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
} catch (error) {
  console.error(`The server cannot start: ${explainStartError(error, config)}`);
  process.exit(1);
}
