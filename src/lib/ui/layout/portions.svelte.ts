const AT_ONCE = 8;
const MORE = 8;

/**
 * How much of a long list is made: the first screenful at once, the rest piece by piece whenever
 * the browser has nothing else to do. All of it is there in the end: searching in the page finds
 * it, and nobody scrolls into emptiness. Make one where a component is made.
 */
export class Portions {
  #made = $state(AT_ONCE);

  /** @param count how long the list is */
  constructor(count: () => number) {
    $effect(() => {
      if (this.#made >= count()) return;
      const more = () => (this.#made += MORE);
      if (!('requestIdleCallback' in globalThis)) {
        const timer = setTimeout(more);
        return () => clearTimeout(timer);
      }
      const idle = requestIdleCallback(more);
      return () => cancelIdleCallback(idle);
    });
  }

  of<T>(list: readonly T[]): readonly T[] {
    return list.slice(0, this.#made);
  }
}
