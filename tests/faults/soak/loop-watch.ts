// Loaded before the server (`--import`): writes down, each second, how long each of its threads was
// held at the most.
import { appendFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread, workerData } from 'node:worker_threads';

const path = process.env.LOOP_WATCH;
if (path) {
  const isEngine = (workerData as { couchEngine?: unknown } | null)?.couchEngine !== undefined;
  const thread = isMainThread ? 'main' : isEngine ? 'engine' : String(workerData);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  setInterval(() => {
    const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
    const held = Math.round(delay.max / 1e6);
    delay.reset();
    const line = { at: Date.now(), thread, held, rss, heapUsed, heapTotal, external };
    appendFileSync(path, `${JSON.stringify(line)}\n`);
  }, 1_000).unref();
}
