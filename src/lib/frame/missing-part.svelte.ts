import { version } from '$app/environment';
import { base } from '$app/paths';

/**
 * A part of the app that is fetched when it is needed could not be had. With no network that is said
 * where it is needed, and it is asked for again. But after a deploy its file is gone for good, and a
 * browser may remember for ever that it failed: then only a reload helps, and the person is told.
 */
class MissingPart {
  #failures = 0;
  #isReloadNeeded = $state(false);

  get isReloadNeeded(): boolean {
    return this.#isReloadNeeded;
  }

  /** Call once, in the browser. @returns ends it */
  listen(): () => void {
    const note = () => {
      this.#note().catch(reportError);
    };
    addEventListener('vite:preloadError', note);
    return () => removeEventListener('vite:preloadError', note);
  }

  async #note(): Promise<void> {
    const served = await servedVersion();
    if (served === undefined) return;
    this.#failures += 1;
    // Once may have been the line alone.
    this.#isReloadNeeded = served !== version || this.#failures > 1;
  }
}

/** Undefined where the server cannot be reached. */
async function servedVersion(): Promise<string | undefined> {
  try {
    const answer = await fetch(`${base}/_app/version.json`, { cache: 'no-store' });
    return answer.ok ? ((await answer.json()) as { version: string }).version : undefined;
  } catch {
    return undefined;
  }
}

export const missingPart = new MissingPart();
