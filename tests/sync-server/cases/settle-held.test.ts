import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newAssignment } from '#domain/order/assignment/assignment.ts';
import { NEVER, type Order } from '#domain/order/order.ts';
import type { SignedPaper } from '#domain/order/signing/signed-paper.ts';
import type { CaseKind } from '#domain/support/case-kind.ts';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import type { CaseDetail } from '#domain/order/views/support-view.ts';
import { newCase } from '../../../sync-server/cases/case-document.ts';
import { closeCase } from '../../../sync-server/cases/close-case.ts';
import { anOrderAfter, NOW } from '../../support/builders.ts';
import { startOrderServer } from '../../support/order-server.ts';
import { PASSWORD, type TestServer } from '../../support/test-server.ts';
import { aPaper, heldOf, withHeld } from '../../support/papers.ts';

let server: TestServer;
let headers: { authorization: string };
beforeAll(async () => {
  server = await startOrderServer();
  server.clock.set(AT);
  const { email } = await server.addStaff('staff-lea');
  const session = { method: 'POST', url: '/api/session', payload: { email, password: PASSWORD } };
  const answer = await server.app.inject(session as never);
  headers = { authorization: `Bearer ${answer.json<{ token: string }>().token}` };
});
afterAll(() => server.close());

const AT = NOW + 90 * 24 * 3_600_000;
const AWAY = new Error('the store is away');
const url = (id: string) => `/api/support/cases/${id}`;
const read = async (id: string) =>
  (await server.app.inject({ url: url(id), headers })).json<CaseDetail>();
const close = async (id: string, note = 'Rechnung von Hand') =>
  (
    await server.app.inject({
      ...{ method: 'POST', url: `${url(id)}/close`, headers, payload: { note } }
    })
  ).json<CaseDetail>();
const stored = async (id: string) => (await server.store.orders.get(id))!;

/** Berta was billed; what Anna had signed is held, with its case. */
async function aHeldPaper(id: string, fields: Partial<SignedPaper> = {}): Promise<string> {
  const action = `${id}-tablet:0000000003`;
  const body = { statementHash: 'h', statement: { totalMinor: 8390 } };
  const done = anOrderAfter('job.complete');
  const provider = { id: 'berta', name: 'Berta', role: 'friend' } as const;
  const billing = { ...done.job.billing, state: 'billed' } as const;
  const job = { ...done.job, id, provider, billing };
  const assignments = [newAssignment('berta', NOW)];
  const order = { ...done, _id: id, token: id, dueAt: NEVER, job, assignments };
  await server.store.orders.put(withHeld(order, 'anna', aPaper({ action, body, ...fields })));
  return aCase(`case:${action}`, id);
}

async function aCase(_id: string, order: string, kind: CaseKind = 'action.held'): Promise<string> {
  await server.store.cases.put(newCase({ _id, kind, order, openedAt: NOW, provider: 'anna' }));
  return _id;
}

describe('closing the case of a signature that is held', () => {
  it('[R15.17, C2.6] says so before, resolves it, and lets contact data end', async () => {
    const id = await aHeldPaper('settled');
    const before = await stored('settled');
    expect(await read(id)).toMatchObject({ state: 'open', resolvesHeld: true });
    expect(await close(id)).toMatchObject({ state: 'closed', resolvesHeld: false });
    const after = await stored('settled');
    expect(heldOf(after)).toEqual([{ ...heldOf(before)[0], resolvedAt: AT }]);
    expect(after.job).toEqual(before.job);
    expect(after.dueAt).toBe(AT + TIME_POLICY.contactKeptMs);
    expect(after.history.at(-1)).toMatchObject({
      what: 'held.resolve',
      by: { type: 'support', id: 'staff-lea' }
    });
    await close(id, 'Noch einmal');
    expect(await stored('settled')).toEqual(after);
    expect(await read(id)).toMatchObject({ closed: { note: 'Rechnung von Hand' } });
  });

  it('[R15.17] resolves what billing could not take', async () => {
    const done: Order = { ...anOrderAfter('job.complete'), _id: 'mismatch', token: 'mismatch' };
    const { action, at } = done.job.completion!;
    const billing = { ...done.job.billing, state: 'held' } as const;
    const body = done.job.completion;
    const held = { ...done, dueAt: NEVER, job: { ...done.job, state: 'held' as const, billing } };
    const paper = aPaper({ action, at, code: 'statement.mismatch', body });
    await server.store.orders.put(withHeld(held, 'anna', paper));
    const id = await aCase('case:billing:mismatch', 'mismatch', 'billing.mismatch');
    expect(await read(id)).toMatchObject({ resolvesHeld: true });
    await close(id);
    expect(heldOf(await stored('mismatch'))).toMatchObject([{ resolvedAt: AT }]);
    expect(await stored('mismatch')).toMatchObject({
      dueAt: AT + TIME_POLICY.contactKeptMs,
      job: { state: 'held', billing: { state: 'held' } }
    });
  });

  it('[R15.16, R15.17] resolves a visit that the customer would not sign', async () => {
    const working = anOrderAfter('work.start');
    await server.store.orders.put({ ...working, _id: 'refused', token: 'refused' });
    const { writer } = server.deps.orderWork;
    const body = { reason: 'Der Preis war anders besprochen' };
    await writer.apply('refused', {
      ...{ kind: 'job.refuseToSign', body, at: AT },
      actor: { type: 'provider', id: working.job.provider!.id }
    });
    const [found] = await server.store.cases.withPrefix('case:signature.refused:');
    const id = found!._id;
    expect(await read(id)).toMatchObject({
      ...{ kind: 'signature.refused', state: 'open', orderState: 'held' },
      ...{ note: body.reason, provider: working.job.provider!.id, resolvesHeld: true }
    });
    expect((await stored('refused')).dueAt).toBe(NEVER);
    expect(await close(id)).toMatchObject({ state: 'closed', resolvesHeld: false });
    expect(await stored('refused')).toMatchObject({
      dueAt: AT + TIME_POLICY.contactKeptMs,
      job: { state: 'held', billing: { state: 'held' } }
    });
    expect(heldOf(await stored('refused'))).toMatchObject([{ kind: 'refusal', resolvedAt: AT }]);
  });

  it.each([
    ['of which another only claims that it is theirs', 'case:berta:', 'action.held'],
    ['of another content under its id', 'case:anna:', 'action.fork'],
    ['of anything else', 'case:unplaced:', 'unplaced']
  ] as const)('[R15.18] resolves nothing by a case %s', async (_what, prefix, kind) => {
    const name = `other-${kind.replace('.', '-')}`;
    const own = await aHeldPaper(name);
    const id = await aCase(own.replace('case:', prefix), name, kind);
    const before = await stored(name);
    expect(await read(id)).toMatchObject({ resolvesHeld: false });
    expect(await close(id)).toMatchObject({ state: 'closed' });
    expect(await stored(name)).toEqual(before);
  });

  it('[R15.17] is done again after a crash in between, and twice at once, as one', async () => {
    const id = await aHeldPaper('crashed');
    const { store, orderWork } = server.deps;
    const { writer } = orderWork;
    const closing = { at: AT, by: { id: 'lea', name: 'Lea' }, note: 'x' };
    const update = () => Promise.reject(AWAY);
    const cases = { get: store.cases.get.bind(store.cases), update } as never;
    const cutOff = closeCase({ store: { ...store, cases }, writer }, id, closing);
    await expect(cutOff).rejects.toBe(AWAY);
    const settled = await stored('crashed');
    expect(heldOf(settled)).toMatchObject([{ resolvedAt: AT }]);
    expect(await read(id)).toMatchObject({ state: 'open' });
    const again = (at: number) => closeCase({ store, writer }, id, { ...closing, at });
    const answers = await Promise.all([again(AT + 1), again(AT + 2)]);
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await stored('crashed')).toEqual(settled);
    expect(await read(id)).toMatchObject({ state: 'closed' });
  });

  it('closes a case whose order is gone', async () => {
    const id = await aCase('case:lost:0000000001', 'lost');
    expect(await close(id)).toMatchObject({ state: 'closed' });
  });
});
