import { describe, expect, it } from 'vitest';
import { Draft, type DraftDeps } from '../../src/lib/drafts/draft.svelte.ts';

function aDesk(kept: Record<string, string> = {}) {
  const disk = new Map<string, string>(Object.entries(kept));
  const errors: unknown[] = [];
  const desk = {
    disk,
    errors,
    pauses: new Set<() => void>(),
    isFull: false,
    deps: {} as DraftDeps,
    /** The typing pauses. */
    pause: () => [...desk.pauses].forEach((run) => run())
  };
  desk.deps = {
    disk: {
      read: (key) => Promise.resolve(disk.get(key)),
      save: (key, value) => {
        if (desk.isFull) return Promise.reject(new Error('full'));
        disk.set(key, value);
        return Promise.resolve();
      },
      drop: (key) => {
        disk.delete(key);
        return Promise.resolve();
      }
    },
    later: (run) => {
      desk.pauses.add(run);
      return () => desk.pauses.delete(run);
    },
    beginWork: () => () => undefined,
    onError: (cause) => errors.push(cause)
  };
  return desk;
}

/** Reading is a promise or two away. */
const read = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a draft', () => {
  it('comes back after a reload', async () => {
    const draft = new Draft('note:1', aDesk({ 'note:1': 'Router im Flur' }).deps);
    await read();
    expect(draft.value).toBe('Router im Flur');
  });

  it('keeps what was typed while the old text was still being read', async () => {
    const draft = new Draft('note:1', aDesk({ 'note:1': 'alt' }).deps);
    draft.value = 'neu';
    await read();
    expect(draft.value).toBe('neu');
  });

  it('is on the disk once the typing pauses, as it then is', async () => {
    const desk = aDesk();
    const draft = new Draft('note:1', desk.deps);
    draft.value = 'Ro';
    draft.value = 'Router';
    expect(desk.pauses.size).toBe(1);
    desk.pause();
    await draft.written();
    expect(desk.disk.get('note:1')).toBe('Router');
  });

  it('is on the disk at once when the page is hidden', async () => {
    const desk = aDesk();
    const draft = new Draft('note:1', desk.deps);
    draft.value = 'Router';
    draft.flush();
    await draft.written();
    expect(desk.disk.get('note:1')).toBe('Router');
    expect(desk.pauses.size).toBe(0);
  });

  it('stays gone after it has become an action, whatever was still to be written', async () => {
    const desk = aDesk();
    const draft = new Draft('note:1', desk.deps);
    draft.value = 'Router';
    draft.flush();
    draft.value = 'Router im Flur';
    draft.clear();
    desk.pause();
    await draft.written();
    expect(draft.value).toBe('');
    expect(desk.disk.size).toBe(0);
  });

  it('keeps the text and says so when the device cannot save', async () => {
    const desk = aDesk();
    const draft = new Draft('note:1', desk.deps);
    desk.isFull = true;
    draft.value = 'Router';
    draft.flush();
    await draft.written();
    expect(draft.value).toBe('Router');
    expect(desk.errors).toHaveLength(1);
    desk.isFull = false;
    draft.value = 'Router im Flur';
    draft.flush();
    await draft.written();
    expect(desk.disk.get('note:1')).toBe('Router im Flur');
  });
});
