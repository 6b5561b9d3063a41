// (2) the app itself: the browser was closed, there is no server, and somebody opens the address. The browser is
// steered by bare DevTools commands: what a test driver puts into each page would be measured too.
import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NORA } from '../e2e/demo-people.ts';
import { HelperApp } from '../e2e/pages/helper-app.ts';
import { chromiumPath } from '../support/chromium.ts';
import { startRealServer } from '../support/real-server.ts';
import { firstTab } from './bare-tab.ts';
import { median } from './median.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-sync'
];
const ROUNDS = 5;
const PHONE = { width: 390, height: 844 };
/** Long after everything stands: to ask earlier would be to disturb. */
const SETTLED_MS = 7_000;

export interface ColdStart {
  /** From the address to the list of visits, ms. */
  listMs: number;
  /** The same for the start page, which has no data: what browser, worker and framework cost by themselves. */
  startPageMs: number;
}

/** Signs in once with a network, then starts again and again without one. Medians. */
export async function coldStart(slowed: number): Promise<ColdStart> {
  const server = await startRealServer({ DEMO: '1' });
  const profile = mkdtempSync(join(tmpdir(), 'mila-cold-'));
  try {
    await install(profile, server.url);
    await server.stop();
    const lists: number[] = [];
    const startPages: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      startPages.push(await paintedAfter(profile, `${server.url}/`, slowed));
      lists.push(await paintedAfter(profile, `${server.url}/today`, slowed));
    }
    return { listMs: median(lists), startPageMs: median(startPages) };
  } finally {
    await server.remove();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function install(profile: string, url: string): Promise<void> {
  const executablePath = chromiumPath();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath ? { executablePath } : {}),
    baseURL: url,
    locale: 'de-CH',
    viewport: PHONE,
    args: FLAGS
  });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  await new HelperApp(page).signIn(NORA);
  await page.goto('/device');
  await page.getByText('Bereit für den Start ohne Verbindung.').waitFor();
  await page.goto('/today');
  await page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor();
  await context.close();
}

/** A new browser; its largest paint is the next visit, or the start page's headline. */
async function paintedAfter(profile: string, url: string, slowed: number): Promise<number> {
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
    const paints = await tab.evaluate<number[]>(`new Promise((resolve) =>
      new PerformanceObserver((list) => resolve(list.getEntries().map((each) => each.startTime)))
        .observe({ type: 'largest-contentful-paint', buffered: true }))`);
    return paints.at(-1) ?? NaN;
  } finally {
    browser.kill();
    await once(browser, 'exit');
    rmSync(join(profile, 'DevToolsActivePort'), { force: true });
  }
}
