// Which buttons are in sight, and when what is under the finger may last have changed.

interface Rests {
  rest(): void;
}

/** ms of the page's own time, as events have it. */
let at = -Infinity;
const shown = new Set<Rests>();

export function stirredAt(): number {
  return at;
}

/** @returns forgets it again */
export function noteShown(button: Rests): () => void {
  shown.add(button);
  return () => shown.delete(button);
}

/** What is under the finger may have changed: everything rests. */
export function stir(): void {
  at = performance.now();
  for (const each of shown) each.rest();
}

if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') stir();
  });
}
