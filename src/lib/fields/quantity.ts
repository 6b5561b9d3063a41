import { quantity } from '#domain/protocol/action-body.ts';

/** How many, as typed; null where no action could carry it. */
export function readQuantity(text: string): number | null {
  const read = quantity.safeParse(text.trim() === '' ? NaN : Number(text));
  return read.success ? read.data : null;
}
