import type { DeviceStore } from './device-store.ts';

type StoreListener = (store: DeviceStore | null) => void;

/** Whose store is open in this tab: one change at a time, and everybody who listens is told. */
export class ProviderSwitch {
  readonly #open: (name: string) => Promise<DeviceStore>;
  readonly #listeners = new Set<StoreListener>();
  /** Undefined: not known yet. */
  #store: DeviceStore | null | undefined;
  #switching: Promise<unknown> = Promise.resolve();

  constructor(open: (name: string) => Promise<DeviceStore>) {
    this.#open = open;
  }

  /** Null: nobody's; undefined: not known yet. */
  get store(): DeviceStore | null | undefined {
    return this.#store;
  }

  /** Calls back at once if it is known who is signed in, and at every change. @returns ends it */
  onStore(listener: StoreListener): () => void {
    this.#listeners.add(listener);
    if (this.#store !== undefined) listener(this.#store);
    return () => this.#listeners.delete(listener);
  }

  switchTo(provider: null): Promise<null>;
  switchTo(provider: string): Promise<DeviceStore>;
  switchTo(provider: string | null): Promise<DeviceStore | null>;
  switchTo(provider: string | null): Promise<DeviceStore | null> {
    const next = this.#switching.then(() => this.#replace(provider));
    this.#switching = next.catch(() => undefined);
    return next;
  }

  tell(store: DeviceStore | null): void {
    this.#store = store;
    for (const listener of this.#listeners) listener(store);
  }

  async #replace(provider: string | null): Promise<DeviceStore | null> {
    const name = provider === null ? null : `mila-${provider}`;
    const before = this.#store;
    if (before !== undefined && (before?.name ?? null) === name) return before;
    const store = name === null ? null : await this.#open(name);
    this.tell(store);
    await before?.close();
    return store;
  }
}
