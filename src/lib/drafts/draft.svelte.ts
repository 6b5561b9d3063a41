// One text that somebody is typing. What must hold:
// 1. It is on the disk soon after the last key, and at once when the page is hidden: a kill loses
//    at most that moment.
// 2. What was typed wins over what is read from the disk a little later.
// 3. Writes and the final delete reach the disk in the order in which they were made.
import { createSubscriber } from 'svelte/reactivity';

export interface DraftDisk {
  read(key: string): Promise<unknown>;
  save(key: string, value: string): Promise<void>;
  drop(key: string): Promise<void>;
}

export interface DraftDeps {
  disk: DraftDisk;
  /** Calls back when typing has paused. @returns takes the call back */
  later: (run: () => void) => () => void;
  /** Holds the update prompt back. @returns lets it go */
  beginWork: () => () => void;
  /** The device could not save. */
  onError: (cause: unknown) => void;
}

export class Draft {
  readonly key: string;
  readonly #deps: DraftDeps;
  readonly #subscribe: () => void;
  #text = $state('');
  #isTouched = false;
  #isOnScreen = false;
  #takeBack: (() => void) | null = null;
  #endWork: (() => void) | null = null;
  #written: Promise<void> = Promise.resolve();
  /** Resolves once it is known what was kept. */
  readonly restored: Promise<void>;

  constructor(key: string, deps: DraftDeps) {
    this.key = key;
    this.#deps = deps;
    this.#subscribe = createSubscriber(() => {
      this.#isOnScreen = true;
      return () => {
        this.#isOnScreen = false;
        this.flush();
        this.#workUnless(true);
      };
    });
    this.restored = this.#restore();
  }

  get value(): string {
    this.#subscribe();
    return this.#text;
  }

  set value(text: string) {
    if (text === this.#text) return;
    this.#text = text;
    this.#isTouched = true;
    this.#workUnless(text === '' || !this.#isOnScreen);
    this.#takeBack?.();
    this.#takeBack = this.#deps.later(() => this.flush());
  }

  /** Writes now what waits for a pause in the typing. */
  flush(): void {
    if (!this.#takeBack) return;
    this.#takeBack();
    this.#takeBack = null;
    const { disk } = this.#deps;
    const text = this.#text;
    this.#write(() => (text === '' ? disk.drop(this.key) : disk.save(this.key, text)));
  }

  /** What was typed has become an action, or is not wanted any more. */
  clear(): void {
    this.#takeBack?.();
    this.#takeBack = null;
    this.#text = '';
    this.#isTouched = true;
    this.#workUnless(true);
    this.#write(() => this.#deps.disk.drop(this.key));
  }

  /** Resolves when everything typed so far is on the disk. */
  written(): Promise<void> {
    return this.#written;
  }

  #write(write: () => Promise<void>): void {
    this.#written = this.#written.then(write).catch(this.#deps.onError);
  }

  async #restore(): Promise<void> {
    const kept = await this.#deps.disk.read(this.key).catch(() => undefined);
    if (typeof kept === 'string' && !this.#isTouched) this.#text = kept;
  }

  #workUnless(isDone: boolean): void {
    if (isDone) {
      this.#endWork?.();
      this.#endWork = null;
    } else this.#endWork ??= this.#deps.beginWork();
  }
}
