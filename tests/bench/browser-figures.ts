// (1) first sync and (2) cold open to a list with the CPU slowed four times, (3) strict writes: one browser, one run, medians.
import { chromium, type Page } from '@playwright/test';
import { chromiumPath } from '../support/chromium.ts';
import type { Bench } from './browser/page.ts';
import type { PeerName } from './browser/peers.ts';
import { startBenchServer } from './bench-server.ts';
import { median } from './median.ts';

declare const bench: Bench;

const PEERS: PeerName[] = ['raw', 'ours', 'pouchdb', 'rxdb'];
const ROUNDS = 5;
export const SLOWED = 4;
const WRITES = 60;

export interface BrowserFigures {
  firstSyncMs: Record<PeerName, number>;
  openToListMs: Record<PeerName, number>;
  strictWriteMs: { ours: number; raw: number; rawPut: number };
}

export async function browserFigures(): Promise<BrowserFigures> {
  const server = await startBenchServer();
  const executablePath = chromiumPath();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync']
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
    const sync: Record<string, number[]> = {};
    const open: Record<string, number[]> = {};
    for (let round = 0; round < ROUNDS; round += 1) {
      // Turn by turn, so that what else the machine does hits all of them alike.
      for (const peer of PEERS) {
        const name = `bench-${peer}-${round}`;
        (sync[peer] ??= []).push(await firstSync(page, server.url, peer, name, server.token));
        (open[peer] ??= []).push(await openToList(page, server.url, peer, name));
      }
    }
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await fresh(page, server.url);
    const writes = await page.evaluate(([token, count]) => bench.strictWrites(token, count), [
      server.token,
      WRITES
    ] as const);
    return {
      firstSyncMs: medians(sync),
      openToListMs: medians(open),
      strictWriteMs: {
        ours: median(writes.ours),
        raw: median(writes.raw),
        rawPut: median(writes.rawPut)
      }
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

async function fresh(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(() => 'bench' in globalThis);
}

async function firstSync(
  page: Page,
  url: string,
  peer: PeerName,
  name: string,
  token: string
): Promise<number> {
  await fresh(page, url);
  const { ms, documents } = await page.evaluate(
    ([each, database, bearer]) => bench.firstSync(each, database, bearer),
    [peer, name, token] as const
  );
  if (documents < 1_000) throw new Error(`${peer} synced ${documents} documents`);
  return ms;
}

async function openToList(page: Page, url: string, peer: PeerName, name: string): Promise<number> {
  await fresh(page, url);
  const { ms, documents } = await page.evaluate(
    ([each, database]) => bench.openToList(each, database),
    [peer, name] as const
  );
  if (documents < 1_000) throw new Error(`${peer} listed ${documents} documents`);
  return ms;
}

function medians(values: Record<string, number[]>): Record<PeerName, number> {
  return Object.fromEntries(PEERS.map((peer) => [peer, median(values[peer] ?? [])])) as Record<
    PeerName,
    number
  >;
}
