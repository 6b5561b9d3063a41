import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import { openStore } from './store/store.ts';

const read = readConfig(process.env);
if (!read.ok) {
  console.error(read.message);
  process.exit(1);
}
const { config } = read;

const store = await openStore(config);
const app = await buildApp({ config, store });
await app.listen({ port: config.port, host: config.host });
const address = app.server.address();
const port = typeof address === 'object' && address ? address.port : config.port;
console.info(`Mila Onsite: ${config.publicUrl.replace(/:0$/, `:${port}`)}`);

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await app.close();
  await store.close();
}
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
