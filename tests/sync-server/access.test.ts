import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS, type AccessRow, type Asked } from '../support/access-table.ts';
import {
  ASKERS,
  STAFF_ASKERS,
  type StaffAsker,
  openAccessWorld,
  type AccessIds,
  type AccessWorld,
  type Asker
} from '../support/access-world.ts';

let world: AccessWorld;
beforeAll(async () => {
  world = await openAccessWorld();
});
afterAll(() => world.server.close());

type Named = Extract<AccessRow, { sees: unknown }>;
const rows = Object.entries(ACCESS);
const TOLD = ['upload-offset', 'upload-complete', 'etag', 'location', 'content-type'];

/** Of a HEAD that follows from a GET: its GET's. */
function rowOf(method: string, url: string): AccessRow | undefined {
  return ACCESS[`${method} ${url}`] ?? (method === 'HEAD' ? ACCESS[`GET ${url}`] : undefined);
}

async function answerTo(method: string, { url, payload }: Asked, asker: Asker) {
  const type = Buffer.isBuffer(payload) ? 'application/octet-stream' : 'application/json';
  const headers = { ...world.headers[asker], ...(payload && { 'content-type': type }) };
  const answer = await world.server.app.inject({
    method: method as 'GET',
    url,
    headers,
    ...(payload && { payload })
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.body };
}

/** An answer without what names the request and the id that was asked for. */
async function blankAnswer(method: string, asked: Asked, asker: Asker, ids: AccessIds) {
  const { status, headers, body } = await answerTo(method, asked, asker);
  const told = TOLD.map((name) => headers[name]).join();
  let text = `${status} ${told} ${body}`;
  for (const id of Object.values(ids) as string[]) text = text.replaceAll(id, '<id>');
  return text
    .replace(/"requestId":"[^"]*"/g, '')
    .replace(/"\d+-[\w-]+"/g, '"<rev>"')
    .replace(/"(last_seq|seq|update_seq)":("[^"]*"|\d+)/g, '');
}

const askedOf = ({ ask }: Named, ids: AccessIds) => ask(ids, world.customerToken);

describe('every route', () => {
  it('[S1.19] has a row in the table of who sees what, and no row is left over', () => {
    const missing = world.routes.filter(({ method, url }) => !rowOf(method, url));
    expect(missing).toEqual([]);
    const there = new Set(world.routes.map(({ method, url }) => `${method} ${url}`));
    expect(rows.map(([key]) => key).filter((key) => !there.has(key))).toEqual([]);
    // What names something in its address is never everybody's by oversight.
    const open = rows.filter(([key, row]) => key.includes('/:') && 'to' in row);
    expect(open.map(([key]) => key)).toEqual([
      ...['GET /api/providers/:id', 'GET /api/p/:handle', 'GET /api/p/:handle/photo']
    ]);
  });

  it.each(rows.filter(([, row]) => 'to' in row && row.to !== 'everybody').map(([key]) => key))(
    '[S1.19] %s is answered to whom it is for',
    async (key) => {
      const [method, url] = key.split(' ') as [string, string];
      const { to, payload, answer = 200 } = ACCESS[key] as Extract<AccessRow, { to: StaffAsker }>;
      const asked: Asked = payload ? { url, payload } : { url };
      const statusFor = async (asker: Asker) => (await answerTo(method, asked, asker)).status;
      for (const asker of ['nobody', 'customer', 'expired'] as const) {
        expect(await statusFor(asker), asker).toBe(401);
      }
      if ((to as string) === 'signedIn') return;
      // About their own application, whatever the address says; staff have none.
      const isOwn = (to as string) === 'applying';
      if (isOwn) {
        for (const asker of STAFF_ASKERS) expect(await statusFor(asker), asker).toBe(403);
        return;
      }
      expect(await statusFor('otherHelper')).toBe(403);
      expect(await statusFor('applicant')).toBe(403);
      for (const asker of STAFF_ASKERS) {
        const isTheirs = asker === to || asker === 'operator';
        if (!isTheirs) expect(await statusFor(asker), asker).toBe(403);
      }
      expect(await statusFor(to)).toBe(answer);
    }
  );

  it('[O2.3] of somebody that staff see is named in the audit log', () => {
    // What writes its own entries, with what was before.
    const OWN = /^\/api\/(?:staff|business|set-up|catalog|applications|vetting|invites)\b/;
    const seen = rows.filter(([, row]) => 'sees' in row && row.sees.includes('staff'));
    const named = new Map(
      world.routes.map(({ method, url, audit }) => [`${method} ${url}`, audit])
    );
    const silent = seen.map(([key]) => key).filter((key) => !named.get(key));
    expect(silent.filter((key) => !OWN.test(key.slice(key.indexOf(' ') + 1)))).toEqual([]);
  });

  // Whoever sees it asks last: what they ask may change it.
  const named = rows.flatMap(([key, row]) =>
    'sees' in row ? ASKERS.map((asker) => [key, asker, row] as const) : []
  );
  const blind = named.filter(([, asker, { sees }]) => !sees.includes(asker) && asker !== 'owner');
  const seeing = named.filter(([, asker, { sees }]) => sees.includes(asker));

  it.each(blind)('[S1.19] %s: foreign and unknown are alike to %s', async (key, asker, row) => {
    const [method] = key.split(' ') as [string];
    const [foreign, unknown] = [world.foreign, world.unknown].map((ids) => askedOf(row, ids));
    for (const [at, asked] of foreign!.entries()) {
      const one = await blankAnswer(method, asked, asker, world.foreign);
      expect(await blankAnswer(method, unknown![at]!, asker, world.unknown), asked.url).toBe(one);
      expect(one).not.toMatch(/^5/);
    }
  });

  it.each(seeing)('[S1.19] %s: is there for %s', async (key, asker, row) => {
    const [method] = key.split(' ') as [string];
    const [foreign, unknown] = [world.foreign, world.unknown].map((ids) => askedOf(row, ids));
    for (const [at, asked] of foreign!.entries()) {
      const nothing = await blankAnswer(method, unknown![at]!, asker, world.unknown);
      const one = await blankAnswer(method, asked, asker, world.foreign);
      expect(one, asked.url).not.toBe(nothing);
    }
  });
});
