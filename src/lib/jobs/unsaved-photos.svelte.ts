// Pictures that the device could not keep: the camera gives each once, so they stay in this page until they are
// saved or given up. What must hold: no update reloads the page under them, and they are never another provider's.
import { device } from '$lib/device/device.ts';
import { workInProgress } from '$lib/device/work-in-progress.svelte.ts';

interface UnsavedPhoto {
  order: string;
  file: File;
}

class UnsavedPhotos {
  #all = $state.raw<readonly UnsavedPhoto[]>([]);
  #endWork: (() => void) | null = null;
  #isListening = false;

  of(order: string): File[] {
    return this.#all.filter((each) => each.order === order).map((each) => each.file);
  }

  keep(order: string, file: File): void {
    this.#listen();
    this.#become([...this.#all, { order, file }]);
  }

  /** Hands them over, to be saved again or given up. */
  take(order: string): File[] {
    const files = this.of(order);
    this.#become(this.#all.filter((each) => each.order !== order));
    return files;
  }

  #become(all: readonly UnsavedPhoto[]): void {
    this.#all = all;
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
