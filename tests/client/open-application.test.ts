import { beforeEach, describe, expect, it } from 'vitest';
import type { VettedApplication } from '#domain/application/views.ts';
import { m } from '../../src/lib/paraglide/messages.js';
import type { Asked } from '../../src/lib/staff/staff-api.ts';
import { OpenApplication } from '../../src/lib/vetting/open-application.svelte.ts';

type Answer = Asked<VettedApplication>;
const at = (generation: number, id = 'a') => ({ id, generation }) as VettedApplication;
let atServer: Answer;
let open: OpenApplication;

beforeEach(async () => {
  atServer = { ok: true, value: at(1) };
  open = new OpenApplication(
    () => Promise.resolve(atServer),
    () => 'a'
  );
  await open.load('a');
});

describe('what community sends about an application', () => {
  it('is taken where the server says so, and shown', async () => {
    expect(await open.take(Promise.resolve({ ok: true, value: at(2) }))).toBe(true);
    expect(open).toMatchObject({ found: at(2), notTaken: '', isBusy: false });
  });

  it.each([
    ['there is no connection', { ok: false, why: 'away' }, m.helpers_vet_away()],
    ['the session has ended', { ok: false, why: 'signedOut' }, m.helpers_vet_signed_out()],
    [
      'the words are refused',
      { ok: false, why: 'refused', code: 'request.invalid', fields: [] },
      m.helpers_vet_refused()
    ]
  ] satisfies [string, Answer, string][])(
    'is said not to be sent, and nothing on the page goes, where %s',
    async (_title, answer, text) => {
      expect(await open.take(Promise.resolve(answer))).toBe(false);
      expect(open).toMatchObject({ found: at(1), notTaken: text, problem: '', isBusy: false });
    }
  );

  it('is not sent about what was changed meanwhile: that is shown first', async () => {
    atServer = { ok: true, value: at(5) };
    const changed: Answer = { ok: false, why: 'refused', code: 'application.changed', fields: [] };
    expect(await open.take(Promise.resolve(changed))).toBe(false);
    expect(open).toMatchObject({ found: at(5), notTaken: m.helpers_vet_changed() });
  });

  it('shows nothing of an application that was left', async () => {
    let answer: (answer: Answer) => void = () => undefined;
    const taking = open.take(new Promise<Answer>((resolve) => (answer = resolve)));
    atServer = { ok: true, value: at(1, 'b') };
    await open.load('b');
    answer({ ok: true, value: at(2) });
    await taking;
    expect(open.found).toEqual(at(1, 'b'));
  });
});
