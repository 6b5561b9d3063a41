import { cleanLine } from '#domain/text/clean-text.ts';
import { quantity } from '#domain/protocol/action-values.ts';

/** How many, as typed; null where no action could carry it. */
export function readQuantity(text: string): number | null {
  const plain = cleanLine(text.normalize('NFKC'));
  const read = quantity.safeParse(/^\d+$/.test(plain) ? Number(plain) : NaN);
  return read.success ? read.data : null;
}
