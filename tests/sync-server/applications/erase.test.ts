import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY_MS } from '#domain/policy/policy.ts';
import type { VettedApplication } from '#domain/application/views.ts';
import { readApplication } from '../../../sync-server/applications/application-document.ts';
import { followAndRemind } from '../../../sync-server/applications/keep-applications.ts';
import type { Account } from '../../../sync-server/people/account.ts';
import {
  APPLICANT_PASSWORD,
  begin,
  browser,
  fillIn,
  mailTo,
  paperUrl,
  PDF
} from '../../support/applying.ts';
import { PASSWORD, startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ background: false });
});
afterAll(() => server.close());

const after = async (days: number) => {
  server.clock.advance(days * DAY_MS);
  await followAndRemind(server.deps);
};
const papersOf = (id: string) => join(server.deps.config.filesDir, 'papers', id);
const accountOf = (email: string) => server.store.people.get<Account>(`account:${email}`);
const erased = async () =>
  (await server.deps.audit.read())
    .filter(({ what }) => what === 'application.erase')
    .map(({ about, after, by }) => ({ about, after, by }));

async function signedIn(email: string, password: string) {
  const { cookie } = await browser(server)('POST', '/api/session', { email, password });
  return browser(server, cookie);
}
async function withPaper(email: string) {
  const lea = await begin(server, email);
  await lea.ask('POST', paperUrl(), PDF);
  const { id } = (await lea.ask('GET', '/api/application')).body as never as { id: string };
  return { ...lea, id };
}

it('[H2.15, H2.16] one that was left lying goes with papers, account and session, after a warning', async () => {
  const lea = await withPaper('lea@example.org');
  const { id: keptId } = await withPaper('kim@example.org');
  await after(76);
  const again = await signedIn('lea@example.org', APPLICANT_PASSWORD);
  const kept = await signedIn('kim@example.org', APPLICANT_PASSWORD);
  const warning = await mailTo(server, 'lea@example.org', 'application.abandoned');
  expect(warning.text).toMatch(/löschen wir/);
  const { generation, form } = (await kept('GET', '/api/application')).body as never as {
    generation: number;
    form: object;
  };
  const saved = { generation, form: { ...form, city: 'Basel' } };
  expect((await kept('PUT', '/api/application', saved)).status).toBe(200);

  await after(13);
  expect(existsSync(papersOf(lea.id))).toBe(true);
  await after(1);
  expect(await readApplication(server.store, lea.id)).toBeUndefined();
  expect(existsSync(papersOf(lea.id))).toBe(false);
  expect(await accountOf('lea@example.org')).toBeUndefined();
  expect((await again('GET', '/api/session')).status).toBe(401);
  const why = { about: `application:${lea.id}`, after: { why: 'abandoned' }, by: null };
  expect(await erased()).toEqual([why]);
  // Whoever has gone on keeps theirs.
  expect(await readApplication(server.store, keptId)).toBeDefined();
  await followAndRemind(server.deps);
  expect(await erased()).toEqual([why]);
});

it('[H2.15, H2.16] a refused one goes after 180 days, and what a crash has left of it too', async () => {
  const { email } = await server.addStaff('staff-eva', 'community');
  const eva = await signedIn(email, PASSWORD);
  const mia = await begin(server, 'mia@example.org');
  const { id } = await fillIn(mia);
  await mia.ask('POST', '/api/application/submit');
  const url = `/api/admin/applications/${id}`;
  const { generation } = (await eva('GET', url)).body as never as VettedApplication;
  await eva('POST', `${url}/refuse`, { reason: 'kein Platz', generation });
  await after(179);
  expect(await readApplication(server.store, id)).toBeDefined();

  // A crash after the note, and one after the application is gone.
  const application = (await readApplication(server.store, id))!;
  await server.store.people.put({
    ...{ _id: `erasing:${id}`, type: 'erasing', applicant: id },
    ...{ account: 'account:mia@example.org', why: 'refused' }
  });
  await followAndRemind(server.deps);
  expect(await accountOf('mia@example.org')).toBeDefined();
  await server.store.people.put({
    ...{ _id: `erasing:${id}`, type: 'erasing', applicant: id },
    ...{ account: 'account:mia@example.org', why: 'refused' }
  });
  await server.store.people.remove(application._id, application._rev!);
  await followAndRemind(server.deps);
  expect(await accountOf('mia@example.org')).toBeUndefined();
  expect(existsSync(papersOf(id))).toBe(false);
  expect(await erased()).toContainEqual({
    ...{ about: `application:${id}`, after: { why: 'refused' }, by: null }
  });
  expect(await server.store.people.withPrefix('erasing:')).toEqual([]);
});
