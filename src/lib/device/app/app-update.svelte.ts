// A new version of the app waits until somebody agrees. What must hold:
// 1. A page that is being worked on is never reloaded: its own prompt is held back, and no other
//    tab's "yes" counts. Work that was begun in the moment of the change is finished first; then
//    the page follows by itself.
// 2. Pages reload only when a new worker takes over from an old one, never at the first visit.
// 3. "Ready for offline" is said only when the worker that has everything is active.
import { systemClock } from '../time/device-clock.ts';
import { Waker } from '../time/waker.ts';
import { WORK_LOCK, workInProgress } from './work-in-progress.svelte.ts';

const TRY_AGAIN_MS = 30_000;

class AppUpdate {
  #waiting = $state.raw<ServiceWorker | null>(null);
  #isReloadDue = $state(false);
  #isChanging = $state(false);
  #offlineReady = $state(false);

  /** Show the prompt. False while something unsaved is open. */
  get ready(): boolean {
    return this.#waiting !== null && !workInProgress.isAny;
  }

  /** Agreed to, and the browser has not changed over yet. */
  get isChanging(): boolean {
    return this.#isChanging;
  }

  get offlineReady(): boolean {
    return this.#offlineReady;
  }

  /**
   * The user agreed: every tab changes over. False where another tab has something unsaved: nothing
   * happens then.
   */
  async apply(): Promise<boolean> {
    return navigator.locks.request(WORK_LOCK, { ifAvailable: true }, async (lock) => {
      if (lock) this.#waiting?.postMessage({ type: 'SKIP_WAITING' });
      this.#isChanging = lock !== null;
      return this.#isChanging;
    });
  }

  /** Call once, in the browser, in a build (the worker does not run in development). */
  async register(): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    const { serviceWorker } = navigator;
    const hadController = serviceWorker.controller !== null;
    serviceWorker.addEventListener('controllerchange', () => {
      if (hadController || this.#waiting) this.#isReloadDue = true;
    });
    $effect.root(() => {
      $effect(() => {
        if (this.#isReloadDue && !workInProgress.isAny) location.reload();
      });
    });
    const registration = await registered();
    serviceWorker.ready.then(() => (this.#offlineReady = true)).catch(reportError);
    const follow = () => {
      this.#notice(registration);
      registration.installing?.addEventListener('statechange', () => this.#notice(registration));
    };
    // One that was found before this page listened is told of by no event any more.
    follow();
    registration.addEventListener('updatefound', follow);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible') return;
      // Offline: asked again the next time somebody looks.
      registration.update().catch(() => undefined);
    });
  }

  #notice(registration: ServiceWorkerRegistration): void {
    const { waiting } = registration;
    if (waiting && navigator.serviceWorker.controller) this.#waiting = waiting;
  }
}

/**
 * Where the worker cannot be had just now (an outage, a broken deploy), asked for again: without it
 * nothing starts offline.
 */
async function registered(): Promise<ServiceWorkerRegistration> {
  const waker = new Waker();
  const wake = () => waker.wake();
  addEventListener('online', wake);
  try {
    return await registeredAtLast(waker);
  } finally {
    removeEventListener('online', wake);
  }
}

async function registeredAtLast(waker: Waker): Promise<ServiceWorkerRegistration> {
  for (;;) {
    const cut = waker.cut();
    try {
      return await navigator.serviceWorker.register('/service-worker.js', {
        type: 'module',
        updateViaCache: 'none'
      });
    } catch (cause) {
      // Anything else the browser will not allow, now or later.
      if (!(cause instanceof TypeError)) throw cause;
    }
    await systemClock.sleep(TRY_AGAIN_MS, cut);
  }
}

export const appUpdate = new AppUpdate();
