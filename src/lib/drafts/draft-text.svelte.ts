import { device } from '$lib/device/device.ts';
import { workInProgress } from '$lib/device/app/work-in-progress.svelte.ts';
import { Draft, type DraftDeps } from './draft.svelte.ts';
import { openDrafts } from './open-drafts.ts';
import { saveError } from '$lib/device/app/save-error.svelte.ts';

/** Long enough not to write at every key, short enough that a kill costs no sentence. */
const PAUSE_MS = 300;

let isListening = false;

const deps: DraftDeps = {
  disk: {
    read: (key) => device.readDraft(key),
    save: (key, value) => device.saveDraft(key, value),
    drop: (key) => device.dropDraft(key)
  },
  later: (run) => {
    const timer = setTimeout(run, PAUSE_MS);
    return () => clearTimeout(timer);
  },
  beginWork: () => workInProgress.begin(),
  onError: saveError.report
};

/**
 * The text being typed under this key: `value` is bindable, comes back after a reload, goes with
 * `clear()`.
 */
export function draftText(key: string): Draft {
  listen();
  const draft = openDrafts.get(key) ?? new Draft(key, deps);
  openDrafts.set(key, draft);
  return draft;
}

function flushAll(): void {
  for (const draft of openDrafts.values()) draft.flush();
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  addEventListener('pagehide', flushAll);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flushAll();
  });
  // Another provider's texts are in another database.
  device.onStore(() => openDrafts.clear());
}
