/** `<device>:<number in the device's chain>`, ten digits, so that the ids sort as the chain does. */
export function newActionId(device: string, seq: number): string {
  return `${device}:${String(seq).padStart(10, '0')}`;
}
