import type { ReceivedAction } from '../outbox/received-action.ts';
import { contentText } from '../outbox/received-hash.ts';
import type { CaseAction } from './case-document.ts';

/** A received action as a case keeps it. */
export function caseActionOf(
  { id, receivedAt, envelope }: ReceivedAction,
  hash: string
): CaseAction {
  return { id, hash, receivedAt, text: contentText(envelope) };
}
