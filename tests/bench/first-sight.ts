// (8) the pages that a customer sees first, by a browser that was never here, on a slow line; (9)
// how much script a screen needs. Where the environment names a Lighthouse (LIGHTHOUSE: path of its
// command, installed elsewhere), its own figures stand beside: the median of three.
import { chromium, type Browser } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { BUILT, scriptsOf, TODAY_LIST } from '../../src/scripts-of-route.ts';
import { chromiumPath } from '../support/chromium.ts';
import { startRealServer } from '../support/real-server.ts';
import { PHONE } from './full-device.ts';
import { median } from './median.ts';
import { atRest } from './at-rest.ts';

const ROUNDS = 3;
/** As Lighthouse calls a slow 4G line. */
const LINE = { latency: 150, downloadThroughput: 1_638_400 / 8, uploadThroughput: 675_000 / 8 };

export interface FirstSight {
  address: string;
  bytes: number;
  largestMs: number;
  shift: number;
  bareMs: number;
  score: { performance: number; seo: number } | null;
}

export async function firstSights(slowed: number): Promise<FirstSight[]> {
  const server = await startRealServer({ DEMO: '1' });
  const bare = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>bare</title><h1>Technikhilfe, die zu Ihnen kommt.</h1>');
  }).listen(0, '127.0.0.1');
  await once(bare, 'listening');
  const browser = await chromium.launch({
    executablePath: chromiumPath() ?? chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  });
  try {
    const port = (bare.address() as { port: number }).port;
    const bareMs = (await seen(browser, `http://127.0.0.1:${port}/`, slowed)).largestMs;
    const sights: FirstSight[] = [];
    for (const address of ['/', '/book', await orderAddress(server.url)]) {
      const url = `${server.url}${address}`;
      const sight = await seen(browser, url, slowed);
      const name = address.replace(/^\/o\/.*/, '/o/…');
      sights.push({ address: name, ...sight, bareMs, score: lighthouse(url) });
    }
    return sights;
  } finally {
    await browser.close();
    bare.close();
    await server.remove();
  }
}

/** One of the demo's pages for customers. */
async function orderAddress(url: string): Promise<string> {
  const { pages } = (await (await fetch(`${url}/api/demo`)).json()) as {
    pages: { href: string }[];
  };
  return pages.find(({ href }) => href.startsWith('/o/'))!.href;
}

async function seen(browser: Browser, url: string, slowed: number) {
  const all: { bytes: number; largestMs: number; shift: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = await browser.newContext({ viewport: PHONE, locale: 'de-CH' });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', { offline: false, ...LINE });
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowed });
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(url);
    await atRest(page);
    const { largestMs, shift } = await page.evaluate(
      () =>
        new Promise<{ largestMs: number; shift: number }>((resolve) => {
          let moved = 0;
          new PerformanceObserver((list) => {
            for (const each of list.getEntries() as (PerformanceEntry & { value: number })[]) {
              moved += each.value;
            }
          }).observe({ type: 'layout-shift', buffered: true });
          new PerformanceObserver((list) => {
            const last = list.getEntries().at(-1)?.startTime ?? NaN;
            setTimeout(() => resolve({ largestMs: last, shift: moved }));
          }).observe({ type: 'largest-contentful-paint', buffered: true });
        })
    );
    all.push({ bytes, largestMs, shift });
    await context.close();
  }
  return {
    bytes: median(all.map((each) => each.bytes)),
    largestMs: median(all.map((each) => each.largestMs)),
    shift: median(all.map((each) => each.shift))
  };
}

function lighthouse(url: string): FirstSight['score'] {
  const command = process.env.LIGHTHOUSE;
  if (!command) return null;
  const runs = Array.from({ length: ROUNDS }, () => {
    const flags = [
      '--quiet',
      '--output=json',
      '--only-categories=performance,seo',
      '--chrome-flags=--headless --no-sandbox --disable-gpu'
    ];
    const text = execFileSync(process.execPath, [command, url, ...flags], {
      maxBuffer: 64e6,
      env: { ...process.env, CHROME_PATH: chromiumPath() ?? chromium.executablePath() }
    }).toString();
    const { categories } = JSON.parse(text) as {
      categories: Record<'performance' | 'seo', { score: number }>;
    };
    return {
      performance: Math.round(categories.performance.score * 100),
      seo: Math.round(categories.seo.score * 100)
    };
  });
  return {
    performance: median(runs.map((run) => run.performance)),
    seo: median(runs.map((run) => run.seo))
  };
}

export function scriptSizes(): { route: string; gzipBytes: number }[] {
  return ['/(provider)/(visits)/today', '/(provider)/(visits)/jobs/[order]'].map((route) => ({
    route,
    gzipBytes: scriptsOf(route, route.endsWith('/today') ? [TODAY_LIST] : [])
      .map((file) => gzipSync(readFileSync(`${BUILT}/${file}`)).length)
      .reduce((sum, each) => sum + each, 0)
  }));
}

if (import.meta.main) console.info(await firstSights(4), scriptSizes());
