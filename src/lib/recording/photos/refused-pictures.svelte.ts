// Pictures that are themselves unusable: each is said by its name until somebody has read it,
// whatever is saved meanwhile and whichever screen is open. Another account is told nothing of them.
import { device } from '$lib/device/device.ts';
import type { DeviceErrorCode } from '$lib/device/store/device-error.ts';

export interface RefusedPicture {
  readonly id: number;
  readonly order: string;
  /** Of the file, as the device calls it. */
  readonly name: string;
  readonly code: DeviceErrorCode;
}

class RefusedPictures {
  #all = $state.raw<readonly (RefusedPicture & { owner: string | null | undefined })[]>([]);
  #last = 0;

  of(order: string): RefusedPicture[] {
    return this.#all.filter((each) => each.order === order && each.owner === device.storeName);
  }

  add(order: string, name: string, code: DeviceErrorCode): void {
    this.#last += 1;
    // Whoever was here before does not come back to what they never read.
    const theirs = this.#all.filter(({ owner }) => owner === device.storeName);
    this.#all = [...theirs, { id: this.#last, order, name, code, owner: device.storeName }];
  }

  dismiss(id: number): void {
    this.#all = this.#all.filter((each) => each.id !== id);
  }
}

export const refusedPictures = new RefusedPictures();
