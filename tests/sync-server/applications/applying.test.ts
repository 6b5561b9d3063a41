import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApplicationDocument } from '../../../sync-server/applications/application-document.ts';
import { aForm } from '../../support/an-application.ts';
import {
  APPLICANT_PASSWORD,
  begin,
  browser,
  fillIn,
  linkIn,
  mailTo,
  paperUrl,
  PDF
} from '../../support/applying.ts';
import { askForSession, startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ background: false });
});
afterAll(() => server.close());

const DAY_MS = 24 * 3_600_000;
const HEIC = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1');

describe('whoever applies', () => {
  it('[H1.1] confirms the address by a link, once, and is signed in in any browser', async () => {
    const { token, ask } = await begin(server);
    expect(await ask('GET', '/api/session')).toMatchObject({
      body: { provider: { role: 'applicant', name: 'Lea Amstutz' }, device: null }
    });
    expect(await ask('GET', '/api/application')).toMatchObject({
      body: { state: 'draft', email: 'lea@example.org', form: { market: 'CH' } }
    });
    const again = browser(server);
    const url = `/api/applications/${token}`;
    expect(await again('GET', url)).toMatchObject({ body: { over: 'used', email: '' } });
    const payload = { name: 'X', password: APPLICANT_PASSWORD };
    expect(await again('POST', url, payload)).toMatchObject({ body: { error: 'link.over' } });
    // Later from another browser, with no device.
    expect((await askForSession(server, 'lea@example.org', APPLICANT_PASSWORD)).statusCode).toBe(
      201
    );
  });

  it('[H1.1] a link is over after a day, and looking at it uses nothing up', async () => {
    const payload = { email: 'late@example.org', locale: 'en', market: 'DE' };
    await browser(server)('POST', '/api/applications', payload);
    const token = linkIn(await mailTo(server, 'late@example.org', 'apply.confirm'));
    const url = `/api/applications/${token}`;
    expect(await browser(server)('GET', url)).toMatchObject({ body: { over: null } });
    expect(await browser(server)('GET', url)).toMatchObject({ body: { over: null } });
    server.clock.advance(DAY_MS);
    expect(await browser(server)('GET', url)).toMatchObject({ body: { over: 'expired' } });
    const late = await browser(server)('POST', url, { name: 'L', password: APPLICANT_PASSWORD });
    expect(late.body).toMatchObject({ error: 'link.over' });
  });

  it('[H1.1] a second link, followed after the first, leaves nothing behind', async () => {
    const email = 'twice@example.org';
    const payload = { email, locale: 'de', market: 'CH' };
    await browser(server)('POST', '/api/applications', payload);
    const first = linkIn(await mailTo(server, email, 'apply.confirm'));
    server.clock.advance(13_000);
    await browser(server)('POST', '/api/applications', payload);
    const second = linkIn(await mailTo(server, email, 'apply.confirm', 2));
    const open = (token: string) =>
      browser(server)('POST', `/api/applications/${token}`, {
        ...{ name: 'Lea Amstutz', password: APPLICANT_PASSWORD }
      });
    expect(second).not.toBe(first);
    expect((await open(first)).status).toBe(201);
    expect((await open(second)).body).toMatchObject({ error: 'link.over' });
    const begun = await server.store.people.withPrefix<ApplicationDocument>('application:');
    expect(begun.filter((each) => each.email === email)).toHaveLength(1);
  });

  it('[H1.10] nobody learns from the answer whether an address is known; its mailbox does', async () => {
    await server.addProvider({ id: 'known', email: 'known@example.org' });
    const asked = (email: string) =>
      browser(server)('POST', '/api/applications', { email, locale: 'de', market: 'DE' });
    const [known, unknown] = [await asked('known@example.org'), await asked('new@example.org')];
    expect(known).toEqual(unknown);
    expect(known.status).toBe(202);
    expect((await mailTo(server, 'known@example.org', 'apply.known')).text).toContain('/sign-in');
    expect(linkIn(await mailTo(server, 'new@example.org', 'apply.confirm'))).not.toBe('');
  });

  it('[H1.10] nobody’s mailbox is flooded: three mails an hour', async () => {
    for (let count = 0; count < 5; count += 1) {
      const payload = { email: 'flood@example.org', locale: 'de', market: 'DE' };
      expect((await browser(server)('POST', '/api/applications', payload)).status).toBe(202);
      server.clock.advance(61_000);
    }
    await mailTo(server, 'flood@example.org', 'apply.confirm', 3);
    const all = await server.store.mails.withPrefix('mail:person:');
    expect(
      all.filter((mail) => (mail as never as { to: string }).to === 'flood@example.org')
    ).toHaveLength(3);
  });

  it('[H1.2] saves as they go; who saves over another device’s changes is told, and both stay', async () => {
    const { ask, cookie } = await begin(server, 'two@example.org');
    const other = browser(server, cookie);
    const first = await ask('PUT', '/api/application', {
      generation: 1,
      form: aForm({ city: 'Riehen' })
    });
    expect(first).toMatchObject({ status: 200, body: { generation: 2, form: { city: 'Riehen' } } });
    const second = await other('PUT', '/api/application', { generation: 1, form: aForm() });
    expect(second).toMatchObject({ status: 409, body: { error: 'application.changed' } });
    expect(await other('GET', '/api/application')).toMatchObject({
      body: { generation: 2, form: { city: 'Riehen' } }
    });
  });

  it('[H1.7] papers are taken by what they are: PDF, JPEG, PNG, WebP', async () => {
    const { ask } = await begin(server, 'papers@example.org');
    const png = Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1');
    expect((await ask('POST', paperUrl(), PDF)).status).toBe(200);
    expect((await ask('POST', paperUrl({ name: 'a.exe' }), png)).status).toBe(200);
    const html = Buffer.from('<html><script>alert(1)</script>');
    expect((await ask('POST', paperUrl(), html)).body).toMatchObject({ error: 'file.notAPaper' });
    expect((await ask('POST', paperUrl(), HEIC)).body).toMatchObject({ error: 'file.heic' });
    const large = Buffer.concat([PDF, Buffer.alloc(12_000_001)]);
    expect((await ask('POST', paperUrl(), large)).status).toBe(413);
    const endless = await ask('POST', paperUrl({ expiresOn: '' }), PDF);
    expect(endless.body).toMatchObject({
      error: 'request.invalid',
      fields: [{ path: '/expiresOn' }]
    });
    const own = (await ask('GET', '/api/application')).body as never as {
      papers: { id: string }[];
    };
    expect(own.papers).toHaveLength(2);
    expect((await ask('GET', `/api/application/papers/${own.papers[0]!.id}`)).body).toEqual(PDF);
    await ask('DELETE', `/api/application/papers/${own.papers[0]!.id}`);
    expect((await ask('GET', `/api/application/papers/${own.papers[0]!.id}`)).status).toBe(404);
  });

  it('[H1.8] a helper’s work and another’s papers are not theirs', async () => {
    const lea = await begin(server, 'one@example.org');
    const max = await begin(server, 'other@example.org');
    await lea.ask('POST', paperUrl(), PDF);
    const own = (await lea.ask('GET', '/api/application')).body as never as {
      papers: { id: string }[];
    };
    expect((await max.ask('GET', `/api/application/papers/${own.papers[0]!.id}`)).status).toBe(404);
    expect((await lea.ask('GET', '/sync/inbox/_all_docs')).status).toBe(403);
    expect((await lea.ask('GET', '/api/admin/applications')).status).toBe(403);
  });

  it('[H1.9] the questions carry no answers, and the server grades', async () => {
    const { ask } = await begin(server, 'test@example.org');
    const { body } = await ask('GET', '/api/application/test');
    expect(JSON.stringify(body)).not.toMatch(/"right"|"lesson"/);
    const graded = await ask('POST', '/api/application/test', { answers: { call: 'b' } });
    expect(graded.body).toMatchObject({ percent: 10, isPassed: false });
    expect((graded.body as never as { lessons: string[] }).lessons).toHaveLength(9);
  });

  it('[H1.3] is told what is missing, and hands in when nothing is', async () => {
    const lea = await begin(server, 'whole@example.org');
    expect((await lea.ask('POST', '/api/application/submit')).body).toMatchObject({
      error: 'application.missing'
    });
    expect((await fillIn(lea)).missing).toEqual([]);
    const handedIn = await lea.ask('POST', '/api/application/submit');
    expect(handedIn.body).toMatchObject({ state: 'submitted', missing: [] });
    expect((await mailTo(server, 'whole@example.org', 'application.submit')).subject).toBe(
      'Ihre Bewerbung ist da'
    );
  });
});
