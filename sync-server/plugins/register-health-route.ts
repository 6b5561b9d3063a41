import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import type { Store } from '../store/store.ts';
import type { HttpApp } from './http-app.ts';

/** readOnly: it answers, and takes nothing: a full disk, most likely. */
const health = z.object({
  ok: z.boolean(),
  store: z.enum(['up', 'down', 'readOnly']),
  time: z.number()
});

/** Anybody may ask, however often: writing is tried this seldom. */
const BELIEVED_MS = 10_000;
/** As much as the smallest piece that a disk gives away. */
const TRIAL_BYTES = 4_096;

interface HealthDeps {
  store: Pick<Store, 'isUp' | 'canWrite'>;
  clock: Clock;
  config: Pick<Config, 'filesDir'>;
}

/** For load balancers and for a device that wonders whether it has a network or a server. */
export function registerHealthRoute(app: HttpApp, { store, clock, config }: HealthDeps): void {
  const isWritable = believed(async () => {
    const trials = [store.canWrite(), takesFile(config.filesDir)];
    return (await Promise.all(trials)).every(Boolean);
  });
  // Both addresses: an operator tries /health first, where the app's own page would answer 200
  // whatever is wrong.
  for (const path of ['/api/health', '/health']) {
    app.get(
      path,
      {
        schema: {
          hide: path === '/health',
          tags: ['server'],
          summary: 'Whether this process and its store are up',
          response: { 200: health, 503: health }
        }
      },
      async (_request, reply) => {
        const isUp = await store.isUp();
        const state = !isUp ? 'down' : (await isWritable()) ? 'up' : 'readOnly';
        const ok = state === 'up';
        if (!ok) reply.header('retry-after', '3');
        return reply.code(ok ? 200 : 503).send({ ok, store: state, time: clock.now() });
      }
    );
  }
}

/** Asked again after a while; whoever comes meanwhile gets the same answer. */
function believed(look: () => Promise<boolean>): () => Promise<boolean> {
  let answer: Promise<boolean> | undefined;
  let until = 0;
  return () => {
    if (!answer || performance.now() > until) {
      until = performance.now() + BELIEVED_MS;
      answer = look();
    }
    return answer;
  };
}

/** Whether a photo could be kept. */
async function takesFile(folder: string): Promise<boolean> {
  const path = join(folder, `.trial-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    const file = await open(path, 'w');
    try {
      await file.write(Buffer.alloc(TRIAL_BYTES));
      await file.sync();
    } finally {
      await file.close();
      await rm(path, { force: true });
    }
    return true;
  } catch {
    return false;
  }
}
