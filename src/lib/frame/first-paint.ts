// *Today* is stored as it looks, and the next start shows that before a line of the app has run
// (app.html). What must hold:
// 1. Nobody can act on it: it is inert, lies over the app as long as that is made, and says that it
//    is loading.
// 2. It claims nothing that time may have made untrue: what is left of a time, what waits, what is
//    ready. On another day the quiet lines with their "today" are hidden too (app.css).
// 3. It goes in the moment in which the app has something of its own to show, whatever that is.
// 4. Whose it is, and when it is erased: device/account/last-session.ts.
import { device } from '$lib/device/device.ts';
import { m } from '$lib/paraglide/messages';

const ROWS = 8;
const CALM_MS = 500;

/** The app has something to show. */
export function dropFirstPaint(): void {
  if (performance.getEntriesByName('usable').length === 0) performance.mark('usable');
  document.getElementById('first-paint')?.remove();
}

/** Stores what is to be seen, once it has come to rest. @returns takes it back */
export function keepFirstPaint(): () => void {
  const timer = setTimeout(() => {
    const frame = document.querySelector('[data-first-paint]');
    if (frame) device.keepFirstPaint(stillOf(frame));
  }, CALM_MS);
  return () => clearTimeout(timer);
}

function stillOf(frame: Element): string {
  const still = frame.cloneNode(true) as Element;
  for (const each of still.querySelectorAll('[data-passing]')) each.remove();
  for (const each of still.querySelectorAll('[data-status]')) {
    each.textContent = m.session_loading();
  }
  // What nobody sees without scrolling.
  for (const list of still.querySelectorAll('.divide-y'))
    [...list.children].slice(ROWS).forEach((row) => row.remove());
  for (const each of still.querySelectorAll('[id], [href], [aria-live], [role=status]')) {
    for (const name of ['id', 'href', 'aria-live', 'role']) each.removeAttribute(name);
  }
  return still.outerHTML;
}
