import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASES_A_DAY } from '../../../sync-server/authority/case-of-many.ts';
import type { CaseDocument } from '../../../sync-server/cases/case-document.ts';
import { MOST_DEVICES, MOST_SESSIONS } from '../../../sync-server/people/end-oldest.ts';
import { aDevice } from '../../support/a-device.ts';
import { sendToOutbox } from '../../support/outbox-door.ts';
import {
  startTestServer,
  type SignedInDevice,
  type TestServer
} from '../../support/test-server.ts';

let server: TestServer;
let anna: SignedInDevice;
beforeAll(async () => {
  server = await startTestServer({ background: false });
  anna = await server.signIn((await server.addProvider({ id: 'anna' })).email);
});
afterAll(() => server.close());

const junk = (from: number, count: number) =>
  JSON.stringify({
    docs: Array.from({ length: count }, (_, n) => ({ _id: `tablet-junk:${10 ** 9 + from + n}` }))
  });
const allCases = () => server.store.cases.withPrefix<CaseDocument>('case:');
const many = () => server.store.cases.get<CaseDocument>(`case:many:anna:${anna.device.id}`);

async function send(from: number, count: number): Promise<void> {
  await sendToOutbox(server, anna, junk(from, count));
  await server.deps.outboxWorker.judged('anna');
}

describe('a device that sends junk', () => {
  it('[S2.11] fills one case that counts, beside a few of their own, and each has its verdict', async () => {
    await send(0, 150);
    expect(await allCases()).toHaveLength(CASES_A_DAY + 1);
    expect(await many()).toMatchObject({ state: 'open', many: 150 - CASES_A_DAY, judgement: null });
    const verdicts = await server.store.inbox('anna').withPrefix('verdict:');
    expect(verdicts).toHaveLength(150);
    const closed = { at: 1, by: 'Eva', note: 'junk' };
    await server.store.cases.update<CaseDocument>((await many())!._id, (current) =>
      current ? { ...current, state: 'closed', closed } : undefined
    );
    await send(150, 5);
    expect(await allCases()).toHaveLength(CASES_A_DAY + 1);
    const again = await many();
    expect(again).toMatchObject({ state: 'open', many: 155 - CASES_A_DAY });
    expect(again).not.toHaveProperty('closed');
  });
});

describe('[S2.12] who signs in again and again', () => {
  it('has so many devices, the oldest ends, and nothing is left of one that recorded nothing', async () => {
    const { email } = await server.addProvider({ id: 'ben' });
    const used = await server.signIn(email);
    const action = await used.device.act(
      'note.add',
      { text: 'x' },
      { provider: 'ben', order: 'o' }
    );
    await sendToOutbox(server, used, JSON.stringify({ docs: [action] }));
    server.clock.advance(1_000);
    const empty = await server.signIn(email);
    for (let count = 0; count < MOST_DEVICES; count += 1) {
      server.clock.advance(1_000);
      await server.signIn(email);
    }
    server.deps.sessions.forget();
    for (const { headers } of [used, empty]) {
      const answer = await server.app.inject({ url: '/api/session', headers });
      expect(answer.statusCode).toBe(401);
    }
    expect(await server.store.people.get(`device:${used.device.id}`)).toMatchObject({
      revokedAt: expect.any(Number)
    });
    expect(await server.store.people.get(`device:${empty.device.id}`)).toBeUndefined();
    expect((await server.signIn(email, used.device)).token).toBeTruthy();
  });

  it('has so many sessions, and the oldest ends', async () => {
    const { email } = await server.addProvider({ id: 'chris' });
    const device = await aDevice();
    const first = await server.signIn(email, device);
    for (let count = 0; count < MOST_SESSIONS; count += 1) {
      server.clock.advance(1);
      await server.signIn(email, device);
    }
    server.deps.sessions.forget();
    const ask = ({ headers }: SignedInDevice) =>
      server.app.inject({ url: '/api/session', headers });
    expect((await ask(first)).statusCode).toBe(401);
    expect((await ask(await server.signIn(email, device))).statusCode).toBe(200);
  });
});
