import type { Page } from '@playwright/test';

/** Colours that are inherited change one level a frame: until nothing moves any more. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    let calmFrames = 0;
    while (calmFrames < 5) {
      await new Promise(requestAnimationFrame);
      const isMoving = document.getAnimations().some(({ playState }) => playState === 'running');
      calmFrames = isMoving ? 0 : calmFrames + 1;
    }
  });
}
