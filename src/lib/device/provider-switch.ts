import type { DeviceStore } from './device-store.ts';

type StoreListener = (store: DeviceStore | null) => void;

/** Whose store is open in this tab: one change at a time, and everybody who listens is told. */
export class ProviderSwitch {
  readonly #open: (name: string) => Promise<DeviceStore>;
  readonly #begin: (store: DeviceStore) => void;
  /** Being opened before it is known that it is the one. */
  #early: { name: string; store: Promise<DeviceStore> } | undefined;
  readonly #listeners = new Set<StoreListener>();
  /** Undefined: not known yet. */
  #store: DeviceStore | null | undefined;
  #switching: Promise<unknown> = Promise.resolve();

  /** @param begin what to do with a store once it is somebody's who is here */
  constructor(
    open: (name: string) => Promise<DeviceStore>,
    begin: (store: DeviceStore) => void = () => undefined
  ) {
    this.#open = open;
    this.#begin = begin;
  }

  /** Opens early what will most likely be asked for next; a wrong guess is closed unused. */
  expect(provider: string): void {
    const name = nameOf(provider);
    const store = this.#open(name);
    // Whoever asks for it hears of it.
    store.catch(() => undefined);
    this.#early = { name, store };
  }

  /** Null: nobody's; undefined: not known yet. */
  get store(): DeviceStore | null | undefined {
    return this.#store;
  }

  /** Who is signed in here; null: nobody, or not known yet. */
  get provider(): string | null {
    return this.#store?.isSignedIn ? this.#store.name.slice(PREFIX.length) : null;
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
    const name = provider === null ? null : nameOf(provider);
    const before = this.#store;
    if (before !== undefined && (before?.name ?? null) === name) return before;
    const early = await this.#takeEarly(name);
    const store = early ?? (name === null ? null : await this.#open(name));
    if (store) this.#begin(store);
    this.tell(store);
    await before?.close();
    return store;
  }

  /** The one that was opened early; undefined where it is another's, or could not be opened. */
  async #takeEarly(name: string | null): Promise<DeviceStore | undefined> {
    const early = this.#early;
    this.#early = undefined;
    const store = await early?.store.catch(() => undefined);
    if (early?.name === name) return store;
    await store?.close();
    return undefined;
  }
}

const PREFIX = 'mila-';
const nameOf = (provider: string): string => `${PREFIX}${provider}`;
