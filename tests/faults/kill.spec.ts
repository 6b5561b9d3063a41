import type { Page } from '@playwright/test';
import { KillableBrowser } from '../support/killable-browser.ts';
import { expect, test } from './harness/fault-test.ts';

// What records a trace cannot finish it in a browser that was killed.
test.use({ trace: 'off' });

const ROUNDS = 3;
/** Each round dies after a few more actions than the one before, so at another moment of the work. */
const actionsOf = (round: number) => 7 + round * 4;

/** The hashes of the actions that the page said were on the disk. */
function listen(page: Page): string[] {
  const acknowledged: string[] = [];
  page.on('console', (message) => {
    const hash = /^ack \d+ (\S+)$/.exec(message.text())?.[1];
    if (hash) acknowledged.push(hash);
  });
  return acknowledged;
}

const openStore = (page: Page) =>
  page.evaluate(async () => {
    globalThis.store = await mila.open();
  });

async function write(page: Page, acknowledged: string[], actions: number): Promise<void> {
  const enough = acknowledged.length + actions;
  void page.evaluate(() => mila.writeForEver(store)).catch(() => undefined);
  await expect.poll(() => acknowledged.length, { intervals: [5] }).toBeGreaterThanOrEqual(enough);
}

/** Everything that was said to be saved is there with all that belongs to it, and nothing is half there. */
async function expectWhole(page: Page, acknowledged: string[]): Promise<void> {
  const { faults, hashes } = await page.evaluate(() => mila.inspect(store));
  expect(faults).toEqual([]);
  const known = new Set(hashes);
  expect(acknowledged.filter((hash) => !known.has(hash))).toEqual([]);
}

test('[P2.1] a page that crashes while writing loses no acknowledged action', async ({
  url,
  context
}) => {
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await context.newPage();
    const heard = listen(page);
    await page.goto(url);
    await openStore(page);
    await expectWhole(page, acknowledged);
    await write(page, heard, actionsOf(round));
    const crashed = page.waitForEvent('crash');
    const cdp = await context.newCDPSession(page);
    void cdp.send('Page.crash').catch(() => undefined);
    await crashed;
    acknowledged.push(...heard);
    await page.close();
  }
  const page = await context.newPage();
  await page.goto(url);
  await openStore(page);
  await expectWhole(page, acknowledged);
  expect(acknowledged.length).toBeGreaterThan(ROUNDS * 7);
});

test('[P2.1] a browser that is killed while writing loses no acknowledged action', async ({
  url,
  door
}) => {
  const browser = new KillableBrowser();
  const acknowledged: string[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const page = await (await browser.start()).newPage();
      const heard = listen(page);
      await page.goto(url);
      await openStore(page);
      await expectWhole(page, acknowledged);
      await write(page, heard, actionsOf(round));
      await browser.kill();
      acknowledged.push(...heard);
    }
    const page = await (await browser.start()).newPage();
    await page.goto(url);
    await openStore(page);
    await expectWhole(page, acknowledged);
    // What survived is whole for the server too.
    const { hashes } = await page.evaluate(() => mila.inspect(store));
    expect(await page.evaluate(() => store.steps.drain())).toMatchObject({
      received: hashes.length
    });
    expect([...door.stored.values()].map((each) => each.hash)).toEqual(hashes);
  } finally {
    await browser.remove();
  }
});
