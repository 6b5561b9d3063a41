import type { Code } from '#domain/protocol/code.ts';
import type { Judgement } from '#domain/protocol/verdict.ts';
import { noteOfEarlier } from '../cases/note-of-earlier.ts';
import { caseActionOf } from '../cases/case-action.ts';
import { caseId } from '../cases/case-id.ts';
import { newCaseOfMany } from './case-of-many.ts';
import type { ReceivedAction } from '../outbox/received-action.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import type { InboxWriter } from '../projector/inbox-writer.ts';
import { verdictWrite } from '../projector/verdict-document.ts';
import type { Store } from '../store/store.ts';

export interface Quarantined {
  received: ReceivedAction;
  hash: string;
  order: string | null;
  kind: 'action.held' | 'support.ask';
  judgement: Judgement;
  /** What support is told instead of the judgement's code. */
  reason?: Code | undefined;
  /** The id is this provider's own; anybody else's could be a name that they have no right to. */
  isTheirs: boolean;
}

export interface Quarantine {
  /** Opens the case that keeps the action and its judgement, in one write, and tells the device. */
  judge(quarantine: Quarantined): Promise<void>;
  /** Keeps a second content of an action that was judged; the verdict stays that on the first. */
  fork(received: ReceivedAction, hash: string, order: string | null): Promise<void>;
}

interface QuarantineDeps {
  store: Pick<Store, 'cases'>;
  keys: Pick<ServerKeys, 'sign'>;
  inboxes: InboxWriter;
  now(): number;
}

/** For what cannot be written into an order: the case document is the record of the verdict. */
export function newQuarantine({ store, keys, inboxes, now }: QuarantineDeps): Quarantine {
  const openOneOrMany = newCaseOfMany(store, now);

  async function fork(received: ReceivedAction, hash: string, order: string | null): Promise<void> {
    const { id, provider } = received;
    const code: Code = 'action.fork';
    await openOneOrMany(received, {
      _id: caseId({ action: id, sentBy: provider, hash }),
      kind: 'action.fork',
      openedAt: now(),
      order,
      provider,
      code,
      judgement: { outcome: 'held', code, at: now() },
      action: caseActionOf(received, hash)
    });
  }

  async function judge(quarantined: Quarantined): Promise<void> {
    const { received, hash, order, kind, judgement, reason, isTheirs } = quarantined;
    const { id, provider } = received;
    const there = await openOneOrMany(received, {
      _id: caseId(isTheirs ? { action: id } : { action: id, sentBy: provider }),
      kind,
      openedAt: judgement.at,
      order,
      provider,
      code: reason ?? judgement.code,
      judgement,
      action: caseActionOf(received, hash),
      note: noteOfEarlier(received.earlier, judgement)
    });
    if (there.action?.hash !== hash || there.provider !== provider || !there.judgement) {
      return fork(received, hash, order);
    }
    const verdict = { id, order, hash, ...there.judgement };
    await inboxes.write(provider, [verdictWrite(keys, verdict)]);
  }

  return { judge, fork };
}
