import type { Page } from '@playwright/test';

/** Nothing has held the page for so long: what it had to do is done. */
const QUIET_MS = 1_000;

/** Until no long task has come for a second. */
export function atRest(page: Page): Promise<void> {
  return page.evaluate(
    (quietMs) =>
      new Promise<void>((resolve) => {
        const observer = new PerformanceObserver(() => begin());
        let timer: ReturnType<typeof setTimeout> | undefined;
        function begin() {
          clearTimeout(timer);
          timer = setTimeout(() => {
            observer.disconnect();
            resolve();
          }, quietMs);
        }
        observer.observe({ type: 'longtask' });
        begin();
      }),
    QUIET_MS
  );
}
