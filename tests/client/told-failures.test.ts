import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeviceError } from '../../src/lib/device/store/device-error.ts';
import { answerOffer } from '../../src/lib/offers/answer-offer.ts';
import { resumeDeclines, takeBackDecline } from '../../src/lib/offers/declining.svelte.ts';
import { dismissAction } from '../../src/lib/recording/dismiss-action.ts';
import { saveError } from '../../src/lib/device/app/save-error.svelte.ts';
import { seeNotices } from '../../src/lib/recording/see-notices.ts';
import { toasts } from '../../src/lib/ui/feedback/toast.svelte.ts';

const full = () => Promise.reject(new DeviceError('storage.full'));
const fake = vi.hoisted(() => ({
  dropDraft: vi.fn<() => Promise<void>>(),
  saveDraft: vi.fn<() => Promise<void>>(),
  readDraft: vi.fn<() => Promise<unknown>>(),
  under: vi.fn<() => Promise<{ key: string; savedAt: number }[]>>()
}));
vi.mock('../../src/lib/device/device.ts', () => ({
  device: {
    storeName: 'mila-anna',
    dropDraft: fake.dropDraft,
    saveDraft: fake.saveDraft,
    readDraft: fake.readDraft,
    dismiss: () => full(),
    seeNotices: () => full(),
    onStore(listener: (store: unknown) => void) {
      listener({ name: 'mila-anna', drafts: { under: fake.under } });
      return () => undefined;
    }
  }
}));
const isTold = () => vi.waitFor(() => expect(saveError.current).toBe('storage.full'));

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.stubGlobal('navigator', {
    locks: { request: (_name: string, run: () => Promise<unknown>) => run() }
  });
  fake.dropDraft.mockReset().mockResolvedValue();
  fake.saveDraft.mockReset().mockResolvedValue();
  fake.readDraft.mockReset().mockResolvedValue(undefined);
  fake.under.mockReset().mockResolvedValue([]);
});
afterEach(() => {
  saveError.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('what nobody waits for is told where it fails', () => {
  it('a refused action that could not be taken off the list', async () => {
    dismissAction('action1');
    await isTold();
  });

  it('notices that could not be marked as read', async () => {
    seeNotices(['notice1']);
    await isTold();
  });

  it('a decline that could not be taken back', async () => {
    fake.dropDraft.mockImplementation(full);
    expect(await takeBackDecline('order1')).toBe(false);
    await isTold();
  });

  it('the undo under a declined offer', async () => {
    fake.dropDraft.mockImplementation(full);
    expect(await answerOffer('order1', 'decline', () => Promise.resolve(true))).toBe(true);
    toasts.at(-1)?.undo?.run();
    await isTold();
  });

  it('declines of an earlier page that could not be read', async () => {
    fake.under.mockImplementation(full);
    resumeDeclines();
    await isTold();
  });

  it('a decline that could not be said when its time came', async () => {
    fake.under.mockResolvedValue([{ key: 'declining:order1', savedAt: 0 }]);
    fake.readDraft.mockImplementation(full);
    resumeDeclines();
    await isTold();
  });
});

describe('accepting an offer that was declined a moment ago', () => {
  it('is not recorded while the decline would still be said, and answers instead of hanging', async () => {
    fake.dropDraft.mockImplementation(full);
    const record = vi.fn(() => Promise.resolve(true));
    expect(await answerOffer('order1', 'accept', record)).toBe(false);
    expect(record).not.toHaveBeenCalled();
    await isTold();
  });
});
