import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FilePackage } from '#domain/catalog/catalog-file.ts';
import { ItemOnDesk } from '../../src/lib/catalog/desk/item-on-desk.svelte.ts';

const ITEM = { kind: 'package', id: 'wlan' } as const;
const PUBLISHED = { content: { id: 'wlan', durationMin: 60 }, version: 1, rev: '1-p' };
type Draft = { rev: string; content: FilePackage; publishAt: number | null; isOutdated: boolean };

let kept: Map<string, string>;
/** The draft at the server: it takes what names its revision. */
let draft: Draft | null;
let isLost: boolean;
let isDown: boolean;
let saves: number;

function answer(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { 'mila-time': '0' };
  if (isDown) return Promise.reject(new TypeError('failed to fetch'));
  if (init.method !== 'PUT') {
    const found = { at: 0, ...ITEM, published: PUBLISHED, draft, editions: [] };
    return Promise.resolve(Response.json(found, { headers }));
  }
  const body = JSON.parse(init.body as string) as Draft & { base?: string };
  if ((draft?.rev ?? null) !== body.rev)
    return Promise.resolve(Response.json({ error: 'document.conflict' }, { status: 409, headers }));
  const isOutdated = body.base === undefined ? (draft?.isOutdated ?? false) : false;
  draft = { rev: `${++saves}-d`, content: body.content, publishAt: null, isOutdated };
  if (isLost) return Promise.reject(new TypeError('failed to fetch'));
  return Promise.resolve(Response.json({ rev: draft.rev, at: saves }, { headers }));
}

async function aDesk() {
  const desk = new ItemOnDesk(ITEM);
  await desk.load();
  return desk;
}
const type = (desk: ItemOnDesk, durationMin: number) =>
  Object.assign(desk.content, { durationMin });

beforeEach(() => {
  kept = new Map();
  draft = null;
  isLost = isDown = false;
  saves = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('fetch', answer);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key)
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('[O4.5] an editor whose answer was lost is not told that somebody was faster', async () => {
  const desk = await aDesk();
  type(desk, 75);
  isLost = true;
  expect(await desk.flush()).toBe(false);
  isLost = false;
  expect(await desk.flush()).toBe(true);
  expect(desk).toMatchObject({ conflict: undefined, rev: '1-d', saving: 'saved' });
});

it('[O4.5] nor after they have typed on', async () => {
  const desk = await aDesk();
  type(desk, 75);
  isLost = true;
  await desk.flush();
  isLost = false;
  type(desk, 90);
  await desk.flush();
  expect(await desk.flush()).toBe(true);
  expect(desk.conflict).toBeUndefined();
  expect(draft?.content.durationMin).toBe(90);
});

it('[O4.5, O4.11] nor after a reload', async () => {
  const first = await aDesk();
  type(first, 75);
  isLost = true;
  await first.flush();
  isLost = false;
  const desk = await aDesk();
  expect(desk).toMatchObject({ conflict: undefined, rev: '1-d' });
  expect(desk.content).toMatchObject({ durationMin: 75 });
});

it('[O4.5] the change of somebody else is still shown', async () => {
  const desk = await aDesk();
  const other = await aDesk();
  type(other, 45);
  await other.flush();
  type(desk, 75);
  expect(await desk.flush()).toBe(false);
  expect(desk.conflict?.content).toMatchObject({ durationMin: 45 });
  expect(await desk.unschedule()).toBe(false);
});

it('[O4.6] taking the date away waits for the save before it, and says where it failed', async () => {
  const desk = await aDesk();
  type(desk, 75);
  await desk.flush();
  draft = { ...draft!, publishAt: 9 };
  await desk.load();
  type(desk, 80);
  const [, isDone] = await Promise.all([desk.flush(), desk.unschedule()]);
  expect(isDone).toBe(true);
  expect(desk.draft).toMatchObject({ publishAt: null, content: { durationMin: 80 } });
  isDown = true;
  expect(await desk.unschedule()).toBe(false);
  expect(desk.notSavedText).not.toBe('');
});

it('[O4.5] building on what is published now is saved once it was seen, or told', async () => {
  const desk = await aDesk();
  type(desk, 75);
  await desk.flush();
  draft = { ...draft!, isOutdated: true };
  await desk.load();
  isDown = true;
  expect(await desk.rebase()).toBe(false);
  expect(desk.notSavedText).not.toBe('');
  isDown = false;
  expect(await desk.rebase()).toBe(true);
  expect(desk.draft?.isOutdated).toBe(false);
});
