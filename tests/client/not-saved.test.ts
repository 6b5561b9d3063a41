import { render } from 'svelte/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DeviceError } from '../../src/lib/device/store/device-error.ts';
import { saveError } from '../../src/lib/device/app/save-error.svelte.ts';
import { setLocale } from '../../src/lib/paraglide/runtime.js';
import type { OverDialogs } from '../../src/lib/ui/dialogs/over-dialogs.svelte.ts';
import DialogInFrame from '../support/DialogInFrame.svelte';

void setLocale('de', { reload: false });
const html = (open: boolean) => render(DialogInFrame, { props: { open } }).body;

function fillDisk(): void {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  saveError.report(new DeviceError('storage.full'));
}

afterEach(() => {
  saveError.clear();
  vi.restoreAllMocks();
});

describe('what could not be saved while a dialog is open', () => {
  it('is an alert in the dialog, with a way to put it away', () => {
    fillDisk();
    const [dialog = ''] = /<dialog.*<\/dialog>/s.exec(html(true)) ?? [];
    expect(dialog).toMatch(/role="alert".*Nicht gespeichert.*<button/s);
  });

  it('is said neither in a closed dialog nor where everything was saved', () => {
    expect(html(true)).not.toContain('role="alert"');
    fillDisk();
    expect(html(false)).not.toContain('role="alert"');
  });

  it('is said by the page again once the last dialog is closed', () => {
    let over: OverDialogs | undefined;
    void render(DialogInFrame, {
      props: { open: false, onframe: (each: OverDialogs) => (over = each) }
    }).body;
    expect(over?.isInDialog).toBe(false);
    const close = [over?.opened(), over?.opened()];
    expect(over?.isInDialog).toBe(true);
    close[0]?.();
    expect(over?.isInDialog).toBe(true);
    close[1]?.();
    expect(over?.isInDialog).toBe(false);
  });
});
