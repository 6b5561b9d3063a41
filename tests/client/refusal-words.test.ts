import { describe, expect, it } from 'vitest';
import { API_CODES } from '#domain/protocol/api-code.ts';
import { notDoneText } from '../../src/lib/catalog/not-done.ts';
import { problemText } from '../../src/lib/own-account/problem-text.ts';
import { m } from '../../src/lib/paraglide/messages.js';

const about = (...words: (() => string)[]) => words.map((each) => each());

describe('what a refusal means', () => {
  it.each(API_CODES)('%s is not told as a lost connection or a wrong address', (code) => {
    const text = problemText(code);
    expect(text).not.toBe('');
    expect(about(m.helpers_away, m.helpers_email_invalid)).not.toContain(text);
  });

  it('is told with the words of the place where it has some', () => {
    const here = { 'request.invalid': m.helpers_email_invalid };
    expect(problemText('request.invalid', here)).toBe(m.helpers_email_invalid());
    expect(problemText('away', here)).toBe(m.helpers_away());
  });

  it('of a code that is newer than this page is told in general', () => {
    expect(problemText('some.newCode' as never)).toBe(m.helpers_refused());
  });
});

describe('what was not done to the catalogue', () => {
  const refused = (code: string, fields: { path: string; message: string }[] = []) =>
    notDoneText({ ok: false, why: 'refused', code, fields });

  it('is a lost connection only where there is none', () => {
    const others = [
      notDoneText({ ok: false, why: 'signedOut' }),
      notDoneText({ ok: false, why: 'forbidden' }),
      notDoneText({ ok: false, why: 'unknown' }),
      ...[refused('document.conflict'), refused('request.invalid')]
    ];
    expect(notDoneText({ ok: false, why: 'away' })).toBe(m.catalog_not_done());
    expect(others).not.toContain(m.catalog_not_done());
    expect(new Set(others).size).toBe(others.length);
  });

  it('says that somebody was faster, or where a fault is', () => {
    expect(refused('document.conflict')).toBe(m.catalog_not_done_conflict());
    expect(refused('request.invalid', [{ path: '/price', message: 'price' }])).toBe(
      m.catalog_not_done_faults()
    );
  });
});
