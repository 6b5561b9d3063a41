import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '#domain/order/job.ts';
import { JOB_STATES } from '#domain/order/job-states.ts';
import { ACTION_LIMITS, HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { type ActionKind } from '#domain/protocol/action-body.ts';
import { API_CODES } from '#domain/protocol/api-code.ts';
import { CODES } from '#domain/protocol/code.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { catalogBody, importServerKey, isSignedBy } from '#domain/protocol/server-signature.ts';
import { receiptBody, type VerdictDocument } from '#domain/protocol/verdict.ts';
import { PROTOCOL_VERSION } from '#domain/protocol/version.ts';
import { buildConsent, type Consent } from '#domain/order/signing/consent.ts';
import { checkCode } from '#domain/order/signing/check-code.ts';
import { buildStatement, type Statement } from '#domain/order/signing/statement.ts';
import { readConfig } from '../../sync-server/config/config.ts';
import { ALLOWED_REQUESTS } from '../../sync-server/door/allowed-requests.ts';
import { DOOR_LIMITS } from '../../sync-server/door/door-limits.ts';
import { FEEDS, FILTERS, READ_PARAMETERS } from '../../sync-server/door/read-query.ts';
import { ADDRESS_LIMITS } from '../../sync-server/sign-in/address-failures.ts';
import { GUESS_LIMITS } from '../../sync-server/sign-in/guesses.ts';
import { ANSWER_STATUS } from '../../sync-server/plugins/answer-status.ts';
import { difference, quoted, readPage, tableBehind } from '../support/protocol-page.ts';
import { partsOf, playPage } from '../support/played-page.ts';
import { ORDER, type ProtocolStory } from '../support/protocol-story.ts';

const page = readPage();
const parts = partsOf(page);
const { http, json, actions } = parts;
let story: ProtocolStory;
beforeAll(async () => {
  ({ story } = await playPage(parts));
});
afterAll(() => story.close());

describe('the documents', () => {
  const shown = json('document');

  it('are of every type that an inbox and a catalogue hold', () => {
    const types = new Set(shown.map(({ value }) => value.type));
    const real = new Set(
      [...story.seen.values()].flat().map((each) => (each as { type?: unknown }).type)
    );
    expect(types).toEqual(real);
  });

  it.each(shown.map(({ name, value }) => [name, value] as const))(
    'show what is really there: %s',
    (name, value) => {
      const found = [...story.seen].flatMap(([id, versions]) =>
        id.startsWith(name) ? versions : []
      );
      // The end of a notice's id is the server's own affair.
      const ids = value.type === 'notice' ? { _id: value._id } : {};
      const differences = found.map((real) => difference(value, { ...real, ...ids }));
      expect(differences, differences.join('\n')).toContain(undefined);
    }
  );

  it.each(['job', 'offer', 'profile', 'earning', 'notice', 'verdict'])(
    'have every member in their table: %s',
    (type) => {
      const { value } = shown.find((each) => each.value.type === type)!;
      const members = tableBehind(page, `### ${type}`).map(([member]) => quoted(member!)[0]);
      expect(members).toEqual(Object.keys(value));
    }
  );

  it('have every member of a job in its table', () => {
    const rows = tableBehind(page, 'Members of `job`:');
    const names = new Set(rows.map(([member]) => quoted(member!)[0]));
    const optional = rows.filter(([, type]) => type!.includes('may be missing')).length;
    const { job } = shown.find(({ value }) => value.type === 'job')!.value;
    for (const member of Object.keys(job as object)) expect(names).toContain(member);
    expect(names.size - optional).toBe(Object.keys(job as object).length);
  });

  it('name every state of a job', () => {
    const state = tableBehind(page, 'Members of `job`:').find(([name]) => name === '`state`')!;
    expect(quoted(state[2]!)).toEqual(JOB_STATES);
  });

  it('[P9.1] carry signatures that verify with the key of the sign-in', async () => {
    const signIn = http.find(({ answer }) => answer.body.includes('serverKey'))!;
    const { serverKey } = JSON.parse(signIn.answer.body) as { serverKey: string };
    const key = (await importServerKey(serverKey))!;
    const signed = shown.filter(({ value }) => 'signature' in value && 'version' in value);
    expect(signed.length).toBe(3);
    for (const { value } of signed) {
      expect(await isSignedBy(key, catalogBody(value), String(value.signature))).toBe(true);
    }
    const verdicts = shown.filter(({ value }) => value.type === 'verdict');
    for (const { value } of verdicts) {
      const verdict = value as unknown as VerdictDocument;
      const { hash } = actions.find(({ _id }) => _id === verdict.action)!;
      expect(await isSignedBy(key, receiptBody(hash, verdict), verdict.receipt)).toBe(true);
    }
    const [shownReceipt] = json('receipt-body');
    const { action, ...first } = verdicts[0]!.value as unknown as VerdictDocument;
    const { hash } = actions.find(({ _id }) => _id === action)!;
    expect(shownReceipt!.value).toEqual(receiptBody(hash, first));
  });
});

describe('what the customer signs', () => {
  const jobs = () => story.seen.get(`job:${ORDER}`)! as unknown as { job: Job }[];
  const bodyOf = <Body>(kind: ActionKind) =>
    actions.find((action) => action.kind === kind)!.body as Body;
  type Completion = { statement: Statement; statementHash: string; facts: never };
  type Agreement = { consent: Consent; consentHash: string; facts: never };

  it('[R15.1] is the statement that the rules build', async () => {
    const { statement, statementHash, facts } = bodyOf<Completion>('job.complete');
    const before = jobs().findLast(({ job }) => job.state === 'working')!;
    expect(statement).toEqual(buildStatement(before.job, facts));
    expect(statementHash).toBe(await hashOf(statement));
    expect(page).toContain(`\`${checkCode(statementHash)}\``);
    const members = tableBehind(page, '## The signed statement').map(([name]) => quoted(name!)[0]);
    expect(members).toEqual(Object.keys(statement));
  });

  it('[R13.4] is the consent that the rules build', async () => {
    const { consent, consentHash, facts } = bodyOf<Agreement>('price.agree');
    const after = jobs().find(({ job }) => job.agreedPrice)!.job;
    expect(consent).toEqual(buildConsent({ ...after, agreedPrice: null }, after, facts));
    expect(consentHash).toBe(await hashOf(consent));
    const members = tableBehind(page, '## The consent').map(([name]) => quoted(name!)[0]);
    expect(members).toEqual(Object.keys(consent));
  });

  it('was taken and billed', () => {
    expect(jobs().at(-1)!.job.billing).toMatchObject({ state: 'billed', totalMinor: 10_390 });
  });
});

describe('the tables', () => {
  it('list what the door allows and with which parameters', () => {
    const shown = tableBehind(page, '### What the door allows').flatMap(([names, methods, path]) =>
      quoted(names!).map((name) => `${name} ${quoted(methods!).join(' ')} ${quoted(path!)[0]}`)
    );
    const real = Object.entries(ALLOWED_REQUESTS).flatMap(([name, rows]) =>
      rows.map(([methods, path]) => `${name} ${methods} /${path}`)
    );
    expect(shown.sort()).toEqual(real.sort());

    const line = 'Query parameters of reads from inbox and catalogue; others are ignored:';
    const parameters = tableBehind(page, line).map(([, names]) => quoted(names!));
    expect(parameters).toEqual(Object.values(READ_PARAMETERS));
    expect(page).toContain(`\`feed\` is ${FEEDS.map((feed) => `\`${feed}\``).join(' or ')}`);
    expect(page).toContain(`\`filter\` is ${FILTERS.map((each) => `\`${each}\``).join(' or ')}`);
  });

  it('[P8.1] list every code with one sentence', () => {
    const rows = tableBehind(page, '### Codes');
    expect(rows.map(([code]) => quoted(code!)[0])).toEqual(CODES);
    for (const [, sentence] of rows) expect(sentence).toMatch(/^[A-Z`][^\n]*\.$/);
  });

  it('list every error with its status', () => {
    const rows = tableBehind(page, '## Errors').map(([code, status]) => [
      quoted(code!)[0],
      Number(status)
    ]);
    expect(rows).toEqual(API_CODES.map((code) => [code, ANSWER_STATUS[code]]));
  });

  it('list the limits as they are', () => {
    const read = readConfig({ DEMO: '1' });
    if (!read.ok) throw new Error(read.message);
    const { requestsPerMinute, filesQuotaMb, sessionDays } = read.config;
    const hours = (ms: number) => `${ms / HOUR_MS} h`;
    const count = (value: number) => value.toLocaleString('en');
    expect(tableBehind(page, '## Limits').map(([, limit]) => limit)).toEqual([
      `${DOOR_LIMITS.bodyBytes / 1024 ** 2} MiB`,
      '16 KiB',
      `${DOOR_LIMITS.documentBytes / 1024 ** 2} MiB`,
      `${DOOR_LIMITS.levels} levels`,
      count(DOOR_LIMITS.documents),
      count(DOOR_LIMITS.keys),
      count(DOOR_LIMITS.revisions),
      count(DOOR_LIMITS.rows),
      count(DOOR_LIMITS.openReads),
      count(DOOR_LIMITS.waitingTurns),
      `${DOOR_LIMITS.answerBytes / 1024 ** 2} MiB`,
      `${DOOR_LIMITS.localDocumentBytes / 1024} KiB`,
      `${DOOR_LIMITS.longestPollMs / 1_000} s`,
      `${DOOR_LIMITS.shortestHeartbeatMs / 1_000} s`,
      `${ACTION_LIMITS.photoBytes / 1_000_000} MB`,
      `${TIME_POLICY.oldestActionMs / (24 * HOUR_MS)} days`,
      `${TIME_POLICY.clockSkewMs / 60_000} min`,
      hours(TIME_POLICY.lateProofWaitMs),
      hours(TIME_POLICY.contactLimitMs),
      hours(TIME_POLICY.confirmOpensMs),
      hours(TIME_POLICY.confirmClosesMs),
      `${GUESS_LIMITS.free} in a row`,
      `${ADDRESS_LIMITS.failures} in ${ADDRESS_LIMITS.windowMs / 60_000} min`,
      count(requestsPerMinute),
      `${count(filesQuotaMb)} MB`,
      `${sessionDays} days`
    ]);
    expect(page).toContain(`version ${PROTOCOL_VERSION}.`);
  });
});
