import type { Judgement } from '#domain/protocol/verdict.ts';
import type { ReceivedAction } from '../outbox/received-action.ts';

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
