import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { DEMO_SIGN_INS } from './demo/sign-ins.ts';
import { checkDataVersion } from './store/data-version.ts';
import { startTrouble } from './start-trouble.ts';
import { openStore } from './store/store.ts';

const read = readConfig(process.env);
if (!read.ok) {
  console.error(read.message);
  process.exit(1);
}
const { config } = read;

try {
  const store = await openStore(config);
  await checkDataVersion(store);
  const app = await buildApp({ config, store });
  const isDemo = config.demo && (await seedDemo(app.deps)) !== 'notEmpty';
  await app.listen({ port: config.port, host: config.host });

  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  console.info(`Mila Onsite: ${config.publicUrl.replace(/:0$/, `:${port}`)}`);
  if (isDemo) {
    console.info('Demo data; sign in as');
    for (const { email, password, person } of DEMO_SIGN_INS) {
      console.info(`  ${email}  ${password}  (${person.name}, ${person.role})`);
    }
  }

  const stop = async () => {
    await app.close();
    await store.close();
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
} catch (error) {
  console.error(`The server cannot start: ${startTrouble(error, config)}`);
  process.exit(1);
}
