import { repeat } from '../concurrency/repeat.ts';
import { sleep } from '../concurrency/sleep.ts';
import type { Background } from '../deps.ts';
import { renewDemo } from './renew-demo.ts';
import { MARKER, seedDemo } from './seed-demo.ts';

const EVERY_MS = 60_000;

/** Keeps the demo's offers and visits fresh until the server closes; not where this is no demo. */
export const keepDemo: Background = async (deps) => {
  const { store, log, closing } = deps;
  const { writer } = deps.orderWork;
  const keepFresh = async () => {
    // Filling an empty installation is the start's: here only what is a demo already is kept.
    if (!(await store.people.get(MARKER))) return;
    await seedDemo({ ...deps, writer });
    await renewDemo({ ...deps, writer });
  };
  const onFailure = (err: unknown) => log.warn({ err }, 'the demo is kept fresh later');
  await sleep(EVERY_MS, closing);
  await repeat(keepFresh, { everyMs: EVERY_MS, signal: closing, onFailure });
};
