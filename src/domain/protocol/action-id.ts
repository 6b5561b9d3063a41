import type { ActionId, DeviceId } from '../brand.ts';

/**
 * `<device>:<number in the device's chain>`, ten digits, so that the ids sort as the chain does.
 */
export function newActionId(device: DeviceId, seq: number): ActionId {
  return `${device}:${String(seq).padStart(10, '0')}`;
}
