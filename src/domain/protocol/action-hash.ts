import type { ActionEnvelope, UnsignedAction } from './action.ts';
import { canonicalText } from './canonical-text.ts';

/**
 * The canonical text whose SHA-256 is the action's hash: the envelope without _id, hash and
 * signature.
 */
export function actionHashText(action: UnsignedAction | ActionEnvelope): string {
  const { kind, order, provider, device, seq, at, body, previous } = action;
  return canonicalText({ kind, order, provider, device, seq, at, body, previous });
}
