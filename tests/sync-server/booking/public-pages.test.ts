import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Provider } from '#domain/matching/provider.ts';
import { MARKET_POLICY } from '#domain/policy/policy.ts';
import { PAGE_POLICY, type PublicPage } from '#domain/profile/public-page.ts';
import type { ReviewDocument } from '../../../sync-server/orders/review-document.ts';
import { browser } from '../../support/applying.ts';
import {
  startTestServer,
  type SignedInDevice,
  type TestServer
} from '../../support/test-server.ts';
import { storedAfter } from '../../support/tracked-order.ts';

let server: TestServer;
let anna: SignedInDevice;
let handle: string;
beforeAll(async () => {
  server = await startTestServer({ background: false });
  anna = await server.signIn((await server.addProvider({ id: 'anna' })).email);
  handle = (await own()).handle;
});
afterAll(() => server.close());

async function own() {
  const { headers } = anna;
  const answer = await server.app.inject({ method: 'POST', url: '/api/own-page', headers });
  return answer.json<{ handle: string }>();
}
const ask = (path: string) => browser(server)('GET', path);
const change = (fields: Partial<Provider>) =>
  server.store.people.update<Provider>('provider:anna', (now) => ({ ...now!, ...fields }));

describe('a helper’s public page', () => {
  it('[R2.7] has one address, made once', async () => {
    expect(handle).toMatch(/^anna-[2-9a-z]{6}$/);
    expect((await own()).handle).toBe(handle);
  });

  it('[R2.6] is read by anybody, and leads into booking', async () => {
    const { status, body } = await ask(`/api/p/${handle}`);
    expect(status).toBe(200);
    const page = body as never as PublicPage;
    expect(page).toMatchObject({ id: 'anna', firstName: 'Anna', initial: 'M.', hasPhoto: false });
    expect(page.freeDays).toHaveLength(5);
    expect((await ask(`/api/providers/${page.id}`)).status).toBe(200);
  });

  it('[R2.8] tells of a promised visit no more than that the day is taken', async () => {
    const order = await storedAfter(server, 'offer.accept', (each) => ({
      ...each,
      job: {
        ...each.job,
        provider: { ...each.job.provider!, id: 'anna' },
        appointment: { ...each.job.appointment, durationMin: 24 * 60 }
      }
    }));
    const { body } = await ask(`/api/p/${handle}`);
    const text = JSON.stringify(body);
    expect(text).not.toContain(order._id);
    expect(text).not.toContain(String(order.job.appointment.startsAt));
  });

  it('[R2.8] names no day that an operator has closed', async () => {
    const freeDays = async () =>
      ((await ask(`/api/p/${handle}`)).body as never as PublicPage).freeDays;
    const [first, ...others] = await freeDays();
    const closedDays = [{ day: first!, name: 'Inventur' }];
    const now = server.clock.now();
    await server.deps.marketRules.add('CH', {
      ...{ version: 1, from: now, at: now, by: 'Eva', why: 'Inventur' },
      rules: { ...MARKET_POLICY.CH.rules, closedDays }
    });
    expect((await freeDays()).slice(0, others.length)).toEqual(others);
  });

  it('[R2.6] reads of all its words no more than it shows, the newest first', async () => {
    const { people } = server.store;
    const most = PAGE_POLICY.reviews;
    for (let at = 1; at <= most + 2; at += 1) {
      await people.put<ReviewDocument>({
        ...{ _id: `review:r${at}`, type: 'review', order: `r${at}`, provider: 'anna' },
        ...{ title: { de: 'WLAN' }, stars: 5, words: `Wort ${at}`, at, touchedAt: at },
        ...{ answer: null, hidden: {} }
      });
    }
    const asked = [vi.spyOn(people, 'find'), vi.spyOn(people, 'findAll')];
    const page = (await ask(`/api/p/${handle}`)).body as never as PublicPage;
    expect(page.reviews.map(({ at }) => at)).toEqual(
      Array.from({ length: most }, (_none, index) => most + 2 - index)
    );
    const queries = asked.flatMap((each) => each.mock.calls.map(([query]) => query));
    const ofReviews = queries.filter(({ selector }) => selector.type === 'review');
    expect(ofReviews.map(({ limit }) => limit)).toEqual([most]);
    vi.restoreAllMocks();
  });

  it('[R2.6] shows a photo only where its helper has handed it in', async () => {
    const photo = Buffer.alloc(2_000, 3);
    photo.set([0xff, 0xd8, 0xff, 0xe0]);
    const sha256 = createHash('sha256').update(photo).digest('base64url');
    await change({ photo: sha256 });
    expect((await ask(`/api/p/${handle}/photo`)).status).toBe(404);
    await server.app.inject({
      method: 'PUT',
      url: `/api/files/${sha256}`,
      headers: { ...anna.headers, 'content-type': 'application/octet-stream' },
      payload: photo
    });
    expect(await ask(`/api/p/${handle}/photo`)).toMatchObject({ status: 200, body: photo });
    expect((await ask(`/api/p/${handle}`)).body).toMatchObject({ hasPhoto: true });
  });

  it.each<[string, Partial<Provider>]>([
    ['pauses', { active: false }],
    ['is suspended', { vetted: false }]
  ])('[R2.7] is as if there were none while the helper %s', async (_title, fields) => {
    const { _id: _, ...none } = (await ask('/api/p/anna-222222')).body as Record<string, unknown>;
    await change(fields);
    for (const path of ['', '/photo']) {
      const gone = await ask(`/api/p/${handle}${path}`);
      expect(gone.status).toBe(404);
      expect({ ...gone.body, requestId: none.requestId }).toEqual(none);
    }
    await change({ active: true, vetted: true });
    expect((await ask(`/api/p/${handle}`)).status).toBe(200);
  });
});
