import type { Judgement } from '#domain/protocol/verdict.ts';

/** What differs, in a case, of an action that was judged otherwise before a restore; else null. */
export function noteOfEarlier(
  earlier: Judgement | undefined,
  { outcome }: Pick<Judgement, 'outcome'>
): string | null {
  if (!earlier || earlier.outcome === outcome) return null;
  const on = new Date(earlier.at).toISOString();
  return `Before the data were restored it was ${earlier.outcome} (${on}).`;
}
