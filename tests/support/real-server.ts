import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeTestDatabases, storeEnvironment } from './store-under-test.ts';

export interface RealServer {
  url: string;
  dataDir: string;
  /** Everything that it printed, for a failing test's report. */
  log(): string;
  /** Of the process that runs now. */
  pid(): number | undefined;
  start(): Promise<void>;
  /** As an operator stops it. */
  stop(): Promise<void>;
  /** As a power cut stops it. */
  kill(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health`)).ok;
  } catch {
    return false;
  }
}

export const newDataDir = () => mkdtempSync(join(tmpdir(), 'mila-e2e-'));

/** The product as a process of its own, on a free port, with data of its own; the same port after a restart. */
export async function startRealServer(
  settings: Record<string, string> = {},
  dataDir = newDataDir(),
  /** As people write it; passkeys need a name. */
  host: '127.0.0.1' | 'localhost' = '127.0.0.1'
): Promise<RealServer> {
  const port = await freePort();
  const url = `http://${host}:${port}`;
  let child: ChildProcess | null = null;
  let output = '';

  const start = async () => {
    const started = spawn(process.execPath, ['sync-server/main.ts'], {
      env: {
        ...process.env,
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: dataDir,
        ...storeEnvironment(dataDir),
        // Links in mails lead here; set, it would also decide whether this is a demo.
        ...(settings['DEMO'] && { PUBLIC_URL: url }),
        ...settings
      },
      stdio: ['ignore', 'pipe', 'pipe']
    });
    child = started;
    const collect = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-100_000);
    };
    started.stdout?.on('data', collect);
    started.stderr?.on('data', collect);
    while (!(await isHealthy(url))) {
      if (started.exitCode !== null) throw new Error(`the server ended:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    running.kill(signal);
    await once(running, 'exit');
  };
  await start();
  return {
    url,
    dataDir,
    log: () => output,
    pid: () => child?.pid,
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    remove: async () => {
      await end('SIGKILL');
      await removeTestDatabases(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
    }
  };
}
