// What a device still knows of a server that was restored from a backup: verdicts with the receipts
// that this server has signed.
// 1. A receipt counts only for the action whose hash it signs; whether that hash is the action's own
//    is inspected with everything else.
// 2. What is not genuine is left out without a word: the action is judged as one that comes now.
// 3. It changes nothing about an action that is here already: that stays as it was stored.
import * as z from 'zod/mini';
import { CODES } from '#domain/protocol/code.ts';
import { receiptBody, type Judgement } from '#domain/protocol/verdict.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import { claimedHash } from './received-hash.ts';
import type { NewStoredAction } from './stored-action.ts';

const sentReceipt = z.object({
  action: z.string(),
  outcome: z.enum(['applied', 'refused', 'held']),
  code: z.nullable(z.enum(CODES)),
  at: z.number(),
  receipt: z.string().check(z.maxLength(128))
});

export type SentReceipt = z.infer<typeof sentReceipt>;

/** What a document says of itself, by which a receipt knows it. */
export interface Claim {
  id: string;
  hash: string | null;
}

export function claimOf(document: unknown): Claim {
  const { _id: id } = (document ?? {}) as { _id?: unknown };
  return { id: String(id), hash: claimedHash(document) };
}

/** Those that can be read, no more than `most`; genuine or not. */
export function readableReceipts(sent: unknown, most: number): SentReceipt[] {
  if (!Array.isArray(sent)) return [];
  return sent.slice(0, most).flatMap((each: unknown) => {
    const read = sentReceipt.safeParse(each);
    return read.success ? [read.data] : [];
  });
}

/** The genuine verdict on a document that came with it. */
export function readReceipts(
  keys: Pick<ServerKeys, 'verify'>,
  sent: readonly SentReceipt[]
): (claim: Claim) => Judgement | undefined {
  const byAction = new Map(sent.map((each) => [each.action, each]));
  return ({ id, hash }) => {
    const said = byAction.get(id);
    if (!said || hash === null || !keys.verify(receiptBody(hash, said), said.receipt)) {
      return undefined;
    }
    const { outcome, code, at } = said;
    return { outcome, code, at };
  };
}

/** The action as it was received then, no later than at its verdict. */
export function asThen(stored: NewStoredAction, earlier: Judgement | undefined): NewStoredAction {
  if (!earlier) return stored;
  return { ...stored, receivedAt: Math.min(earlier.at, stored.receivedAt), earlier };
}
