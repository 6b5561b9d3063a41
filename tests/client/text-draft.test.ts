import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MailTextRow } from '#domain/operator/mail-texts-view.ts';
import { TextDraft } from '../../src/lib/mail-texts/text-draft.svelte.ts';

const OURS = { subject: 'Ihre Anfrage', body: 'Danke.', action: 'Ansehen' };
const ROW: MailTextRow = {
  ...{ kind: 'booked', group: 'customers', variables: [], version: 0, missing: [] },
  ...{ own: {}, ours: { de: OURS, en: OURS }, at: 0, by: '' }
};
/** What the server has after each answer. */
let answers: (() => Response)[] = [];
const answer = (status: number, body: object) =>
  Response.json(body, { status, headers: { 'mila-time': '1' } });
const saved = (version: number, own: object) => answer(200, { texts: [{ ...ROW, version, own }] });

beforeEach(() => {
  answers = [];
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
    removeItem: (key: string) => kept.delete(key)
  });
  vi.stubGlobal('fetch', () => Promise.resolve(answers.shift()!()));
});
afterEach(() => vi.unstubAllGlobals());

function begun(subject: string): TextDraft {
  const draft = new TextDraft(ROW);
  draft.begin('de');
  draft.texts.de!.subject = subject;
  draft.keep();
  return draft;
}

describe('[O6.5] a text that is being written', () => {
  it('outlives a reload, and is gone once it is saved', async () => {
    begun('Danke!');
    const again = new TextDraft(ROW);
    expect(again.texts.de?.subject).toBe('Danke!');
    expect(again.isChanged).toBe(true);
    // What is only typed goes out in no mail.
    expect([again.isSaved('de'), again.isSaved('en')]).toEqual([false, true]);
    answers = [() => saved(1, { de: { ...OURS, subject: 'Danke!' } })];
    expect(await again.save()).toBe('saved');
    expect(again.isChanged).toBe(false);
    expect(again.isSaved('de')).toBe(true);
    expect(new TextDraft(again.row).isFromBefore).toBe(false);
  });

  it('keeps what is typed while it is saved', async () => {
    const draft = begun('Danke!');
    answers = [() => saved(1, { de: { ...OURS, subject: 'Danke!' } })];
    const saving = draft.save();
    draft.texts.de!.subject = 'Danke sehr!';
    draft.keep();
    expect(await saving).toBe('saved');
    expect(draft.texts.de?.subject).toBe('Danke sehr!');
    expect(draft.isChanged).toBe(true);
    expect(new TextDraft(draft.row).texts.de?.subject).toBe('Danke sehr!');
  });

  it('is not lost to a conflict, a fault or a lost connection', async () => {
    const draft = begun('Danke!');
    answers = [
      () => answer(409, { error: 'document.conflict' }),
      () =>
        answer(400, {
          error: 'request.invalid',
          fields: [{ path: '/texts/de/subject', message: 'variable' }]
        }),
      () => {
        throw new TypeError('Failed to fetch');
      }
    ];
    expect(await draft.save()).toBe('conflict');
    expect(await draft.save()).toBe('faults');
    expect(draft.faults).toEqual({ 'de.subject': 'variable' });
    expect(await draft.save()).toBe('away');
    expect(draft.texts.de?.subject).toBe('Danke!');
    draft.backToOurs('de');
    expect(draft.isChanged).toBe(false);
  });

  it('says that somebody has saved since it was begun', () => {
    begun('Danke!');
    const later = new TextDraft({ ...ROW, version: 1, own: { de: OURS } });
    expect(later.isFromBefore).toBe(true);
    later.takeOver(later.row);
    expect(later.isFromBefore).toBe(false);
    later.discard();
    expect(later.texts).toEqual({ de: OURS });
  });
});
