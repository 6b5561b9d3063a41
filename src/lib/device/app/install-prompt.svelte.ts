/** The browser's offer to install the app, kept until somebody asks for it. */
class InstallPrompt {
  #event = $state.raw<BeforeInstallPromptEvent | null>(null);
  #isInstalled = $state(false);

  /** Call once, early: the browser offers only once a page. */
  listen(): void {
    this.#isInstalled = matchMedia('(display-mode: standalone)').matches;
    this.#event = window.earlyInstallPrompt ?? null;
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.#event = event as BeforeInstallPromptEvent;
    });
    addEventListener('appinstalled', () => {
      this.#event = null;
      this.#isInstalled = true;
    });
  }

  get isOffered(): boolean {
    return this.#event !== null;
  }

  get isInstalled(): boolean {
    return this.#isInstalled;
  }

  /** Shows the browser's own question, which it gives once. True: being installed. */
  async ask(): Promise<boolean> {
    const event = this.#event;
    this.#event = null;
    try {
      return event !== null && (await event.prompt()).outcome === 'accepted';
    } catch (cause) {
      console.warn('install', cause);
      return false;
    }
  }
}

export const installPrompt = new InstallPrompt();
