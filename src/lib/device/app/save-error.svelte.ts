import { DeviceError, type DeviceErrorCode } from '$lib/device/store/device-error.ts';

/**
 * The last thing that this device could not save; shown until something is saved again or it was
 * read.
 */
class SaveErrorState {
  #current = $state<DeviceErrorCode | null>(null);

  get current(): DeviceErrorCode | null {
    return this.#current;
  }

  /** Bound: the end of a promise that nobody waits for. */
  readonly report = (cause: unknown): void => {
    console.error('not saved', cause);
    this.#current = cause instanceof DeviceError ? cause.code : 'storage.broken';
  };

  clear(): void {
    this.#current = null;
  }
}

export const saveError = new SaveErrorState();
