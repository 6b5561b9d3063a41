/** Server time in ms. Injected everywhere, so that a test decides what time it is. */
export interface Clock {
  now(): number;
}
