/** `npm run engine -- --port 5984 --data DIR --user U --password P`: the engine by itself. */
import { parseArgs } from 'node:util';
import type { EngineOptions } from './engine-options.ts';
import { EngineLockedError } from './errors/engine-locked-error.ts';
import { startEngine } from './start-engine.ts';

const usage = `Usage: npm run engine -- [--port 5984] [--host 127.0.0.1] [--data ./data/engine]
  [--user NAME --password SECRET] [--cors]
Without --user and --password everybody who reaches the port may do everything.`;

class UsageError extends Error {}

function readOptions(): EngineOptions | undefined {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '5984' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string', default: './data/engine' },
      user: { type: 'string' },
      password: { type: 'string' },
      cors: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false }
    }
  });
  if (values.help) return undefined;
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65535) {
    throw new UsageError(`--port must be a number from 0 to 65535, not "${values.port}".`);
  }
  if ((values.user === undefined) !== (values.password === undefined)) {
    throw new UsageError('--user and --password belong together.');
  }
  if (values.user === '' || values.password === '') {
    throw new UsageError('--user and --password must not be empty.');
  }
  const { host, data: dataDir, user, password, cors } = values;
  return { port, host, dataDir, user, password, cors };
}

function explainFailure(error: unknown, options: EngineOptions): string {
  const { code, message } = error as { code?: string; message: string };
  if (error instanceof EngineLockedError) return message;
  if (code === 'EADDRINUSE') {
    return `Port ${options.port} on ${options.host} is in use. Choose another with --port.`;
  }
  if (code === 'EACCES') return `Not allowed to use port ${options.port} or ${options.dataDir}.`;
  return `The engine did not start: ${message}`;
}

async function serve(options: EngineOptions): Promise<void> {
  const engine = await startEngine(options);
  const lines = [`Engine: ${engine.url} (data in ${options.dataDir})`];
  if (options.user === undefined) {
    lines.unshift('Admin party: no user and password given, whoever reaches it may do everything.');
  }
  console.info(lines.join('\n'));
  const stop = () => {
    engine.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      }
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

let options: EngineOptions | undefined;
try {
  options = readOptions();
} catch (error) {
  console.error(`${(error as Error).message}\n${usage}`);
  process.exit(2);
}
if (options) {
  const given = options;
  serve(given).catch((error: unknown) => {
    console.error(explainFailure(error, given));
    process.exit(1);
  });
} else {
  console.info(usage);
}
