// Whether an action is what it says: whole, this provider's, signed by their device, next in its
// chain, readable. Nothing here knows an order. What fails is held with its reason, never thrown.
import * as z from 'zod/mini';
import { isActionKind, type ActionBody, type ActionKind } from '#domain/protocol/action-body.ts';
import { actionEnvelope, type ActionEnvelope } from '#domain/protocol/action.ts';
import { readBody } from '#domain/protocol/read-body.ts';
import { newActionId } from '#domain/protocol/action-id.ts';
import type { Code } from '#domain/protocol/code.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { occurredAt } from '#domain/protocol/occurred-at.ts';
import type { ChainLink } from './open-chains.ts';
import { isSignedBy, type KnownDevice } from './device-keys.ts';
import { actionHash, contentHash } from '../outbox/received-hash.ts';
import type { ReceivedAction } from '../outbox/received-action.ts';

/** An action whose every word is the device's own; whether it may happen is for the rules. */
export interface SoundAction {
  id: string;
  provider: string;
  order: string | null;
  kind: ActionKind;
  body: ActionBody<ActionKind>;
  hash: string;
  occurredAt: number;
  received: ReceivedAction;
  /**
   * Whether what the customer signed hashes to what the action says; true where nothing is signed.
   */
  isEvidenceSound: boolean;
}

export type Inspected =
  | { isSound: true; action: SoundAction }
  /** `isTheirs`: signed by a device of this provider, so that its id is theirs to use. */
  | { isSound: false; code: Code; hash: string; order: string | null; isTheirs: boolean };

export interface Inspecting {
  deviceOf(id: string): Promise<KnownDevice | undefined>;
  /** An earlier action of the same device; undefined where it is not stored. */
  linkBefore(id: string): ChainLink | undefined;
}

export async function inspectAction(
  received: ReceivedAction,
  { deviceOf, linkBefore }: Inspecting
): Promise<Inspected> {
  const parsed = z.safeParse(actionEnvelope, received.envelope);
  /** Not theirs to say: the content names itself. */
  const unsound = async (code: Code, order: string | null): Promise<Inspected> =>
    held(code, await contentHash(received.envelope), order);
  if (!parsed.success) return unsound('action.malformed', null);
  // Not the parsed copy: the hash is over what was sent.
  const sent = received.envelope as ActionEnvelope;
  const { order } = sent;
  const device = await deviceOf(sent.device);
  const isNamedRight = sent._id === received.id && sent._id === newActionId(sent.device, sent.seq);
  if (!isNamedRight) return unsound('action.malformed', order);
  if (sent.provider !== received.provider || device?.owner !== received.provider) {
    return unsound('action.wrongDevice', order);
  }
  if ((await actionHash(sent)) !== sent.hash) return unsound('action.badHash', order);
  if (!(await isSignedBy(device.publicKey, sent.hash, sent.signature))) {
    return unsound('action.badSignature', order);
  }
  const theirs = (code: Code): Inspected => held(code, sent.hash, order, true);
  const before = linkBefore(newActionId(sent.device, sent.seq - 1));
  // What was judged before a restore followed what came before it: the backup may lack that.
  const isKnownLink = received.earlier !== undefined && before === undefined;
  const broken = isKnownLink ? null : brokenChain(sent, before);
  if (broken) return theirs(broken);
  const at = occurredAt(sent.at, received.receivedAt, before?.occurredAt);
  if (at === undefined) return theirs('action.implausibleTime');
  if (!isActionKind(sent.kind)) return theirs('kind.unknown');
  const body = readBody(sent.kind, sent.body);
  if (body === undefined) return theirs('body.invalid');
  return {
    isSound: true,
    action: {
      id: sent._id,
      provider: sent.provider,
      order,
      kind: sent.kind,
      body,
      hash: sent.hash,
      occurredAt: at,
      received,
      isEvidenceSound: await isEvidenceSound(body)
    }
  };
}

function held(code: Code, hash: string, order: string | null, isTheirs = false): Inspected {
  return { isSound: false, code, hash, order, isTheirs };
}

function brokenChain(
  { seq, previous }: ActionEnvelope,
  before: ChainLink | undefined
): Code | null {
  if (seq === 1) return previous === null ? null : 'action.fork';
  if (before === undefined) return 'action.gap';
  return previous === before.hash ? null : 'action.fork';
}

async function isEvidenceSound(body: object): Promise<boolean> {
  try {
    if ('statementHash' in body && 'statement' in body) {
      return (await hashOf(body.statement)) === body.statementHash;
    }
    if ('consentHash' in body && 'consent' in body) {
      return (await hashOf(body.consent)) === body.consentHash;
    }
    return true;
  } catch {
    return false;
  }
}
