import type { ListedVisit } from '$lib/device/visits/listed-visit.ts';

/**
 * The helper ended it. Where the server says why the job is gone, that counts: a limit may have
 * come before their word.
 */
export function isGivenBack({ document, waiting }: ListedVisit): boolean {
  return document.removed
    ? document.removed.why === 'givenBack'
    : waiting.some((row) => row.kind === 'job.giveBack');
}
