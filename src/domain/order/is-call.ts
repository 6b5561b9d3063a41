import type { ActionBody } from '../protocol/action-body.ts';

/** R8 asks for a call: who answers a mail or a message has still to be called. */
export function isCall({
  way,
  reached
}: Pick<ActionBody<'customer.contacted'>, 'way' | 'reached'>): boolean {
  return reached && way === 'phone';
}
