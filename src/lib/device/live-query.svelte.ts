import { liveQuery } from 'dexie';
import { createSubscriber } from 'svelte/reactivity';
import { device } from './device.ts';
import type { DeviceStore } from './device-store.ts';

/**
 * A question to the signed-in provider's database whose answer stays true: after every write, in
 * any tab, and when somebody else signs in. It asks only while something on the screen reads
 * `current`. An answer belongs to the database that gave it: of another one nothing is known until
 * it has answered itself.
 */
export class LiveQuery<T> {
  #answer: { store: string | null; value: T } | undefined = undefined;
  readonly #subscribe: () => void;

  /** @param whenSignedOut what to show where there is no database; undefined until known */
  constructor(query: (store: DeviceStore) => Promise<T>, whenSignedOut: T) {
    this.#subscribe = createSubscriber((update) => {
      const show = (store: string | null, value: T) => {
        this.#answer = { store, value };
        update();
      };
      let watch: { unsubscribe(): void } | undefined;
      const leave = device.onStore((store) => {
        watch?.unsubscribe();
        watch = undefined;
        if (!store) show(null, whenSignedOut);
        else {
          if (this.#answer?.store !== store.name) update();
          watch = liveQuery(() => query(store)).subscribe(
            (value) => show(store.name, value),
            (cause: unknown) => console.error('device', cause)
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
    return this.#answer?.store === device.storeName ? this.#answer?.value : undefined;
  }
}
