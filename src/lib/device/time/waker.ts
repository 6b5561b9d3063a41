/** Lets somebody cut short what a loop is doing or waiting for. */
export class Waker {
  #abort = new AbortController();
  /** The loop is pausing after a failure, not for want of work. */
  isRetrying = false;

  /**
   * A signal for one round of the loop. A wake-up during the round is not lost: the signal stays
   * aborted.
   */
  cut(stop?: AbortSignal): AbortSignal {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    return stop ? AbortSignal.any([stop, signal]) : signal;
  }

  wake(): void {
    this.#abort.abort();
  }

  wakeIfRetrying(): void {
    if (this.isRetrying) this.wake();
  }
}
