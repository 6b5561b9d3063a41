import { liveQuery } from 'dexie';
import { createSubscriber } from 'svelte/reactivity';
import { device } from './device.ts';
import type { DeviceStore } from './store/device-store.ts';

/**
 * A question to the signed-in provider's database whose answer stays true: after every write, in any tab,
 * and when somebody else signs in. It asks only while something on the screen reads `current`.
 */
export class LiveQuery<T> {
  #value: T | undefined = undefined;
  readonly #subscribe: () => void;

  /** @param whenSignedOut what to show where there is no database; undefined until known */
  constructor(query: (store: DeviceStore) => Promise<T>, whenSignedOut: T) {
    this.#subscribe = createSubscriber((update) => {
      const show = (value: T) => {
        this.#value = value;
        update();
      };
      let watch: { unsubscribe(): void } | undefined;
      const leave = device.onStore((store) => {
        watch?.unsubscribe();
        watch = undefined;
        if (!store) show(whenSignedOut);
        else {
          watch = liveQuery(() => query(store)).subscribe(show, (cause: unknown) =>
            console.error('device', cause)
          );
        }
      });
      return () => {
        leave();
        watch?.unsubscribe();
      };
    });
  }

  /** Undefined until the first answer. */
  get current(): T | undefined {
    this.#subscribe();
    return this.#value;
  }
}
