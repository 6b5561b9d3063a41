import type { Judgement } from '#domain/protocol/verdict.ts';

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
}

/**
 * Judges what the door has stored.
 * 1. Actions of one provider come in the order in which they were stored, batch after batch.
 * 2. The same action can come again (after a crash, from another instance): same effect, once.
 * 3. Bad content is judged (`refused`, `held`), never thrown. Throwing means "not now": the batch
 *    comes again; the actions behind it wait meanwhile only if the store itself is down.
 */
export interface Authority {
  take(actions: ReceivedAction[]): Promise<void>;
  /**
   * Judging has given up on this action: its device is told of the judgement that support's case
   * holds.
   */
  giveUp?(action: ReceivedAction, judgement: Judgement): Promise<void>;
}
