// Pictures that the device could not keep: the camera gives each once, so they stay in this page
// until they are saved or given up. What must hold:
// 1. One is taken off the list when it is on the disk or given up, never before: no update reloads
//    the page under it.
// 2. They are never another provider's: they go with the account, also in the middle of saving them
//    again.
import { device } from '$lib/device/device.ts';
import { workInProgress } from '$lib/device/app/work-in-progress.svelte.ts';
import type { DeviceErrorCode } from '$lib/device/store/device-error.ts';
import { SvelteMap } from 'svelte/reactivity';

export interface UnsavedPhoto {
  readonly order: string;
  readonly file: File;
}

class UnsavedPhotos {
  #all = $state.raw<readonly UnsavedPhoto[]>([]);
  /** What is wrong with the picture itself, as the last attempt showed. */
  readonly #problems = new SvelteMap<File, DeviceErrorCode>();
  #isSaving = $state(false);
  #endWork: (() => void) | null = null;
  #isListening = false;

  get count(): number {
    return this.#all.length;
  }

  /** Being saved again, on whatever screen that was asked for. */
  get isSaving(): boolean {
    return this.#isSaving;
  }

  /** Each order that has some, once. */
  get orders(): string[] {
    return [...new Set(this.#all.map((each) => each.order))];
  }

  of(order: string): UnsavedPhoto[] {
    return this.#all.filter((each) => each.order === order);
  }

  problemOf({ file }: UnsavedPhoto): DeviceErrorCode | null {
    return this.#problems.get(file) ?? null;
  }

  /** Another one's result leaves it as it is. */
  tell({ file }: UnsavedPhoto, problem: DeviceErrorCode | null): void {
    if (problem) this.#problems.set(file, problem);
    else this.#problems.delete(file);
  }

  keep(order: string, file: File): void {
    this.#listen();
    this.#become([...this.#all, { order, file }]);
  }

  giveUp(order: string): void {
    this.#become(this.#all.filter((each) => each.order !== order));
  }

  /**
   * One after the other, one round at a time. `save` throws where it could not; the next one is
   * tried all the same.
   */
  async saveAgain(order: string, save: (photo: UnsavedPhoto) => Promise<void>): Promise<unknown[]> {
    if (this.#isSaving) return [];
    const owner = device.storeName;
    const causes: unknown[] = [];
    this.#isSaving = true;
    try {
      for (const photo of this.of(order)) {
        if (device.storeName !== owner) break;
        // Given up meanwhile.
        if (!this.#all.includes(photo)) continue;
        try {
          await save(photo);
          this.#become(this.#all.filter((each) => each !== photo));
        } catch (cause) {
          causes.push(cause);
        }
      }
    } finally {
      this.#isSaving = false;
    }
    // What another account's page would be told is none of its business.
    return device.storeName === owner ? causes : [];
  }

  #become(all: readonly UnsavedPhoto[]): void {
    this.#all = all;
    if (all.length === 0) this.#problems.clear();
    if (all.length > 0) this.#endWork ??= workInProgress.begin();
    else {
      this.#endWork?.();
      this.#endWork = null;
    }
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    let owner = device.storeName;
    device.onStore((store) => {
      if (store?.name !== owner) this.#become([]);
      owner = store?.name;
    });
  }
}

export const unsavedPhotos = new UnsavedPhotos();
