import { createSubscriber } from 'svelte/reactivity';
import { device } from './device.ts';

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, 1_000);
  return () => clearInterval(timer);
});

/**
 * Server time in ms, ticking every second while something shows it: countdowns run on this and not
 * on the device's clock.
 */
export const serverClock = {
  get now(): number {
    subscribe();
    return device.serverTime();
  }
};
