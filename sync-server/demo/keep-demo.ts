import { setTimeout as wait } from 'node:timers/promises';
import type { Background } from '../deps.ts';
import { renewDemo } from './renew-demo.ts';
import { MARKER, seedDemo } from './seed-demo.ts';

const EVERY_MS = 60_000;

/** Keeps the demo's offers and visits fresh until the server closes; does nothing where this is no demo. */
export const keepDemo: Background = async (deps) => {
  const { config, store, log, closing } = deps;
  if (!config.demo) return;
  while (!closing.aborted) {
    await wait(EVERY_MS, undefined, { signal: closing }).catch(() => undefined);
    if (closing.aborted) return;
    try {
      // Filling an empty installation is the start's: here only what is a demo already is kept.
      if (!(await store.people.get(MARKER))) continue;
      await seedDemo(deps);
      await renewDemo(deps);
    } catch (error) {
      log.warn({ err: error }, 'the demo is kept fresh later');
    }
  }
};
