// An owner's own words in place of ours: on a real server, in a mail as it goes out.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  MailTextRow,
  MailTextsAnswer,
  TextPreview
} from '#domain/operator/mail-texts-view.ts';
import type { ApiRefusal } from '#domain/protocol/api-code.ts';
import { composeMail } from '../../../sync-server/mail/compose-mail.ts';
import { customerMails } from '../../../sync-server/mail/customer-mails.ts';
import { composePersonalMail } from '../../../sync-server/mail/personal-mail.ts';
import type { AuditEntry } from '../../../sync-server/audit/audit-log.ts';
import { NOW } from '../../support/builders.ts';
import { anOrderAfterBooking, SENDER } from '../../support/mail-world.ts';
import {
  askForSession,
  PASSWORD,
  startTestServer,
  type TestServer
} from '../../support/test-server.ts';

let server: TestServer;
let owner: { authorization: string };
beforeAll(async () => {
  server = await startTestServer({ background: false });
  const { email } = await server.addStaff('staff-boss', 'owner');
  const answer = await askForSession(server, email, PASSWORD);
  owner = { authorization: `Bearer ${answer.json<{ token: string }>().token}` };
});
afterAll(() => server.close());

async function ask<T>(method: 'GET' | 'PUT' | 'POST', url: string, payload?: object) {
  const asked = { method, url, headers: owner, ...(payload && { payload }) };
  const answer = await server.app.inject(asked);
  return { status: answer.statusCode, body: answer.json<T>() };
}
const rowOf = async (kind: string): Promise<MailTextRow> => {
  const { body } = await ask<MailTextsAnswer>('GET', '/api/texts');
  return body.texts.find((each) => each.kind === kind)!;
};
const OWN = {
  subject: 'Danke, {service}!',
  body: 'Hallo aus Basel.\n\n{costs}\n\n{day} um {time}\n{place}',
  action: 'Nachsehen'
};
const save = (kind: string, version: number, texts: object, more = {}) =>
  ask<MailTextsAnswer & ApiRefusal>('PUT', '/api/texts', {
    ...{ kind, version, texts, ...more }
  });

async function mailOf(locale: 'de' | 'en') {
  const textIn = await server.deps.mailTexts.current();
  const order = anOrderAfterBooking();
  const customer = { ...order.job.customer, locale, name: 'Ruth {price} Keller' };
  const placed = { ...order, job: { ...order.job, customer } };
  const [booked] = customerMails(placed);
  return composeMail(booked!, placed, { ...SENDER, textIn, now: NOW });
}

describe('texts of mails', () => {
  it('[O6.1] are ours until an owner writes their own, language by language', async () => {
    const before = await rowOf('booked');
    expect(before).toMatchObject({ version: 0, own: {}, missing: [], group: 'customers' });
    expect(before.ours.de.subject).toBe('Ihre Anfrage für {day}: {service}');
    expect((await mailOf('de')).subject).toContain('Ihre Anfrage für');

    expect((await save('booked', 0, { de: OWN })).status).toBe(200);
    const { subject, text } = await mailOf('de');
    expect(subject).toBe('Danke, WLAN einrichten!');
    expect(text).toContain('Hallo aus Basel.\n\nGesamtpreis inkl. MwSt.:');
    expect(text).toContain('Mittwoch, 10. Juni 2026 um 09:00\n');
    expect(text).toContain('Nachsehen: https://mila.example/o/');
    expect((await mailOf('en')).subject).toContain('Your request for');
  });

  it('[O6.6] say in which language they are still ours', async () => {
    expect((await rowOf('booked')).missing).toEqual(['en']);
  });

  it('[O6.3] let no name open a placeholder, and leave out lines that say nothing', async () => {
    expect((await mailOf('de')).text).toContain('Guten Tag Ruth {price} Keller,');
    const facts = { reason: 'Nicht {paper}', items: [] };
    const mail = { kind: 'application.ask', occasion: 'x', to: 'a@b.de', name: 'A' } as const;
    const about = { locale: 'de', market: 'DE', path: '/apply' } as const;
    const { text } = composePersonalMail({ ...mail, ...about, facts }, SENDER);
    expect(text).toContain('Es fehlt noch etwas:\n\nNicht {paper}\n\nAlles andere');
  });

  it('[O6.2] refuse what they cannot say, field by field', async () => {
    const wrong = {
      de: { subject: '{eta}', body: ' \u200b', action: 'x'.repeat(61) },
      en: { subject: 'a {day', body: 'b', action: 'c' }
    };
    const { status, body } = await save('booked', 1, wrong);
    expect(status).toBe(400);
    expect(body.fields).toEqual([
      { path: '/texts/de/subject', message: 'variable' },
      { path: '/texts/de/body', message: 'required' },
      { path: '/texts/de/action', message: 'tooLong' },
      { path: '/texts/en/subject', message: 'brace' }
    ]);
    expect((await rowOf('booked')).version).toBe(1);
    expect((await save('nothing', 0, {})).status).toBe(400);
  });

  it('[O6.5] show the second what the first has saved, keep what was, and are in the log', async () => {
    const second = { de: { ...OWN, action: 'Ansehen' } };
    expect((await save('booked', 0, second)).body.error).toBe('document.conflict');
    expect((await save('booked', 1, second, { why: 'shorter' })).status).toBe(200);
    const earlier = await ask<{ earlier: object[] }>('GET', '/api/texts/earlier');
    expect(earlier.body.earlier).toMatchObject([{ version: 1, texts: { de: OWN } }]);
    const { body } = await ask<{ entries: AuditEntry[] }>('GET', '/api/audit');
    expect(body.entries[0]).toMatchObject({
      ...{ what: 'text.change', about: 'booked', why: 'shorter' },
      before: { texts: { de: { action: 'Nachsehen' } } },
      after: { texts: { de: { action: 'Ansehen' } } }
    });
  });

  it('[O6.1] are ours again where nothing, or the same as ours, is written', async () => {
    const { ours } = await rowOf('booked');
    await save('booked', 2, { de: ours.de });
    expect(await rowOf('booked')).toMatchObject({ version: 3, own: {}, missing: [] });
    expect((await mailOf('de')).subject).toContain('Ihre Anfrage für');
  });

  it('[O6.4] are shown as the mail would go out, what stands around it too', async () => {
    const { texts } = (await ask<MailTextsAnswer>('GET', '/api/texts')).body;
    for (const { kind, ours } of texts) {
      for (const locale of ['de', 'en'] as const) {
        const { status, body } = await ask<TextPreview>('POST', '/api/texts/preview', {
          ...{ kind, locale, text: { ...ours[locale], body: `Neu & wahr\n\n${ours[locale].body}` } }
        });
        expect([kind, status]).toEqual([kind, 200]);
        expect(body.text).toContain('Neu & wahr');
        expect(body.html).toContain('Neu &amp; wahr');
        expect(`${body.subject} ${body.text}`, kind).not.toMatch(/[{}]|undefined|NaN/);
      }
    }
  });
});
