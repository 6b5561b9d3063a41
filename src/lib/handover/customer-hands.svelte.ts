// While the tablet is in the customer's hands, a swipe or the back button must not leave the
// screen: only the quiet link for the helper does, or the end of the signing.
import { afterNavigate, beforeNavigate, goto } from '$app/navigation';
import { workInProgress } from '$lib/device/app/work-in-progress.svelte.ts';
import { onDestroy } from 'svelte';

export interface CustomerHands {
  /** Held: no update, no way out by accident. */
  hold: (isHeld: boolean) => void;
  /** The helper has taken the tablet back. */
  leaveTo: (path: string) => void;
}

/** Call while a component is created. */
export function customerHands(): CustomerHands {
  let endWork: (() => void) | null = null;
  let isGivenBack = false;
  let cameFrom: string | null = null;

  const hold = (isHeld: boolean) => {
    if (isHeld) endWork ??= workInProgress.begin();
    else {
      endWork?.();
      endWork = null;
    }
  };
  const leaveTo = (path: string) => {
    isGivenBack = true;
    // Back to where it came from, so that the way back from there does not lead here again.
    if (cameFrom === path) history.back();
    else goto(path, { replaceState: true }).catch(reportError);
  };

  afterNavigate(({ from }) => (cameFrom ??= from?.url.pathname ?? null));
  beforeNavigate(({ cancel, willUnload }) => {
    if (endWork && !isGivenBack && !willUnload) cancel();
  });
  onDestroy(() => hold(false));
  return { hold, leaveTo };
}
