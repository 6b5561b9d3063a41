import type { Action } from '#domain/protocol/action.ts';

/** The members of an action's body that somebody wrote, in whichever kind. */
const WRITTEN = ['agreed', 'customerWish', 'reason', 'text', 'note', 'caption'];

/**
 * What the helper wrote in an action: shown where it was refused or held, so that no sentence is lost.
 * Empty: nothing.
 */
export function typedWords({ body }: Pick<Action, 'body'>): string {
  const fields = body as Record<string, unknown>;
  const words = WRITTEN.map((name) => fields[name]).filter((each) => typeof each === 'string');
  return words
    .map((each) => each.trim())
    .filter(Boolean)
    .join('\n');
}
