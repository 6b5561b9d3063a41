import { render } from 'svelte/server';
import { describe, expect, it, vi } from 'vitest';
import { setLocale } from '../../src/lib/paraglide/runtime.js';
import SignInScreen from '../../src/lib/session/SignInScreen.svelte';

const update = vi.hoisted(() => ({ ready: false, isChanging: false }));
vi.mock('../../src/lib/device/app/app-update.svelte.ts', () => ({ appUpdate: update }));
vi.mock('../../src/lib/device/device.ts', () => ({
  device: { unsentAccounts: () => Promise.resolve([]) }
}));
void setLocale('de', { reload: false });

describe('a new version of the app', () => {
  it.each([true, false])('is offered on the sign-in screen once it is here: %s', (ready) => {
    update.ready = ready;
    expect(render(SignInScreen, { props: {} }).body.includes('Jetzt neu laden')).toBe(ready);
  });
});
