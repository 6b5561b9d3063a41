// What a hand feels on a slow phone with five hundred visits on it: (7) a tap on a step, (8) a
// thousand changes arriving while *Today* is open.
import type { Page } from '@playwright/test';
import { openPhone, signIn, slowDown, startFullDevice, type FullDevice } from './full-device.ts';
import { atRest } from './at-rest.ts';

const TAPS = 40;
const CHANGES = 1_000;

export interface SlowPhone {
  tap: {
    p95Ms: number;
    /** One strict write of one row, painted, in the same page. */ bareMs: number;
  };
  changes: {
    longSumMs: number;
    longestMs: number;
    /** The same, kept by hand with nothing on top. */ bareSumMs: number;
  };
}

interface LongTasks {
  sum: number;
  longest: number;
}

export async function slowPhone(slowed: number): Promise<SlowPhone> {
  const full = await startFullDevice();
  const context = await openPhone(full.server.url);
  try {
    const page = await context.newPage();
    await signIn(page, full.email);
    await slowDown(page, slowed);
    const tap = await taps(page, full);
    const changes = await arriving(page, full);
    return { tap, changes };
  } finally {
    await context.close();
    await full.server.close();
  }
}

async function taps(page: Page, { running }: FullDevice): Promise<SlowPhone['tap']> {
  await page.goto(`/jobs/${running}`);
  await page.getByRole('checkbox').first().waitFor();
  await atRest(page);
  const took = await page.evaluate(async (count) => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const boxes = [...document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
    const all: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const box = boxes[index % boxes.length]!;
      const words = box.nextElementSibling!.firstElementChild!;
      const before = words.className;
      const startedAt = performance.now();
      box.click();
      // The words turn quiet when the device's own view says that it is done.
      while (words.className === before) await painted();
      await painted();
      all.push(performance.now() - startedAt);
      await new Promise((done) => setTimeout(done, 150));
    }
    return all;
  }, TAPS);
  const bare = await page.evaluate(async (count) => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const file = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('bare', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('rows', { keyPath: 'id' });
      request.onsuccess = () => done(request.result);
    });
    const all: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const startedAt = performance.now();
      await new Promise<void>((done) => {
        const transaction = file.transaction('rows', 'readwrite', { durability: 'strict' });
        transaction.objectStore('rows').put({ id: index, text: 'bench' });
        transaction.oncomplete = () => done();
      });
      await painted();
      all.push(performance.now() - startedAt);
    }
    file.close();
    return all;
  }, TAPS);
  return { p95Ms: percentile(took, 0.95), bareMs: percentile(bare, 0.95) };
}

async function arriving(page: Page, full: FullDevice): Promise<SlowPhone['changes']> {
  await page.goto('/today');
  await page.getByRole('button', { name: /^Alle \d+ zeigen$/ }).waitFor();
  await atRest(page);
  await watchLongTasks(page);
  for (let generation = 2; generation <= 1 + CHANGES / 500; generation += 1) {
    await full.change(500, generation);
  }
  await page.waitForFunction(isHere, { id: 'job:order-0499', generation: 1 + CHANGES / 500 });
  await atRest(page);
  const own = await longTasks(page);

  const { token } = await full.server.signIn(full.email);
  await page.goto('/robots.txt');
  await watchLongTasks(page);
  await page.evaluate(keepByHand, { token, count: CHANGES });
  await atRest(page);
  const bare = await longTasks(page);
  return { longSumMs: own.sum, longestMs: own.longest, bareSumMs: bare.sum };
}

/** Asked of the app's own database, from outside of the app. */
async function isHere({ id, generation }: { id: string; generation: number }): Promise<boolean> {
  const file = await new Promise<IDBDatabase>((done) => {
    const request = indexedDB.open('mila-bench');
    request.onsuccess = () => done(request.result);
  });
  const row = await new Promise<{ generation: number }>((done) => {
    const request = file.transaction('inbox').objectStore('inbox').get(id);
    request.onsuccess = () => done(request.result as { generation: number });
  });
  file.close();
  return row.generation >= generation;
}

async function keepByHand({ token, count }: { token: string; count: number }): Promise<void> {
  const file = await new Promise<IDBDatabase>((done) => {
    const request = indexedDB.open('bare-changes', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('rows', { keyPath: '_id' });
    request.onsuccess = () => done(request.result);
  });
  let since = '0';
  for (let kept = 0; kept < count;) {
    const query = `since=${encodeURIComponent(since)}&limit=150&include_docs=true`;
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`/sync/inbox/_changes?${query}`, { headers });
    const body = (await answer.json()) as { results: { doc: object }[]; last_seq: string };
    await new Promise<void>((done) => {
      const transaction = file.transaction('rows', 'readwrite');
      for (const { doc } of body.results) transaction.objectStore('rows').put(doc);
      transaction.oncomplete = () => done();
    });
    kept += 150;
    since = body.results.length < 150 ? '0' : body.last_seq;
  }
  file.close();
}

async function watchLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const all: number[] = [];
    new PerformanceObserver((list) =>
      all.push(...list.getEntries().map(({ duration }) => duration))
    ).observe({ type: 'longtask' });
    Object.assign(globalThis, { benchLongTasks: all });
  });
}

function longTasks(page: Page): Promise<LongTasks> {
  return page.evaluate(() => {
    const all = (globalThis as unknown as { benchLongTasks: number[] }).benchLongTasks;
    return { sum: all.reduce((sum, each) => sum + each, 0), longest: Math.max(0, ...all) };
  });
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? NaN;
}

if (import.meta.main) console.info(await slowPhone(4));
