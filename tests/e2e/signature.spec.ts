import type { Page } from '@playwright/test';
import { DOMINIK } from './demo-people.ts';
import { CustomerMode } from './pages/customer-mode.ts';
import { HelperApp } from './pages/helper-app.ts';
import { aJobAtWork } from './prepared-jobs.ts';
import { expect, test } from './story.ts';

const UPRIGHT = { width: 390, height: 844 };
const SIDEWAYS = { width: 844, height: 390 };

/** What a pointer does on the pad, as the browser tells it; places are shares of the pad. */
type Move = [what: 'down' | 'move' | 'up', id: number, type: string, x: number, y: number];

async function point(page: Page, moves: Move[]): Promise<void> {
  await page.locator('canvas').evaluate((canvas, all) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    for (const [what, pointerId, pointerType, x, y] of all) {
      const place = { clientX: left + x * width, clientY: top + y * height };
      const init = { pointerId, pointerType, ...place, bubbles: true, pressure: 0.5 };
      canvas.dispatchEvent(new PointerEvent(`pointer${what}`, init));
    }
  }, moves);
}

/** Of the pad's pixels, how many have ink on them, and how far to the right it reaches (0 to 1). */
async function ink(page: Page): Promise<{ dots: number; right: number }> {
  await page.evaluate(() => new Promise(requestAnimationFrame));
  return page.locator('canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
    let [dots, right] = [0, 0];
    for (let at = 3; at < data.length; at += 4) {
      if (data[at]! < 40) continue;
      dots += 1;
      right = Math.max(right, ((at - 3) / 4) % width);
    }
    return { dots, right: right / width };
  });
}

test('[R15.27, R15.28, R15.29] a signature is what a hand has written, however the tablet is held', async ({
  ownServer: server,
  newPerson
}) => {
  const { order, device } = await aJobAtWork(server, DOMINIK, { isTicked: true });
  const { page } = await newPerson(server, { viewport: UPRIGHT, hasTouch: true });
  await new HelperApp(page).signIn(DOMINIK);
  await page.goto(`/jobs/${order}/sign`);
  const hands = new CustomerMode(page);
  await hands.goToSigning();

  await test.step('one tap is none, and that is said kindly', async () => {
    await page.locator('canvas').tap();
    await hands.sign();
    await expect(page.getByRole('alert')).toContainText('Das ist noch sehr wenig');
    await expect(page.getByRole('heading', { name: 'Vielen Dank' })).toBeHidden();
    await page.getByRole('button', { name: 'Neu beginnen' }).click();
  });

  await test.step('a hand that rests on the pad neither silences the pen nor signs', async () => {
    await point(page, [
      ['down', 1, 'touch', 0.8, 0.8],
      ['down', 2, 'pen', 0.1, 0.3],
      ['move', 2, 'pen', 0.3, 0.6],
      ['move', 1, 'touch', 0.82, 0.81],
      ['move', 2, 'pen', 0.5, 0.3],
      ['up', 2, 'pen', 0.5, 0.3],
      ['up', 1, 'touch', 0.82, 0.81]
    ]);
    const { dots, right } = await ink(page);
    expect(dots).toBeGreaterThan(100);
    expect(right).toBeLessThan(0.55);
    await page.getByRole('button', { name: 'Neu beginnen' }).click();
  });

  const before = await test.step('turned in the middle of a stroke, nothing is lost', async () => {
    await point(page, [
      ['down', 3, 'touch', 0.1, 0.5],
      ['move', 3, 'touch', 0.3, 0.3],
      ['move', 3, 'touch', 0.5, 0.7]
    ]);
    const drawn = await ink(page);
    await page.setViewportSize(SIDEWAYS);
    await expect.poll(async () => (await ink(page)).dots).toBeGreaterThan(drawn.dots / 4);
    await point(page, [['up', 3, 'touch', 0.5, 0.7]]);
    return drawn;
  });

  await test.step('sideways on a phone the pad is in sight with the amount and the button', async () => {
    const pad = (await page.locator('canvas').boundingBox())!;
    const bar = (await page
      .getByRole('button', { name: 'Verbindlich unterschreiben' })
      .boundingBox())!;
    expect(pad.y).toBeGreaterThan(0);
    expect(pad.height).toBeGreaterThan(120);
    expect(pad.y + pad.height).toBeLessThan(bar.y);
    await expect(hands.total).toBeInViewport();
  });

  await test.step('and turned back it is the same', async () => {
    await page.setViewportSize(UPRIGHT);
    await expect
      .poll(async () => Math.abs((await ink(page)).dots - before.dots) / before.dots)
      .toBeLessThan(0.2);
  });

  await hands.sign();
  await hands.isThanked();
  await expect
    .poll(async () => (await device.job(order)).job.completion?.signature)
    .toMatchObject({
      method: 'drawn',
      strokes: [[{ t: 0 }, {}, {}]]
    });
});
