import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AskedSkill } from '#domain/application/views.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { withAnswer, withLevel } from '#domain/profile/skill-requests.ts';
import type { Skill } from '#domain/catalog/service-package.ts';
import { browser, mailTo } from '../../support/applying.ts';
import { PASSWORD, startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
let eva: ReturnType<typeof browser>;
beforeAll(async () => {
  server = await startTestServer({ background: false });
  const { email } = await server.addStaff('eva', 'community');
  const session = await browser(server)('POST', '/api/session', { email, password: PASSWORD });
  eva = browser(server, session.cookie);
});
afterAll(() => server.close());

const url = '/api/admin/skill-requests';
const read = (id: string) => server.store.people.get<Provider>(`provider:${id}`);
const waiting = async () =>
  ((await eva('GET', url)).body as never as { asked: AskedSkill[] }).asked;
const answer = (id: string, payload: object) => eva('POST', `${url}/${id}`, payload);

/** As the authority leaves a helper who asks. */
async function asks(id: string, skill: Skill, level: number, at: number) {
  await server.addProvider({ id });
  await server.store.people.update<Provider>(`provider:${id}`, (current) => ({
    ...current!,
    ...withLevel(current!, { skill, level, by: { at, id: `${id}:1` } }),
    asksSince: at
  }));
}

describe('[H4.5] more skill than somebody has', () => {
  it('is seen by community, who waits longest first, and answered once', async () => {
    await asks('late', 'tv', 2, 2_000);
    await asks('early', 'wlan', 5, 1_000);
    expect(await waiting()).toMatchObject([
      { provider: 'early', skill: 'wlan', from: 3, to: 5, stars: { mean: 4.8, count: 20 } },
      { provider: 'late', skill: 'tv', from: 0, to: 2 }
    ]);
    const granted = { skill: 'wlan', id: 'early:1', isGranted: true, reason: '' };
    expect((await answer('early', granted)).status).toBe(200);
    expect((await read('early'))?.skills).toEqual([{ skill: 'wlan', level: 5 }]);
    expect(await waiting()).toMatchObject([{ provider: 'late' }]);
    const mail = await mailTo(server, 'early@example.org', 'skill.granted');
    expect(mail.text).toContain('WLAN und Internet');
    const other = { ...granted, isGranted: false, reason: 'Nein' };
    expect(await answer('early', other)).toMatchObject({
      ...{ status: 409, body: { error: 'application.changed' } }
    });
  });

  it('is turned down with a reason that is mailed, and written in the audit log', async () => {
    const refused = { skill: 'tv', id: 'late:1', isGranted: false, reason: '' };
    expect(await answer('late', refused)).toMatchObject({
      ...{ status: 400, body: { error: 'application.noReason' } }
    });
    expect((await answer('late', { ...refused, reason: 'Erst der Kurs' })).status).toBe(200);
    expect(await read('late')).toMatchObject({
      skills: [{ skill: 'wlan', level: 3 }],
      skillAnswers: { tv: { isGranted: false, reason: 'Erst der Kurs' } }
    });
    expect((await mailTo(server, 'late@example.org', 'skill.refused')).text).toContain(
      'Erst der Kurs'
    );
    const [entry] = await server.store.audit.withPrefix('entry:', { limit: 1, descending: true });
    expect(entry).toMatchObject({
      ...{ what: 'skill.refuse', about: 'late', why: 'Erst der Kurs' },
      ...{ before: { skill: 'tv', level: 0 }, after: { skill: 'tv', level: 0 } }
    });
  });

  it('is mailed and audited when the answer comes again that was cut off before', async () => {
    await asks('cut', 'wlan', 5, 3_000);
    const granted = { skill: 'wlan', id: 'cut:1', isGranted: true, reason: '' } as const;
    await server.store.people.update<Provider>('provider:cut', (current) => ({
      ...current!,
      ...withAnswer(current!, granted, 4_000),
      asksSince: 0
    }));
    const mails = () => server.store.mails.withPrefix('mail:person:cut:');
    expect(await mails()).toEqual([]);
    expect((await answer('cut', granted)).status).toBe(200);
    const [mail] = await mails();
    expect(mail).toMatchObject({ kind: 'skill.granted', to: 'cut@example.org' });
    const [entry] = await server.store.audit.withPrefix('entry:', { limit: 1, descending: true });
    expect(entry).toMatchObject({
      ...{ what: 'skill.grant', about: 'cut' },
      ...{ before: { skill: 'wlan', level: 3 }, after: { skill: 'wlan', level: 5 } }
    });
    expect((await answer('cut', granted)).status).toBe(200);
    expect(await mails()).toEqual([mail]);
    expect((await answer('cut', { ...granted, id: 'cut:2' })).status).toBe(409);
  });
});
