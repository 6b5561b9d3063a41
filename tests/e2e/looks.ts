// What must hold of every screen, whatever it is about.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { settle } from '../support/settle.ts';

export async function hasNothingSerious(page: Page, screen: string): Promise<void> {
  // One frame, one run: the newer way opens a blank page for each, to join the results of several frames.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  expect.soft(serious, screen).toEqual([]);
}

/** As it is, in both themes. */
export async function hasNothingSeriousInBoth(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await settle(page);
    await hasNothingSerious(page, `${screen}, ${colorScheme}`);
  }
}

/** Nothing stands out to the right, is cut off, or has its short words broken letter by letter. */
export async function isReadable(page: Page, screen: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const found = await page.evaluate(() => {
    const SHORT = 8;
    // A map is seen through a frame.
    const passed = '.overflow-x-auto, .sr-only, svg, nav, .leaflet-container';
    const all = [...document.querySelectorAll<HTMLElement>('main *, header *')].filter(
      (each) => each.checkVisibility() && each.getClientRects().length > 0 && !each.closest(passed)
    );
    const named = (element: Element) => `${element.tagName} “${element.textContent.slice(0, 40)}”`;
    const width = document.documentElement.clientWidth;
    const wide = all.filter((each) => each.getBoundingClientRect().right > width + 1);
    const cut = all.filter(
      (each) =>
        each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX === 'hidden'
    );
    const broken: string[] = [];
    for (const element of all) {
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE) continue;
        for (const { 0: word, index } of (node.nodeValue ?? '').matchAll(/[\p{L}\d.]+/gu)) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          const lines = new Set(
            [...range.getClientRects()]
              .filter(({ width: ink }) => ink > 1)
              .map(({ top }) => Math.round(top))
          );
          if (word.length <= SHORT && lines.size > 1) broken.push(word);
        }
      }
    }
    return { wide: wide.map(named), cut: cut.map(named), broken };
  });
  expect.soft(found, screen).toEqual({ wide: [], cut: [], broken: [] });
}
