export const WORK_LOCK = 'mila-work';

/**
 * Something on the screen would be lost by a reload: an open form, a signature not saved yet. While
 * any tab has such work it holds a shared lock, so that no tab changes the app over under another
 * one.
 */
class WorkInProgress {
  #count = $state(0);

  /** In this tab. */
  get isAny(): boolean {
    return this.#count > 0;
  }

  /** @returns ends it; calling it twice does nothing */
  begin(): () => void {
    this.#count += 1;
    const { promise, resolve } = Promise.withResolvers<void>();
    // Without the lock this tab itself still waits; only another one may change the app over.
    navigator.locks
      .request(WORK_LOCK, { mode: 'shared' }, () => promise)
      .catch((cause: unknown) => console.warn('update lock', cause));
    let isOpen = true;
    return () => {
      if (isOpen) this.#count -= 1;
      isOpen = false;
      resolve();
    };
  }
}

export const workInProgress = new WorkInProgress();
