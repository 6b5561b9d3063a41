import { NOW } from './builders.ts';
import type { Clock } from '../../sync-server/clock.ts';

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  advance(ms: number): void;
  set(at: number): void;
}

export function aClock(at: number = NOW): TestClock {
  let time = at;
  return {
    now: () => time,
    advance(ms) {
      time += ms;
    },
    set(next) {
      time = next;
    }
  };
}
