import { describe, expect, it } from 'vitest';
import type { SyncState } from '../../src/lib/device/sync-state.svelte.ts';
import { setLocale } from '../../src/lib/paraglide/runtime.js';
import { headerStatus, unresolved } from '../../src/lib/status/waiting-text.ts';
import { sentText } from '../../src/lib/this-device/outbox/sent-text.ts';

const settled: SyncState = {
  condition: 'online',
  waiting: 0,
  received: 0,
  refused: 0,
  held: 0,
  photos: 0,
  lastContactAt: null
};
void setLocale('de', { reload: false });

describe('the number in the header', () => {
  it.each([
    [{}, null],
    [{ photos: 1 }, '1 wartet'],
    [{ waiting: 2, photos: 3 }, '5 warten'],
    [{ held: 1 }, '1 beim Support'],
    [{ waiting: 1, refused: 2, held: 1 }, '1 wartet · 2 abgelehnt · 1 beim Support']
  ])('%o: %s', (counts, work) => {
    expect(headerStatus({ ...settled, ...counts }).work).toBe(work);
  });

  it('[S6.14] says how much is handed in again where the server was restored', () => {
    const said = (handingIn: number) => headerStatus({ ...settled, handingIn }).connection;
    expect(said(12)).toBe(
      'Server wiederhergestellt: Ihr Gerät reicht nach, was dort fehlt (12 Einträge)'
    );
    expect(said(0)).toBeNull();
  });

  it('is the same sum at the tab', () => {
    expect(unresolved({ waiting: 1, photos: 2, refused: 3, held: 4 })).toBe(10);
  });
});

describe('what came of sending by hand', () => {
  const after = (actions: number, photos: number) =>
    sentText({ is: 'drained', unsent: { actions, photos } });

  it('is "the server has everything" only where nothing is left on this device', () => {
    expect(after(0, 0)).toBe('Gesendet. Der Server hat alles.');
    for (const text of [after(1, 0), after(0, 2), after(3, 1)]) {
      expect(text).not.toContain('hat alles');
    }
    expect(after(0, 2)).toContain('2 Fotos warten auf diesem Gerät');
    expect(after(3, 1)).toContain('3 Angaben und 1 Foto');
  });
});
