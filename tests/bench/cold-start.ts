// (2) the app itself: the browser was closed, there is no server, and somebody opens the address. The browser is
// steered by bare DevTools commands: what a test driver puts into each page would be measured too.
import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from '../support/chromium.ts';
import { firstTab } from './bare-tab.ts';
import { openPhone, PHONE, signIn, startFullDevice } from './full-device.ts';
import { median } from './median.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-sync'
];
const ROUNDS = 5;
/** Long after everything stands: to ask earlier would be to disturb. */
const SETTLED_MS = 7_000;

export interface ColdStart {
  /** From the address to the first visits that are to be seen, ms. */
  firstRowsMs: number;
  /** From the address to the list that somebody can act on, ms. */
  usableMs: number;
  /** The same for the start page, which has no data: what browser, worker and framework cost by themselves. */
  startPageMs: number;
}

/** Signs in once with a network, then starts again and again without one. Medians. */
export async function coldStart(slowed: number): Promise<ColdStart> {
  const { server, email } = await startFullDevice();
  const profile = mkdtempSync(join(tmpdir(), 'mila-cold-'));
  try {
    const { url } = server;
    const context = await openPhone(url, profile);
    const page = await context.newPage();
    await signIn(page, email);
    // As after a day of work: what the next start shows first is stored.
    await page.waitForFunction(() => localStorage.getItem('mila-first-paint') !== null);
    await context.close();
    await server.close();
    const starts: Start[] = [];
    const startPages: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      startPages.push((await paintedAfter(profile, `${url}/`, slowed)).lastPaintMs);
      starts.push(await paintedAfter(profile, `${url}/today`, slowed));
    }
    return {
      firstRowsMs: median(starts.map((start) => start.firstPaintMs)),
      usableMs: median(starts.map((start) => start.usableMs)),
      startPageMs: median(startPages)
    };
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

interface Start {
  firstPaintMs: number;
  lastPaintMs: number;
  /** The app says so itself, when its list is made. */
  usableMs: number;
}

/** A new browser. *Today* begins with what was seen last, and its rows are in its first paint. */
async function paintedAfter(profile: string, url: string, slowed: number): Promise<Start> {
  const size = `--window-size=${PHONE.width},${PHONE.height}`;
  const steered = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const program = chromiumPath() ?? chromium.executablePath();
  const browser = spawn(program, [...FLAGS, size, '--lang=de', ...steered, 'about:blank'], {
    stdio: 'ignore'
  });
  try {
    const tab = await firstTab(join(profile, 'DevToolsActivePort'));
    await tab.ask('Emulation.setCPUThrottlingRate', { rate: slowed });
    await tab.ask('Page.navigate', { url });
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    return await tab.evaluate<Start>(`new Promise((resolve) =>
      new PerformanceObserver((list) => resolve({
        firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
        lastPaintMs: list.getEntries().at(-1)?.startTime,
        usableMs: performance.getEntriesByName('usable')[0]?.startTime
      })).observe({ type: 'largest-contentful-paint', buffered: true }))`);
  } finally {
    browser.kill();
    await once(browser, 'exit');
    rmSync(join(profile, 'DevToolsActivePort'), { force: true });
  }
}

if (import.meta.main) console.info(await coldStart(4));
