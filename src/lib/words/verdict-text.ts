import { isOrderAction, isSignedKind } from '#domain/order/life-cycle/command.ts';
import type { Code } from '#domain/protocol/code.ts';
import type { OutboxRow } from '$lib/device/store/rows.ts';
import { m } from '$lib/paraglide/messages';
import { codeText } from './code-text.ts';

/** Their own sentence says already that support has it. */
const SAY_SO: readonly (Code | null)[] = [
  'statement.mismatch',
  'statement.badHash',
  'consent.mismatch',
  'package.unknown',
  'job.reassigned',
  'job.lapsed'
];

const isSigned = (kind: OutboxRow['kind']) => isOrderAction(kind) && isSignedKind(kind);

type Judged = Pick<OutboxRow, 'kind' | 'state' | 'code'>;

/**
 * Why the server did not take it; of what a customer has signed also that it is kept, whatever the
 * reason (R15).
 */
export function verdictText({ kind, state, code }: Judged): string {
  const reason = code ? codeText(code) : '';
  if (state !== 'held' || !isSigned(kind) || SAY_SO.includes(code)) return reason;
  return `${reason} ${m.device_kept_signed()}`.trimStart();
}

/**
 * What the rules say against it already here: what is signed goes to support, anything else is
 * refused.
 */
export function expectedText(what: string, { kind }: Pick<Judged, 'kind'>, reason: string): string {
  return isSigned(kind)
    ? m.jobs_held_locally({ what, reason })
    : m.jobs_refused_locally({ what, reason });
}
