import { DeviceError } from '$lib/device/store/device-error.ts';

/** full: no space left. broken: the device did not store it for another reason. */
export type SaveTrouble = 'full' | 'broken';

/** The last thing that this device could not save; shown until something is saved again or it was read. */
class SaveTroubleState {
  #current = $state<SaveTrouble | null>(null);

  get current(): SaveTrouble | null {
    return this.#current;
  }

  report(cause: unknown): void {
    console.error('not saved', cause);
    const isFull = cause instanceof DeviceError && cause.code === 'storage.full';
    this.#current = isFull ? 'full' : 'broken';
  }

  clear(): void {
    this.#current = null;
  }
}

export const saveTrouble = new SaveTroubleState();
