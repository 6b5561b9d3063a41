import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OpenQueue } from '../../src/lib/vetting/open-queue.svelte.ts';

let asked: { query: URLSearchParams; answer: (body: object | Error) => void }[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', (path: string) => {
    const query = new URL(path, 'http://mila.example').searchParams;
    const headers = { 'mila-time': '0' };
    return new Promise<Response>((resolve, reject) => {
      const answer = (body: object | Error) =>
        body instanceof Error ? reject(body) : resolve(Response.json(body, { headers }));
      asked.push({ query, answer });
    });
  });
});
afterEach(() => void vi.unstubAllGlobals());

const aPage = (page: number, isMore: boolean, ...ids: string[]) => ({
  ...{ at: 0, page, isMore },
  applications: ids.map((id) => ({ id }))
});
const shown = (queue: OpenQueue) => queue.found?.applications.map(({ id }) => id);

it('[H2.10] whoever waits beyond the first page is reached too, nobody twice', async () => {
  const queue = new OpenQueue();
  const first = queue.load('market=CH');
  asked[0]!.answer(aPage(0, true, 'a', 'b'));
  await first;
  const next = queue.more();
  expect(asked[1]!.query.toString()).toBe('market=CH&page=1');
  asked[1]!.answer(aPage(1, false, 'b', 'c'));
  await next;
  expect(shown(queue)).toEqual(['a', 'b', 'c']);
  expect(queue.found?.isMore).toBe(false);
  await queue.more();
  expect(asked).toHaveLength(2);
});

it('[H2.10] a late answer about another country is never shown as this one', async () => {
  const queue = new OpenQueue();
  const loads = [queue.load('market=CH'), queue.load('market=DE')];
  asked[1]!.answer(aPage(0, false, 'berlin'));
  asked[0]!.answer(aPage(0, false, 'basel'));
  await Promise.all(loads);
  expect(shown(queue)).toEqual(['berlin']);
  expect(queue.isBusy).toBe(false);
});

it('[H2.10] further ones that came late are not put under another country', async () => {
  const queue = new OpenQueue();
  const first = queue.load('market=CH');
  asked[0]!.answer(aPage(0, true, 'basel'));
  await first;
  const steps = [queue.more(), queue.load('market=DE')];
  expect(shown(queue)).toBeUndefined();
  asked[2]!.answer(aPage(0, false, 'berlin'));
  asked[1]!.answer(aPage(1, false, 'bern'));
  await Promise.all(steps);
  expect(shown(queue)).toEqual(['berlin']);
});

it('keeps what is shown where the next page cannot be read', async () => {
  const queue = new OpenQueue();
  const first = queue.load('');
  asked[0]!.answer(aPage(0, true, 'a'));
  await first;
  const next = queue.more();
  asked[1]!.answer(new TypeError('failed to fetch'));
  await next;
  expect(queue).toMatchObject({ isAway: true, isBusy: false });
  expect(shown(queue)).toEqual(['a']);
});
