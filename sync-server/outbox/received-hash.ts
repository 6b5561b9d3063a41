import type { ActionEnvelope } from '#domain/protocol/action.ts';
import { actionHashText } from '#domain/protocol/action-hash.ts';
import { hashOf, hashOfText } from '#domain/protocol/hash.ts';

/**
 * The action's hash as its content gives it; undefined where it cannot be written as RFC 8785 says.
 */
export async function actionHash(envelope: ActionEnvelope): Promise<string | undefined> {
  try {
    return await hashOfText(actionHashText(envelope));
  } catch {
    return undefined;
  }
}

/**
 * A name for any content at all, so that even junk has a verdict that can be told from another's.
 */
export async function contentHash(envelope: unknown): Promise<string> {
  try {
    return await hashOf(envelope);
  } catch {
    return hashOfText(contentText(envelope));
  }
}

export function contentText(envelope: unknown): string {
  try {
    return JSON.stringify(envelope) ?? 'null';
  } catch {
    return 'null';
  }
}

/** The hash that an action says of itself; null where it says none. */
export function claimedHash(envelope: unknown): string | null {
  if (typeof envelope !== 'object' || envelope === null || !('hash' in envelope)) return null;
  const { hash } = envelope;
  return typeof hash === 'string' && hash.isWellFormed() ? hash : null;
}
