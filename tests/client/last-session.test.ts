import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lastSession } from '../../src/lib/device/account/last-session.ts';

const FIRST_PAINT = 'mila-first-paint';
const SESSION = 'mila-session';
let kept: Map<string, string>;
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key)
};
beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('localStorage', storage);
});

/** What app.html shows before anything else runs. */
function shown(): string | null {
  const paint = JSON.parse(kept.get(FIRST_PAINT) ?? 'null') as { session: string; html: string };
  return paint && paint.session === kept.get(SESSION) ? paint.html : null;
}

describe('the stored first paint', () => {
  it('[C1.3] is shown in the session in which it was kept', () => {
    lastSession.remember('anna');
    lastSession.keepFirstPaint('anna', '<p>Besuche</p>');
    lastSession.remember('anna');
    expect([lastSession.provider, shown()]).toEqual(['anna', '<p>Besuche</p>']);
  });

  it('[C1.3] is erased when the session ends', () => {
    lastSession.remember('anna');
    lastSession.keepFirstPaint('anna', '<p>Besuche</p>');
    lastSession.forget();
    expect([lastSession.provider, kept.size]).toEqual([null, 0]);
  });

  it('[C1.3] is erased when somebody else signs in', () => {
    lastSession.remember('anna');
    lastSession.keepFirstPaint('anna', '<p>Besuche</p>');
    lastSession.remember('ben');
    expect([lastSession.provider, shown(), kept.has(FIRST_PAINT)]).toEqual(['ben', null, false]);
  });

  it('[C1.3] is not kept of a session that has ended or is another’s, however late a tab writes it', () => {
    lastSession.remember('anna');
    const [name] = [kept.get(SESSION)];
    lastSession.forget();
    lastSession.keepFirstPaint('anna', '<p>Besuche</p>');
    expect(kept.size).toBe(0);
    lastSession.remember('ben');
    lastSession.keepFirstPaint('anna', '<p>Besuche</p>');
    expect(shown()).toBeNull();
    // Written by a tab of the session before, in the moment in which the next one began.
    kept.set(FIRST_PAINT, JSON.stringify({ session: name, html: '<p>Besuche</p>' }));
    expect(shown()).toBeNull();
    lastSession.forget();
    lastSession.remember('anna');
    kept.set(FIRST_PAINT, JSON.stringify({ session: name, html: '<p>Besuche</p>' }));
    expect(shown()).toBeNull();
  });

  it('is nothing where site data are blocked', () => {
    const blocked = () => {
      throw new Error('SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: blocked, setItem: blocked, removeItem: blocked });
    lastSession.remember('anna');
    lastSession.keepFirstPaint('anna', '<p>Besuche</p>');
    lastSession.forget();
    expect(lastSession.provider).toBeNull();
  });
});
