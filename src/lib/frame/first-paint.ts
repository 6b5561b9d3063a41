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
const CALM_MS = 1_000;

/** The app has something to show. */
export function dropFirstPaint(): void {
  if (performance.getEntriesByName('usable').length === 0) performance.mark('usable');
  document.getElementById('first-paint')?.remove();
}

/** Stores what is to be seen, once it has come to rest. @returns takes it back */
export function keepFirstPaint(): () => void {
  const timer = setTimeout(() => {
    (globalThis.requestIdleCallback ?? setTimeout)(() => {
      const frame = document.querySelector('[data-first-paint]');
      if (frame) device.keepFirstPaint((stillOf(frame) as Element).outerHTML);
    });
  }, CALM_MS);
  return () => clearTimeout(timer);
}

/** A copy that does nothing, of what is to be seen without scrolling. */
function stillOf(node: Node): Node {
  const still = node.cloneNode();
  if (!(node instanceof Element) || !(still instanceof Element)) return still;
  for (const name of ['id', 'href', 'aria-live', 'role']) still.removeAttribute(name);
  if (node.matches('[data-status]')) {
    still.textContent = m.session_loading();
    return still;
  }
  const rows = node.matches('.divide-y') ? [...node.children].slice(0, ROWS) : node.childNodes;
  for (const each of rows) {
    const isPassing = each instanceof Element && each.matches('[data-passing]');
    if (!isPassing && each.nodeType !== Node.COMMENT_NODE) still.appendChild(stillOf(each));
  }
  return still;
}
