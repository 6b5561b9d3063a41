// Who was signed in here last, where it can be read before any database is open: which one to open
// early, and whether the stored first paint (frame/first-paint.ts, app.html) is theirs. A guess and
// never a right: the databases decide who is signed in. What must hold:
// 1. It is forgotten before a sign-out ends the session, and the first paint with it.
// 2. Each session has a name of its own: what a slow tab of an ended session still writes is never
//    shown in the next.

/** app.html reads both. */
const SESSION = 'mila-session';
const FIRST_PAINT = 'mila-first-paint';

function remembered(): { provider: string; name: string } | null {
  try {
    const name = localStorage.getItem(SESSION);
    return name === null ? null : { name, provider: name.slice(name.indexOf(' ') + 1) };
  } catch {
    // Site data are blocked: nothing is remembered.
    return null;
  }
}

export const lastSession = {
  get provider(): string | null {
    return remembered()?.provider ?? null;
  },

  remember(provider: string): void {
    if (remembered()?.provider === provider) return;
    this.forget();
    try {
      localStorage.setItem(SESSION, `${crypto.randomUUID()} ${provider}`);
    } catch {
      // The next start is a little slower.
    }
  },

  forget(): void {
    try {
      localStorage.removeItem(SESSION);
      localStorage.removeItem(FIRST_PAINT);
    } catch {
      // Nothing was kept then.
    }
  },

  /** @param html what the first screen of this provider's looks like, for the next start */
  keepFirstPaint(provider: string, html: string): void {
    const session = remembered();
    if (session?.provider !== provider) return;
    const kept = { session: session.name, day: new Date().toDateString(), html };
    try {
      localStorage.setItem(FIRST_PAINT, JSON.stringify(kept));
    } catch {
      // The next start begins with an empty screen.
    }
  }
};
