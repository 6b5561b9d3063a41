import { admit } from '../../../sync-server/applications/admit.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Provider } from '#domain/matching/provider.ts';
import type { VettedApplication } from '#domain/application/views.ts';
import { followAndRemind } from '../../../sync-server/applications/keep-applications.ts';
import {
  readApplication,
  applicationId,
  type ApplicationDocument
} from '../../../sync-server/applications/application-document.ts';
import { readPayoutTo } from '../../../sync-server/people/payout-to.ts';
import { aDevice } from '../../support/a-device.ts';
import {
  APPLICANT_PASSWORD,
  begin,
  browser,
  fillIn,
  mailTo,
  paperUrl,
  PDF
} from '../../support/applying.ts';
import {
  askForSession,
  PASSWORD,
  startTestServer,
  type TestServer
} from '../../support/test-server.ts';

let server: TestServer;
let eva: ReturnType<typeof browser>;
beforeAll(async () => {
  server = await startTestServer({ background: false });
  eva = await staff('community');
});
afterAll(() => server.close());

async function staff(role: 'community' | 'support') {
  const { email } = await server.addStaff(`staff-${role}`, role);
  const payload = { email, password: PASSWORD };
  return browser(server, (await browser(server)('POST', '/api/session', payload)).cookie);
}
const url = '/api/admin/applications';
async function handedIn(email: string) {
  const lea = await begin(server, email);
  const { id } = await fillIn(lea);
  await lea.ask('POST', '/api/application/submit');
  return { ...lea, id, email };
}
const read = async (id: string) =>
  (await eva('GET', `${url}/${id}`)).body as never as VettedApplication;
async function judgeAll(id: string, without: string[] = []) {
  for (const item of (await read(id)).items.filter((each) => !without.includes(each))) {
    const { generation } = await read(id);
    await eva('POST', `${url}/${id}/judge`, { item, isOk: true, reason: '', generation });
  }
}
const does = async (step: string, id: string, reason = '') =>
  eva('POST', `${url}/${id}/${step}`, { reason, generation: (await read(id)).generation });

describe('community', () => {
  it('[H2.10] sees the queue, the oldest first, by market, with what is decided', async () => {
    const first = await handedIn('first@example.org');
    server.clock.advance(1_000);
    const second = await handedIn('second@example.org');
    const { body } = await eva('GET', url);
    expect(body).toMatchObject({
      applications: [{ id: first.id, decided: 0, items: 6 }, { id: second.id }],
      isMore: false
    });
    expect((await eva('GET', `${url}?market=DE`)).body).toMatchObject({ applications: [] });
    expect((await (await staff('support'))('GET', url)).status).toBe(403);
  });

  it('[H2.11] whoever reads an applicant’s data or papers, and each decision, is in the audit log', async () => {
    const { id } = await handedIn('audit@example.org');
    const { papers, generation } = await read(id);
    const paper = `${url}/${id}/papers/${papers[0]!.id}`;
    expect((await eva('GET', paper)).body).toEqual(PDF);
    await eva('POST', `${url}/${id}/judge`, {
      item: 'person',
      isOk: false,
      reason: 'blurred',
      generation
    });
    const entries = (await server.deps.audit.read({ limit: 3 })).reverse();
    expect(entries.map(({ what, about }) => [what, about])).toEqual([
      ['application.read', id],
      ['paper.read', `${id}:${papers[0]!.id}`],
      ['application.judge', id]
    ]);
    expect(entries[2]).toMatchObject({ why: 'blurred', after: { item: 'person', isOk: false } });
  });

  it('[H2.12] asks for more: the applicant is written to, changes it and hands it in again', async () => {
    const lea = await handedIn('more@example.org');
    const item = (await read(lea.id)).items.find((each) => each.startsWith('paper:'))!;
    const { generation } = await read(lea.id);
    await eva('POST', `${url}/${lea.id}/judge`, {
      item,
      isOk: false,
      reason: 'Das Foto ist unscharf.',
      generation
    });
    expect((await does('ask', lea.id)).body).toMatchObject({ state: 'asked' });
    const mail = await mailTo(server, lea.email, 'application.ask');
    expect(mail.text).toContain('Ausweis: Das Foto ist unscharf.');
    expect(await lea.ask('GET', '/api/application')).toMatchObject({
      body: { decisions: { [item]: { isOk: false, reason: 'Das Foto ist unscharf.' } } }
    });
    expect((await lea.ask('POST', '/api/application/submit')).body).toMatchObject({
      error: 'application.missing'
    });
    await lea.ask('POST', paperUrl({ name: 'neu.pdf' }), PDF);
    expect((await lea.ask('POST', '/api/application/submit')).body).toMatchObject({
      state: 'submitted'
    });
  });

  it('[M9.5] accepts: what they earn goes to the account that was found good', async () => {
    const lea = await handedIn('paid@example.org');
    expect(await readPayoutTo(server.store, lea.id)).toBeUndefined();
    await judgeAll(lea.id);
    await does('accept', lea.id);
    expect(await readPayoutTo(server.store, lea.id)).toEqual({
      ...{ holder: 'Lea Amstutz', iban: 'CH9300762011623852957' }
    });
  });

  it('[H2.9] accepts: there is a provider, and the applicant signs in to the app with the same password', async () => {
    const lea = await handedIn('in@example.org');
    expect((await does('accept', lea.id)).body).toMatchObject({ error: 'application.openItems' });
    await judgeAll(lea.id);
    expect((await does('accept', lea.id)).body).toMatchObject({ state: 'accepted' });
    expect(await server.store.people.get<Provider>(`provider:${lea.id}`)).toMatchObject({
      ...{ role: 'friend', vetted: true, active: true, market: 'CH', phone: '+41615550123' },
      skills: [{ skill: 'wlan', level: 3 }]
    });
    const session = await askForSession(server, lea.email, APPLICANT_PASSWORD, await aDevice());
    expect(session.json()).toMatchObject({ provider: { id: lea.id, role: 'friend' } });
    expect((await mailTo(server, lea.email, 'application.accept')).text).toContain('/today');
    // Their browser's session goes on, and is none of a device.
    expect((await lea.ask('GET', '/api/application')).body).toMatchObject({ state: 'accepted' });
    expect((await lea.ask('GET', '/sync/inbox/_all_docs')).status).toBe(400);
  });

  it('[H2.13] suspends and lets in again; matching obeys, and nothing of theirs is lost', async () => {
    const lea = await handedIn('back@example.org');
    await judgeAll(lea.id);
    await does('accept', lea.id);
    const vetted = async () =>
      (await server.store.people.get<Provider>(`provider:${lea.id}`))?.vetted;
    const before = await readApplication(server.store, lea.id);
    await does('suspend', lea.id, 'Drei Beschwerden.');
    expect(await vetted()).toBe(false);
    // What still had to follow from before comes late, and undoes nothing.
    await admit(server.deps, before!);
    expect(await vetted()).toBe(false);
    expect((await mailTo(server, lea.email, 'application.suspend')).text).toContain(
      'Drei Beschwerden.'
    );
    await does('readmit', lea.id);
    expect(await vetted()).toBe(true);
  });

  it('[H2.14] what a crash has left undone after a decision is done later', async () => {
    const lea = await handedIn('crash@example.org');
    await judgeAll(lea.id);
    await server.store.people.update<ApplicationDocument>(applicationId(lea.id), (current) => ({
      ...current!,
      state: 'accepted',
      isFollowed: false,
      history: [...current!.history, { at: 1, what: 'accept', by: 'x', reason: '' }]
    }));
    expect(await server.store.people.get(`provider:${lea.id}`)).toBeUndefined();
    await followAndRemind(server.deps);
    expect(await server.store.people.get(`provider:${lea.id}`)).toMatchObject({ vetted: true });
    await mailTo(server, lea.email, 'application.accept');
  });

  // Years go by: the last one here.
  it('[H2.6, H2.7] reminds of a paper once at each mark, and of its end', async () => {
    const lea = await handedIn('paper@example.org');
    await judgeAll(lea.id);
    await does('accept', lea.id);
    const end = Date.parse('2029-12-31T23:00:00Z');
    for (const daysBefore of [31, 30, 20, 14, 3, 0]) {
      server.clock.advance(end - daysBefore * 86_400_000 - server.clock.now());
      await followAndRemind(server.deps);
      await followAndRemind(server.deps);
    }
    const all = await server.store.mails.withPrefix<{
      _id: string;
      to: string;
      kind: string;
      subject: string;
    }>('mail:person:');
    const subjects = all
      .filter(({ to, kind }) => to === lea.email && kind.startsWith('paper.'))
      .map(({ subject }) => subject);
    expect(subjects.sort()).toEqual([
      ...['Ausweis ist abgelaufen', 'Ausweis läuft in 14 Tagen ab', 'Ausweis läuft in 3 Tagen ab'],
      'Ausweis läuft in 30 Tagen ab'
    ]);
    const { paperEnds } = (await server.store.people.get<Provider>(`provider:${lea.id}`))!;
    expect(paperEnds).toEqual({ identity: end });
  });
});
