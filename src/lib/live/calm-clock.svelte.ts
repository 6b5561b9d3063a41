import { device } from '$lib/device/device.ts';
import { tickingClock } from '$lib/ui/values/clock.svelte.ts';

/** Server time in ms for whatever needs no seconds: ticks every 15 s while something shows it. */
export const calmClock = {
  get now(): number {
    void tickingClock.now;
    return device.serverTime();
  }
};
