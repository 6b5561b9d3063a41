import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyForm, type ApplicationForm } from '#domain/application/application-form.ts';
import { ApplicationDraft } from '../../src/lib/apply/application-draft.svelte.ts';

const EMPTY = emptyForm('CH');
let kept: Map<string, string>;
/** The application at the server: it takes what is written on what it has now. */
let atServer: { id: string; generation: number; form: ApplicationForm };

function answer(_path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { 'mila-time': '0' };
  if (init.method === 'PUT') {
    const body = JSON.parse(init.body as string) as typeof atServer;
    if (body.generation !== atServer.generation)
      return Promise.resolve(
        Response.json({ error: 'application.changed' }, { status: 409, headers })
      );
    atServer = { ...atServer, generation: atServer.generation + 1, form: body.form };
  }
  return Promise.resolve(Response.json(atServer, { headers }));
}

const elsewhere = (changed: Partial<ApplicationForm>) => {
  const form = { ...atServer.form, ...changed };
  atServer = { ...atServer, generation: atServer.generation + 1, form };
};

async function aDraft() {
  const draft = new ApplicationDraft();
  await draft.load();
  return draft;
}
function type(draft: ApplicationDraft, changed: Partial<ApplicationForm>) {
  Object.assign(draft.form!, changed);
  draft.touched();
}

beforeEach(() => {
  kept = new Map();
  atServer = { id: 'a', generation: 1, form: EMPTY };
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

it('[H1.2] saves on what another device has saved before, where both have changed something else', async () => {
  const draft = await aDraft();
  elsewhere({ street: 'Spalenberg' });
  type(draft, { name: 'Anna' });
  expect(await draft.save()).toBe(true);
  expect(atServer.form).toMatchObject({ name: 'Anna', street: 'Spalenberg' });
});

describe('[H1.2] what both devices have changed', () => {
  async function inConflict() {
    const draft = await aDraft();
    elsewhere({ city: 'Basel', street: 'Spalenberg' });
    type(draft, { city: 'Bern', name: 'Anna' });
    await draft.save();
    expect(draft.conflicts).toEqual([{ field: 'city', theirs: 'Basel' }]);
    return draft;
  }

  it('stays asked, however often it is read again', async () => {
    const draft = await inConflict();
    await draft.load();
    await draft.load();
    expect(draft.conflicts).toEqual([{ field: 'city', theirs: 'Basel' }]);
    expect([await draft.save(), atServer.form.city]).toEqual([false, 'Basel']);
  });

  it('stays asked after a reload, and after more was typed', async () => {
    type(await inConflict(), { phone: '+41 61 000 00 00' });
    const again = await aDraft();
    expect(again.conflicts).toEqual([{ field: 'city', theirs: 'Basel' }]);
    expect(again.form).toMatchObject({ city: 'Bern', name: 'Anna', street: 'Spalenberg' });
    expect([await again.save(), atServer.form.city]).toEqual([false, 'Basel']);
  });

  it('shows what the other one has by now', async () => {
    const draft = await inConflict();
    elsewhere({ city: 'Biel' });
    await draft.load();
    expect(draft.conflicts).toEqual([{ field: 'city', theirs: 'Biel' }]);
  });

  it.each([
    ['mine', false, 'Bern'],
    ['theirs', true, 'Basel']
  ])('is what was chosen: %s, also after a reload', async (_title, isTheirs, city) => {
    const draft = await inConflict();
    draft.choose('city', isTheirs);
    const again = await aDraft();
    expect(again.conflicts).toEqual([]);
    expect(await again.save()).toBe(true);
    expect(atServer.form).toMatchObject({ city, name: 'Anna', street: 'Spalenberg' });
    expect(kept.size).toBe(0);
  });
});
