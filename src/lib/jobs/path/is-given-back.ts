import type { JobView } from '$lib/device/views/job-view.ts';

/**
 * The helper ended it. Where the server says why the job is gone, that counts: a limit may have
 * come before their word.
 */
export function isGivenBack({ document, waiting }: JobView): boolean {
  return document.removed
    ? document.removed.why === 'givenBack'
    : waiting.some((row) => row.kind === 'job.giveBack');
}
