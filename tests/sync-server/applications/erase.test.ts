import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
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
const note = (id: string, email: string, rev: string) =>
  server.store.people.put({
    ...{ _id: `erasing:${id}`, type: 'erasing', applicant: id, rev },
    ...{ account: `account:${email}`, why: 'refused' }
  });
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

  // A note of before it was changed, and a crash after the application is gone.
  const application = (await readApplication(server.store, id))!;
  await note(id, 'mia@example.org', '1-of-before');
  await followAndRemind(server.deps);
  expect(await accountOf('mia@example.org')).toBeDefined();
  expect(await server.store.people.withPrefix('erasing:')).toEqual([]);
  await note(id, 'mia@example.org', application._rev!);
  await server.store.people.remove(application._id, application._rev!);
  await followAndRemind(server.deps);
  expect(await accountOf('mia@example.org')).toBeUndefined();
  expect(existsSync(papersOf(id))).toBe(false);
  expect(await erased()).toContainEqual({
    ...{ about: `application:${id}`, after: { why: 'refused' }, by: null }
  });
  expect(await server.store.people.withPrefix('erasing:')).toEqual([]);
});

it('[H2.16] what another process has noted and not yet done is done by whoever comes to the note', async () => {
  const nia = await withPaper('nia@example.org');
  const application = (await readApplication(server.store, nia.id))!;
  await note(nia.id, 'nia@example.org', application._rev!);
  await followAndRemind(server.deps);
  expect(await readApplication(server.store, nia.id)).toBeUndefined();
  expect(await accountOf('nia@example.org')).toBeUndefined();
  expect(existsSync(papersOf(nia.id))).toBe(false);
  expect(await server.store.people.withPrefix('erasing:')).toEqual([]);
});

it('[H2.15] one whose address is another’s account is erased, and nobody is written to', async () => {
  const pia = await begin(server, 'pia@example.org');
  const { id } = (await pia.ask('GET', '/api/application')).body as never as { id: string };
  const own = (await readApplication(server.store, id))!;
  const stray = `${id}-2`;
  const { _rev: _, ...fields } = own;
  await server.store.people.put({ ...fields, _id: `application:${stray}`, id: stray });
  await after(76);
  await mailTo(server, 'pia@example.org', 'application.abandoned');
  const mails = await server.store.mails.withPrefix<{ _id: string }>('mail:person:');
  expect(mails.filter(({ _id }) => _id.includes(stray))).toEqual([]);
  expect(await readApplication(server.store, stray)).toBeUndefined();
  expect(await readApplication(server.store, id)).toBeDefined();
  expect(await accountOf('pia@example.org')).toBeDefined();
});

it('[H2.14] one that cannot be gone on with keeps no other from what is due', async () => {
  const good = await begin(server, 'uma@example.org');
  const { id } = (await good.ask('GET', '/api/application')).body as never as { id: string };
  const { _rev: _, ...fields } = (await readApplication(server.store, id))!;
  // Accepted, and nothing of it leads to a place or an account.
  const [broken, noted] = [`${id}-broken`, `${id}-noted`];
  await server.store.people.put({
    ...{ ...fields, _id: `application:${broken}`, id: broken },
    ...{ email: 'nobody@example.org', state: 'accepted', isFollowed: false }
  });
  await server.store.people.put({
    // No papers are found under a figure.
    ...{ _id: `erasing:${noted}`, type: 'erasing', applicant: 7 },
    ...{ account: 'account:nobody@example.org', why: 'refused', rev: '1-x' }
  });
  const failures = vi.spyOn(server.deps.log, 'error');
  await after(76);
  await mailTo(server, 'uma@example.org', 'application.abandoned');
  const failed = failures.mock.calls.map(([about]) => (about as { document: string }).document);
  expect(failed).toEqual([`application:${broken}`, `erasing:${noted}`]);
  failures.mockRestore();
  for (const _id of [`application:${broken}`, `erasing:${noted}`]) {
    const there = await server.store.people.get(_id);
    if (there) await server.store.people.remove(there._id, there._rev!);
  }
});

it('[H2.16] no address outlives it: not in counted guesses, links or the names of mails', async () => {
  const email = 'zoe@example.org';
  const { ask } = await begin(server, email);
  const change = { current: APPLICANT_PASSWORD, password: 'noch drei andere Worte' };
  expect((await ask('POST', '/api/account/password', change)).status).toBe(204);
  await mailTo(server, email, 'password.changed');
  await browser(server)('POST', '/api/applications', { email, locale: 'de', market: 'CH' });
  await mailTo(server, email, 'apply.known');
  const mails = await server.store.mails.withPrefix('mail:person:');
  expect(mails.filter(({ _id }) => _id.includes('@'))).toEqual([]);
  await after(76);
  await after(14);
  expect(await accountOf(email)).toBeUndefined();
  const left = (await server.store.people.withPrefix('')).filter((each) =>
    JSON.stringify(each).includes(email)
  );
  expect(left).toEqual([]);
});
