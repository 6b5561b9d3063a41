declare global {
  namespace App {}

  interface BeforeInstallPromptEvent extends Event {
    prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
  }

  /** What the page itself notes before the app is there (app.html). */
  interface Window {
    earlyInstallPrompt?: BeforeInstallPromptEvent;
    /** The browser keeps nothing for this site; storages are this page's memory alone. */
    isStorageBlocked?: true;
  }
}
export {};
