import { render } from 'svelte/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DeviceError } from '../../src/lib/device/store/device-error.ts';
import JobScreen from '../../src/lib/jobs/JobScreen.svelte';
import MissingJob from '../../src/lib/jobs/MissingJob.svelte';
import { saveError } from '../../src/lib/device/app/save-error.svelte.ts';
import { unsavedPhotos } from '../../src/lib/recording/photos/unsaved-photos.svelte.ts';
import { setLocale } from '../../src/lib/paraglide/runtime.js';
import SaveErrorNotice from '../../src/lib/frame/SaveErrorNotice.svelte';
import UnsavedPhotosNotice from '../../src/lib/frame/UnsavedPhotosNotice.svelte';
import { NOW } from '../support/builders.ts';
import { aJobView } from '../support/device-views.ts';

vi.mock('../../src/lib/device/device.ts', () => ({
  device: { storeName: 'mila-anna', onStore: () => () => undefined }
}));
vi.mock('../../src/lib/live/live-data.ts', async () => {
  const { aJobView } = await import('../support/device-views.ts');
  return { jobsOnDevice: { current: [aJobView({})] } };
});
vi.mock('../../src/lib/recording/photos/photos-to-send.ts', () => ({
  photosToSend: { current: [] }
}));
vi.mock('../../src/lib/drafts/draft-text.svelte.ts', () => ({ draftText: () => ({ value: '' }) }));
void setLocale('de', { reload: false });

const picture = new File(['x'], 'router.jpg');
const screen = (job: Parameters<typeof aJobView>[0]) =>
  render(JobScreen, {
    props: {
      view: aJobView(job),
      now: NOW,
      catalog: null,
      record: () => Promise.resolve(true),
      addPhoto: () => Promise.resolve(null),
      photoBlob: () => Promise.resolve(null),
      dismiss: () => undefined
    }
  }).body;
const elsewhere = (path: string) => render(UnsavedPhotosNotice, { props: { path } }).body;
const times = (text: string, words: string) => text.split(words).length - 1;

afterEach(() => {
  for (const order of unsavedPhotos.orders) unsavedPhotos.giveUp(order);
  saveError.clear();
  vi.restoreAllMocks();
});

describe('pictures that are not saved', () => {
  it.each(['working', 'failed', 'held', 'cancelled', 'completed'] as const)(
    '[P2.3] are said once by their visit, with both ways out: %s',
    (state) => {
      expect(screen({ state })).not.toContain('noch nicht gespeichert');
      unsavedPhotos.keep('order1', picture);
      const html = screen({ state });
      expect(times(html, '1 Foto ist noch nicht gespeichert')).toBe(1);
      expect(html).toContain('Noch einmal speichern');
      expect(html).toContain('Verwerfen');
    }
  );

  it('[P2.3] are said by a visit that went to nobody, or is not on this device any more', () => {
    unsavedPhotos.keep('order1', picture);
    expect(screen({ state: 'requested', provider: null })).toContain('noch nicht gespeichert');
    const missing = (order?: string) => render(MissingJob, { props: { order } }).body;
    expect(missing('order1')).toContain('Noch einmal speichern');
    expect(missing('order2')).not.toContain('Noch einmal speichern');
  });

  it('[P2.3] are said on every other screen, with the way to their visit', () => {
    expect(elsewhere('/today')).not.toContain('role="status"');
    unsavedPhotos.keep('order1', picture);
    unsavedPhotos.keep('order2', picture);
    const html = elsewhere('/device');
    expect(html).toContain('2 Fotos sind noch nicht gespeichert');
    expect(html).toMatch(/href="\/jobs\/order1".*Zum Auftrag: WLAN einrichten/s);
    expect(html).toContain('href="/jobs/order2"');
  });

  it('[P2.3] are not said twice where their visit is shown', () => {
    unsavedPhotos.keep('order1', picture);
    expect(elsewhere('/jobs/order1')).not.toContain('role="status"');
  });

  it('[P2.5] are not thrown away by the button that loads the app anew', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    saveError.report(new DeviceError('app.incomplete'));
    const notice = () => render(SaveErrorNotice, { props: {} }).body;
    expect(notice()).toContain('App neu laden');
    unsavedPhotos.keep('order1', picture);
    expect(notice()).not.toContain('App neu laden');
    expect(notice()).toContain('Speichern oder verwerfen Sie sie zuerst');
  });
});
