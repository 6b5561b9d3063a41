import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret, TOTP } from 'otpauth';
import { changeStaff, hasOwner } from '../../../sync-server/staff/staff-members.ts';
import { runStaffCommand, type StaffCommand } from '../../../sync-server/staff/staff-command.ts';
import { hashOfEntry } from '../../../sync-server/audit/audit-log.ts';
import { newCase } from '../../../sync-server/cases/case-document.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ background: false });
});
afterAll(() => server.close());

const PASSWORD = 'drei Worte genügen';
const publicUrl = 'https://mila.example';
const HOUR_MS = 3_600_000;

const tell = (command: StaffCommand) =>
  runStaffCommand({ ...server, audit: server.deps.audit }, command);
const linkFor = async (
  name: 'invite' | 'reset',
  email: string,
  role: 'owner' | 'support' | 'catalog' = 'owner'
) => (await tell({ name, email, role, publicUrl })).lines[0]!;
const tokenOf = (link: string) => link.slice(`${publicUrl}/staff/`.length);

async function ask(method: 'GET' | 'POST', url: string, payload?: object, token?: string) {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const answer = await server.app.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.body ? answer.json() : undefined };
}

function codeOf(secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: server.clock.now()
  });
}

async function accept(link: string, fields: object = {}) {
  const url = `/api/invites/${tokenOf(link)}`;
  const { secret } = (await ask('GET', url)).body as { secret: string };
  const code = secret ? codeOf(secret) : '000000';
  const payload = { name: 'Lea Muster', password: PASSWORD, code, locale: 'de', ...fields };
  return { secret, ...(await ask('POST', url, payload)) };
}

const signIn = (email: string, code?: string, password = PASSWORD) =>
  ask('POST', '/api/session', { email, password, ...(code && { code }) });

describe('an invitation', () => {
  it('[O1.1] makes an account of the role that it was for, once', async () => {
    const link = await linkFor('invite', 'owner@mila.example');
    expect(link).toMatch(/^https:\/\/mila\.example\/staff\/[\w-]{32}$/);
    const made = await accept(link);
    expect(made).toMatchObject({ status: 201 });
    expect((made.body as { recoveryCodes: string[] }).recoveryCodes).toHaveLength(10);
    const again = await ask('GET', `/api/invites/${tokenOf(link)}`);
    expect(again.body).toEqual({ over: 'used', email: 'owner@mila.example' });
    expect((await accept(link)).body).toMatchObject({ error: 'invite.over' });
  });

  it('[O1.1] lets one of two in who use it at the same moment', async () => {
    const link = await linkFor('invite', 'twice@mila.example');
    const both = await Promise.all([accept(link), accept(link)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 410]);
  });

  it('[O1.2] is over after a day, and says so', async () => {
    const link = await linkFor('invite', 'late@mila.example');
    server.clock.advance(24 * HOUR_MS);
    const seen = await ask('GET', `/api/invites/${tokenOf(link)}`);
    expect(seen.body).toEqual({ over: 'expired', email: 'late@mila.example' });
    expect((await accept(link)).status).toBe(410);
    expect((await ask('GET', '/api/invites/nothing')).status).toBe(404);
  });

  it('[O1.3] takes a second factor, a name and a password of ten letters', async () => {
    const link = await linkFor('invite', 'strict@mila.example');
    expect((await accept(link, { code: '12' })).body).toMatchObject({ error: 'session.wrongCode' });
    const short = await accept(link, { password: 'too short' });
    expect(short.body).toMatchObject({ error: 'request.invalid', fields: [{ path: '/password' }] });
    const nameless = await accept(link, { name: '\u200b' });
    expect(nameless.body).toMatchObject({ fields: [{ path: '/name' }] });
    expect((await accept(link)).status).toBe(201);
  });

  it('[O1.1] is refused for a helper and for somebody who is there', async () => {
    await server.addProvider({ id: 'helper' });
    const told = async (email: string) =>
      tell({ name: 'invite', email, role: 'support', publicUrl });
    expect(await told('helper@example.org')).toMatchObject({ isDone: false });
    expect((await told('owner@mila.example')).lines[0]).toMatch(/there already.*reset/);
  });
});

describe('a link', () => {
  const email = 'links@mila.example';

  it('[O1.8] opens nothing once there is a newer one for the same address', async () => {
    const wrong = await linkFor('invite', email, 'owner');
    const right = await linkFor('invite', email, 'support');
    expect((await accept(wrong)).status).toBe(410);
    expect((await accept(right)).status).toBe(201);
    const [first, second] = [await linkFor('reset', email), await linkFor('reset', email)];
    expect((await accept(first)).status).toBe(410);
    expect((await accept(second)).status).toBe(201);
    expect((await accept(second)).status).toBe(410);
  });

  it('[O1.8] opens nothing after the account was changed, and lets nobody in who is locked out', async () => {
    const before = await linkFor('reset', email);
    await tell({ name: 'disable', email, role: 'support', publicUrl });
    expect((await accept(before)).status).toBe(410);
    const made = await accept(await linkFor('reset', email));
    expect(made.status).toBe(201);
    server.clock.advance(60_000);
    const locked = await signIn(email, codeOf(made.secret));
    expect(locked.body).toMatchObject({ error: 'session.wrongPassword' });
  });
});

describe('signing in', () => {
  it('[O1.4] takes a code as well, each of them once', async () => {
    const made = await accept(await linkFor('invite', 'code@mila.example', 'support'));
    expect((await signIn('code@mila.example')).body).toMatchObject({
      error: 'session.codeRequired'
    });
    const wrong = await signIn('code@mila.example', '000000');
    expect(wrong).toMatchObject({ status: 401, body: { error: 'session.wrongCode' } });
    // The code that the invitation was accepted with is used up.
    const used = await signIn('code@mila.example', codeOf(made.secret));
    expect(used.body).toMatchObject({ error: 'session.wrongCode' });
    server.clock.advance(60_000);
    const code = codeOf(made.secret);
    const both = await Promise.all([1, 2].map(() => signIn('code@mila.example', code)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);
  });

  it('[O1.5] takes a recovery code instead, once', async () => {
    const made = await accept(await linkFor('invite', 'lost@mila.example', 'support'));
    const [first] = (made.body as { recoveryCodes: string[] }).recoveryCodes;
    expect((await signIn('lost@mila.example', first!.toUpperCase())).status).toBe(201);
    expect((await signIn('lost@mila.example', first)).status).toBe(401);
  });

  it('[O1.4] says nothing of the code to who has not the password', async () => {
    const wrong = await signIn('code@mila.example', undefined, 'guessed');
    expect(wrong.body).toMatchObject({ error: 'session.wrongPassword' });
  });
});

describe('the team', () => {
  it('[O1.6] loses its sessions with a reset, a role or being locked out', async () => {
    const made = await accept(await linkFor('invite', 'moves@mila.example', 'support'));
    const enter = async (secret: string) => {
      server.clock.advance(60_000);
      const answer = await signIn('moves@mila.example', codeOf(secret));
      return (answer.body as { token: string }).token;
    };
    const isIn = async (token: string) =>
      (await ask('GET', '/api/session', undefined, token)).status === 200;
    let token = await enter(made.secret);
    expect(await isIn(token)).toBe(true);
    const again = await accept(await linkFor('reset', 'moves@mila.example'), { name: 'Lea Neu' });
    expect(again.status).toBe(201);
    expect(await isIn(token)).toBe(false);
    token = await enter(again.secret);
    await tell({ name: 'disable', email: 'moves@mila.example', role: 'support', publicUrl });
    server.deps.sessions.forget();
    expect(await isIn(token)).toBe(false);
    expect((await signIn('moves@mila.example', codeOf(again.secret))).status).toBe(401);
    await tell({ name: 'enable', email: 'moves@mila.example', role: 'support', publicUrl });
    expect(await isIn(await enter(again.secret))).toBe(true);
    expect((await tell({ name: 'list' })).lines).toContain('moves@mila.example  support  Lea Neu');
  });

  it('[O1.7] always has an owner', async () => {
    for (const name of ['twice', 'strict']) {
      const email = `${name}@mila.example`;
      expect(await tell({ name: 'disable', email, role: 'owner', publicUrl })).toMatchObject({
        isDone: true
      });
    }
    const last = { email: 'owner@mila.example', role: 'owner', publicUrl } as const;
    const told = await tell({ name: 'disable', ...last });
    expect(told).toMatchObject({ isDone: false, lines: [expect.stringMatching(/last owner/)] });
  });
});

describe('two owners', () => {
  it('[O1.7] who lock each other out at the same moment are not both out', async () => {
    const other = await startTestServer({ background: false });
    try {
      const emails = ['one', 'two'].map((id) => `${id}@mila.example`);
      for (const id of ['one', 'two']) await other.addStaff(id, 'owner');
      const lockOut = (email: string) => changeStaff(other.store, email, { disabled: true });
      await Promise.all(emails.map(lockOut));
      expect(await hasOwner(other.store)).toBe(true);
    } finally {
      await other.close();
    }
  });
});

describe('the audit log', () => {
  it('[O2.1] has who did what, newest first, each entry bound to the one before', async () => {
    const entries = await server.deps.audit.read({ limit: 100 });
    expect(entries[0]).toMatchObject({ what: 'staff.change', about: 'strict@mila.example' });
    expect(entries.at(-1)).toMatchObject({ number: 1, what: 'staff.invite', previous: '' });
    expect(entries.map(({ number }) => number)).toEqual(entries.map((_, n) => entries.length - n));
    for (const [at, entry] of entries.entries()) {
      const before = entries[at + 1];
      if (before) expect(entry.previous).toBe(hashOfEntry(before));
    }
  });

  it('[O2.1] numbers what is said at the same moment without a gap', async () => {
    const [last] = await server.deps.audit.read({ limit: 1 });
    const note = { by: null, what: 'staff.change', about: 'x' } as const;
    await Promise.all(Array.from({ length: 8 }, () => server.deps.audit.write(note)));
    const entries = await server.deps.audit.read({ limit: 8 });
    expect(entries.map(({ number }) => number)).toEqual(
      Array.from({ length: 8 }, (_, back) => last!.number + 8 - back)
    );
  });

  it('[O2.3] has what support reads and changes, once for one look', async () => {
    const { email } = await server.addStaff('staff-sam');
    const { token } = (await signIn(email, undefined, 'Sommerregen 7')).body as { token: string };
    const opened = { _id: 'case:one', kind: 'support.ask', openedAt: server.clock.now() } as const;
    await server.store.cases.put(newCase({ ...opened, provider: null }));
    const look = () => ask('GET', '/api/support/cases/case:one', undefined, token);
    await Promise.all([look(), look()]);
    await look();
    const close = { note: 'angerufen' };
    expect((await ask('POST', '/api/support/cases/case:one/close', close, token)).status).toBe(200);
    await ask('GET', '/api/support/cases/case:none', undefined, token);
    const [closed, read, before] = await server.deps.audit.read({ limit: 3 });
    const by = { id: 'staff-sam', role: 'support' };
    expect(closed).toMatchObject({ what: 'case.close', about: 'case:one', by, after: close });
    expect(read).toMatchObject({ what: 'case.read', about: 'case:one', by });
    expect(before?.what).not.toBe('case.read');
  });

  it('[O2.2] is read and taken away by an owner, line by line', async () => {
    const { email } = await server.addStaff('staff-boss', 'owner');
    const token = ((await signIn(email, undefined, 'Sommerregen 7')).body as { token: string })
      .token;
    const page = await ask('GET', '/api/audit?before=3', undefined, token);
    expect((page.body as { entries: { number: number }[] }).entries.map((e) => e.number)).toEqual([
      2, 1
    ]);
    const answer = await server.app.inject({
      method: 'GET',
      url: '/api/audit/export',
      headers: { authorization: `Bearer ${token}` }
    });
    const lines = answer.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines[0]).toMatchObject({ number: 1, what: 'staff.invite' });
    const [last] = await server.deps.audit.read({ limit: 1 });
    expect(lines).toHaveLength(last!.number);
  });
});
