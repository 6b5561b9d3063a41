import { actionEnvelope, type ActionEnvelope } from '#domain/protocol/action.ts';
import type { Judgement } from '#domain/protocol/verdict.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import type { InboxWriter } from '../projector/inbox-writer.ts';
import { verdictWrite } from '../projector/verdict-document.ts';
import type { Store } from '../store/store.ts';
import { actionHash, contentHash } from '../outbox/received-hash.ts';
import type { ReceivedAction } from '../outbox/received-action.ts';

interface GiveUpDeps {
  store: Pick<Store, 'inbox' | 'orders'>;
  keys: Pick<ServerKeys, 'sign'>;
  inboxes: InboxWriter;
}

/**
 * Tells the device what support's case says: the action is held (P7). Without a verdict it would be
 * shown as received and waiting for ever. What was judged before the failure keeps its verdict.
 */
export async function giveUpOn(
  { id, provider, envelope }: ReceivedAction,
  judgement: Judgement,
  { store, keys, inboxes }: GiveUpDeps
): Promise<void> {
  if (await store.inbox(provider).get(`verdict:${id}`)) return;
  const { order, hash } = await namesOf(envelope);
  const judged = order === null ? undefined : (await store.orders.get(order))?.verdicts;
  if (judged && Object.hasOwn(judged, id)) return;
  await inboxes.write(provider, [verdictWrite(keys, { id, order, hash, ...judgement })]);
}

/** The hash that the device knows the action by, where it says the truth about it. */
async function namesOf(envelope: unknown): Promise<{ order: string | null; hash: string }> {
  if (actionEnvelope.safeParse(envelope).success) {
    const { order, hash } = envelope as ActionEnvelope;
    if ((await actionHash(envelope as ActionEnvelope)) === hash) return { order, hash };
  }
  return { order: null, hash: await contentHash(envelope) };
}
