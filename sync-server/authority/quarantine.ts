import type { Code } from '#domain/protocol/code.ts';
import type { Judgement } from '#domain/protocol/verdict.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import type { InboxWriter } from '../projector/inbox-writer.ts';
import { verdictWrite } from '../projector/verdict-document.ts';
import type { Store } from '../store/store.ts';
import type { ReceivedAction } from './authority.ts';
import { newCase, openCase, type CaseDocument } from './case-document.ts';
import { contentText } from './received-hash.ts';

export interface Quarantined {
  received: ReceivedAction;
  hash: string;
  order: string | null;
  kind: 'action.held' | 'support.ask';
  judgement: Judgement;
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
  const actionOf = ({ id, receivedAt, envelope }: ReceivedAction, hash: string) => ({
    id,
    hash,
    receivedAt,
    text: contentText(envelope)
  });

  async function fork(received: ReceivedAction, hash: string, order: string | null) {
    const { id, provider } = received;
    const code: Code = 'action.fork';
    await openCase(
      store.cases,
      newCase({
        _id: `case:${provider}:${id}:${hash}`,
        kind: 'action.fork',
        openedAt: now(),
        order,
        provider,
        code,
        judgement: { outcome: 'held', code, at: now() },
        action: actionOf(received, hash)
      })
    );
  }

  return {
    fork,

    async judge({ received, hash, order, kind, judgement, isTheirs }) {
      const { id, provider } = received;
      const wanted: CaseDocument = newCase({
        _id: isTheirs ? `case:${id}` : `case:${provider}:${id}`,
        kind,
        openedAt: judgement.at,
        order,
        provider,
        code: judgement.code,
        judgement,
        action: actionOf(received, hash)
      });
      const there = await openCase(store.cases, wanted);
      if (there.action?.hash !== hash || there.provider !== provider || !there.judgement) {
        await fork(received, hash, order);
        return;
      }
      const verdict = { id, order, hash, ...there.judgement };
      await inboxes.write(provider, [verdictWrite(keys, verdict)]);
    }
  };
}
