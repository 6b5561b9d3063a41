import { createSubscriber } from 'svelte/reactivity';

/**
 * A clock for views: `tickingClock.now` re-renders every 15 s while something on screen reads it.
 */
class TickingClock {
  #subscribe = createSubscriber((update) => {
    const timer = setInterval(update, 15_000);
    document.addEventListener('visibilitychange', update);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', update);
    };
  });

  get now(): number {
    this.#subscribe();
    return Date.now();
  }
}

export const tickingClock = new TickingClock();
