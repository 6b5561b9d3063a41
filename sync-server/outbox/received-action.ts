import type { Judgement } from '#domain/protocol/verdict.ts';
import type { StoredAction } from './stored-action.ts';

/** One stored revision of an outbox document, as the door received it. */
export interface ReceivedAction {
  provider: string;
  /** The outbox document's id: the action's own, or a made-up one where it had no usable id. */
  id: string;
  /** Tells two contents under the same id apart: a fork. */
  rev: string;
  /** The device whose session sent it; what the envelope says may differ. */
  device: string;
  /** Server time in ms at which it was first stored. */
  receivedAt: number;
  /** Whatever was sent, unchecked, without `_rev`. Not even sure to be an object. */
  envelope: unknown;
  /** What this server said of it before it was restored from a backup that lacks it. */
  earlier?: Judgement;
}

/** @throws SyntaxError where what is stored is no JSON text */
export function receivedAction(
  provider: string,
  stored: StoredAction & { _rev: string }
): ReceivedAction {
  return {
    provider,
    id: stored._id,
    rev: stored._rev,
    device: stored.device,
    receivedAt: stored.receivedAt,
    envelope: JSON.parse(stored.text) as unknown,
    ...(stored.earlier && { earlier: stored.earlier })
  };
}
