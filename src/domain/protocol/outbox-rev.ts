import type { Action } from './action.ts';
import { canonicalText } from './canonical-text.ts';

/**
 * The revision under which the server stores an action that names none: made of its content alone,
 * so that a device can ask by it which of its actions the server has.
 */
export async function outboxRev({ _rev, _revisions, ...content }: Action): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalText(content));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const half = [...digest.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `1-${half.join('')}`;
}
