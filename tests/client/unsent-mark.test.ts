import { describe, expect, it } from 'vitest';
import { forgetMissing, noteUnsent } from '$lib/device/account/unsent-mark.ts';
import { NOW } from '../support/builders.ts';

/** As a browser keeps them. */
function aJar() {
  const cookies = new Map<string, string>();
  return {
    get cookie() {
      return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(text: string) {
      const [pair = '', ...attributes] = text.split('; ');
      const at = pair.indexOf('=');
      if (attributes.includes('Max-Age=0')) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  };
}

describe('[S2.18] what waits on a device', () => {
  const before = { provider: 'anna', device: 'tablet-before' };
  const after = { provider: 'anna', device: 'tablet-after' };

  it('is known to be missing where the storage was cleared, until somebody has read it', () => {
    const jar = aJar();
    expect(noteUnsent(jar, before, 0, NOW)).toBeNull();
    expect(noteUnsent(jar, before, 2, NOW + 1)).toBeNull();
    expect(noteUnsent(jar, after, 0, NOW + 9)).toEqual({ count: 2, at: NOW + 1 });
    expect(noteUnsent(jar, after, 1, NOW + 10)).toEqual({ count: 2, at: NOW + 1 });
    const again = { provider: 'anna', device: 'tablet-again' };
    expect(noteUnsent(jar, again, 0, NOW + 11)).toEqual({ count: 3, at: NOW + 10 });
    forgetMissing(jar, 'anna');
    expect(noteUnsent(jar, again, 0, NOW + 12)).toBeNull();
  });

  it('is not missing where it was sent before, nor to another provider', () => {
    const jar = aJar();
    noteUnsent(jar, before, 2, NOW);
    expect(noteUnsent(jar, { provider: 'ben', device: 'tablet-after' }, 0, NOW)).toBeNull();
    noteUnsent(jar, before, 0, NOW + 1);
    expect(noteUnsent(jar, after, 0, NOW + 2)).toBeNull();
  });
});
