import { describe, expect, it } from 'vitest';
import { OpenPage } from '../../src/lib/staff/open-page.svelte.ts';
import type { Asked } from '../../src/lib/staff/staff-api.ts';

/** A page whose questions are answered by hand, in any order. */
function aPage() {
  const asked: { id: string; answer: (answer: Asked<string>) => void }[] = [];
  const read = (id: string) =>
    new Promise<Asked<string>>((answer) => void asked.push({ id, answer }));
  return { asked, page: new OpenPage(read, () => '') };
}
const about = (value: string): Asked<string> => ({ ok: true, value });

describe('a page of support', () => {
  it('never shows the case that was open before under the address of the next one', async () => {
    const { asked, page } = aPage();
    const loading = [page.load('A'), page.load('B')];
    asked[1]?.answer(about('case B'));
    await loading[1];
    asked[0]?.answer({ ok: false, why: 'away' });
    await loading[0];
    expect(page).toMatchObject({ found: 'case B', problem: '' });
  });

  it('shows nothing while only the case before has answered', async () => {
    const { asked, page } = aPage();
    const [first] = [page.load('A'), page.load('B')];
    asked[0]?.answer(about('case A'));
    await first;
    expect(page.found).toBeUndefined();
  });

  it('stays while it is read again after the next sign-in, with what is being written on it', async () => {
    const { asked, page } = aPage();
    const first = page.load('A');
    asked[0]?.answer(about('case A'));
    await first;
    const ended = page.readAgain('A');
    asked[1]?.answer({ ok: false, why: 'signedOut' });
    await ended;
    expect(page).toMatchObject({ found: 'case A', problem: '' });
    const again = page.load('A');
    expect(page.found).toBe('case A');
    asked[2]?.answer(about('case A, later'));
    await again;
    expect(page.found).toBe('case A, later');
  });

  it('is gone where whoever has signed in since may not see it', async () => {
    const { asked, page } = aPage();
    const loading = [page.load('A')];
    asked[0]?.answer(about('case A'));
    await loading[0];
    loading.push(page.load('A'));
    asked[1]?.answer({ ok: false, why: 'forbidden' });
    await loading[1];
    expect(page.found).toBeUndefined();
  });

  it('does not go back to what it said before something was done, nor to a case that was left', async () => {
    const { asked, page } = aPage();
    const [early, late] = [page.load('A'), page.readAgain('A')];
    asked[1]?.answer(about('closed'));
    await late;
    asked[0]?.answer(about('open'));
    await early;
    expect(page.found).toBe('closed');

    await page.readAgain('B');
    expect(asked).toHaveLength(2);
    expect(page.found).toBe('closed');
  });
});
