import type { OwnApplication } from '#domain/application/views.ts';
import type { MailDocument } from '../../sync-server/mail/mail-document.ts';
import { ADMISSION_QUESTIONS } from '../../sync-server/applications/test/admission-questions.ts';
import { aForm } from './an-application.ts';
import type { TestServer } from './test-server.ts';
import { until } from './until.ts';

export const APPLICANT_PASSWORD = 'drei Worte genügen';
export const PDF = Buffer.from('%PDF-1.7\nan identity card');

/** Asks as a browser with this session cookie. */
export function browser({ app }: Pick<TestServer, 'app'>, cookie = '') {
  return async (method: 'GET' | 'PUT' | 'POST' | 'DELETE', url: string, payload?: object) => {
    const type = Buffer.isBuffer(payload) ? 'application/octet-stream' : 'application/json';
    const headers = { ...(cookie && { cookie }), ...(payload && { 'content-type': type }) };
    const answer = await app.inject({ method, url, headers, ...(payload && { payload }) });
    const set = answer.cookies.find(({ name }) => name === 'mila_session');
    return {
      status: answer.statusCode,
      body: (answer.headers['content-type'] ?? '').toString().includes('json')
        ? (answer.json() as Record<string, never>)
        : answer.rawPayload,
      cookie: set ? `mila_session=${set.value}` : cookie
    };
  };
}

/** The newest mail of a kind to an address. */
export async function mailTo({ store }: TestServer, to: string, kind: string, count = 1) {
  let found: MailDocument[] = [];
  await until(async () => {
    const all = await store.mails.withPrefix<MailDocument>('mail:person:');
    found = all.filter((mail) => mail.to === to && mail.kind === kind);
    return found.length >= count;
  });
  return found.sort((a, b) => b.createdAt - a.createdAt)[0]!;
}

export const linkIn = ({ text }: Pick<MailDocument, 'text'>) =>
  /https?:\/\/\S+\/([\w-]{32})/.exec(text)?.[1] ?? '';

/** From the address to an open application. */
export async function begin(server: TestServer, email = 'lea@example.org') {
  // All of a test come from one address, which may ask ten times a minute.
  server.clock.advance(13_000);
  const payload = { email, locale: 'de', market: 'CH' };
  await browser(server)('POST', '/api/applications', payload);
  const token = linkIn(await mailTo(server, email, 'apply.confirm'));
  const opened = await browser(server)('POST', `/api/applications/${token}`, {
    name: 'Lea Amstutz',
    password: APPLICANT_PASSWORD
  });
  return { token, cookie: opened.cookie, ask: browser(server, opened.cookie) };
}

export const paperUrl = (fields: Record<string, string> = {}) =>
  `/api/application/papers?${new URLSearchParams({
    ...{ kind: 'identity', name: 'ausweis.pdf', expiresOn: '2030-01-01' },
    ...fields
  }).toString()}`;

/** Everything that is asked for, but not handed in. */
export async function fillIn({ ask }: { ask: ReturnType<typeof browser> }) {
  const own = (await ask('GET', '/api/application')).body as unknown as OwnApplication;
  await ask('PUT', '/api/application', { generation: own.generation, form: aForm() });
  await ask('POST', paperUrl(), PDF);
  const answers = Object.fromEntries(ADMISSION_QUESTIONS.map(({ id, right }) => [id, right]));
  await ask('POST', '/api/application/test', { answers });
  return (await ask('GET', '/api/application')).body as unknown as OwnApplication;
}
