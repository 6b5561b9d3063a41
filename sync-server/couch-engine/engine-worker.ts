/**
 * The engine in a worker thread: its synchronous SQLite and its fsyncs never hold up the event loop
 * of the process that starts it.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { EngineOptions, RunningEngine } from './engine-options.ts';
import { startEngine } from './start-engine.ts';

type FromWorker =
  | { kind: 'started'; url: string; port: number }
  | { kind: 'failed'; name: string; message: string; code: string | undefined }
  | { kind: 'closed' };

/** Resolves when the engine answers; rejects as startEngine does. */
export function startEngineWorker(options: EngineOptions): Promise<RunningEngine> {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { couchEngine: options },
    name: 'couch-engine'
  });
  return new Promise((resolve, reject) => {
    let isStarted = false;
    worker.on('error', (error) => {
      // A dead engine must not look like a quiet one: the process that needs it ends too.
      if (isStarted) throw error;
      reject(error);
    });
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'failed') {
        const { name, message: text, code } = message;
        reject(Object.assign(new Error(text), { name, code }));
        void worker.terminate();
      }
      if (message.kind === 'started') {
        const { url, port } = message;
        isStarted = true;
        resolve({ url, port, close: () => closeWorker(worker) });
      }
    });
  });
}

function closeWorker(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.once('exit', () => resolve());
    worker.postMessage('close');
  });
}

async function runInWorker(options: EngineOptions): Promise<void> {
  const port = parentPort!;
  try {
    const engine = await startEngine(options);
    port.once('message', () => {
      void engine.close().then(() => port.close());
    });
    port.postMessage({ kind: 'started', url: engine.url, port: engine.port } satisfies FromWorker);
  } catch (error) {
    const { name, message, code } = error as Error & { code?: string };
    port.postMessage({ kind: 'failed', name, message, code } satisfies FromWorker);
  }
}

const given = (workerData as { couchEngine?: EngineOptions } | null)?.couchEngine;
if (!isMainThread && given) void runInWorker(given);
