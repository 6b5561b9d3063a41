import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Invoice } from '#domain/billing/invoice.ts';
import { NEVER } from '#domain/order/order.ts';
import type { ActionBody, ActionKind } from '#domain/protocol/action-body.ts';
import type { Action } from '#domain/protocol/action.ts';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import { receivedAction } from '../../../sync-server/outbox/received-action.ts';
import type { SignerDevice } from '../../support/device-signer.ts';
import { aHealingWorld, type HealingWorld } from '../../support/healing-world.ts';
import { until } from '../../support/until.ts';
import { visitActions } from '../../support/visit-actions.ts';

interface Told {
  by: SignerDevice;
  actions: Action[];
  said: (VerdictDocument | undefined)[];
}

type Saying = [ActionKind, string, ActionBody<ActionKind>];

let world: HealingWorld;
/** Each story on an order of that name, by devices of its own, after the backup. */
let visit: Told;
let turnedAway: Told;
let tooSlow: Told;
let unoffered: Told;
let contested: Told;
let forged: Told;
let unknown: Told;
let olderOrder: Told;
let visitBefore: Awaited<ReturnType<HealingWorld['orderNow']>>;

const orders = ['visit', 'turnedAway', 'unoffered', 'contested', 'forged', 'olderOrder'];

beforeAll(async () => {
  world = await aHealingWorld();
  await world.aHelper('anna');
  await world.aHelper('berta');
  const devices = await Promise.all(Array.from({ length: 8 }, () => world.aDeviceOf('anna')));
  const next = () => devices.pop()!;
  const berta = await world.aDeviceOf('berta');
  for (const id of orders) await world.bookFor(id, ['anna', 'berta']);
  await world.restorable.backUp();

  visit = await told(next(), [['offer.accept', 'visit', {}]]);
  const rest = await visitActions(visit.by, (await world.orderNow('visit')).job);
  await world.bookFor('unknown', ['anna', 'berta']);
  const acceptAndNote = (order: string): Saying[] => [
    ['offer.accept', order, {}],
    ['note.add', order, { text: 'Kabel fehlt' }]
  ];
  turnedAway = await told(next(), [
    ['offer.accept', 'turnedAway', {}],
    ['travel.start', 'turnedAway', { etaMinutes: 10 }]
  ]);
  tooSlow = await told(berta, acceptAndNote('turnedAway'));
  unoffered = await told(next(), [
    ['offer.seen', 'unoffered', {}],
    ['offer.accept', 'unoffered', {}]
  ]);
  contested = await told(next(), acceptAndNote('contested'));
  forged = await told(next(), acceptAndNote('forged'));
  unknown = await told(next(), acceptAndNote('unknown'));
  await world.hear(visit.by, rest, rest.at(-1)!.at.anchor + 3_600_000);
  visit.actions.push(...rest);
  visit.said = await world.verdictsOn(visit.by, visit.actions);
  await billed();
  visitBefore = await world.orderNow('visit');

  await world.restorable.restore();
  // As if the backup were of the moment between booking and the first offer.
  const booked = await world.orderNow('unoffered');
  const job = { ...booked.job, state: 'requested' as const };
  await world.store().orders.put({ ...booked, job, offers: [], round: 0, dueAt: NEVER });
  const byBerta = (order: string) => berta.sign('offer.accept', order, {}, world.clock.now());
  await world.handInAgain(berta, tooSlow.actions, tooSlow.said);
  await world.hear(berta, [await byBerta('contested'), await byBerta('forged')]);
  olderOrder = { by: next(), actions: [], said: [] };
});
afterAll(() => world.close());

const billed = () =>
  until(async () => (await world.orderNow('visit')).job.billing.state === 'billed', 'the bill');

async function told(by: SignerDevice, sayings: Saying[]): Promise<Told> {
  const actions: Action[] = [];
  const now = world.clock.now();
  // One after the other: each is chained to the one before.
  for (const [kind, order, body] of sayings) actions.push(await by.sign(kind, order, body, now));
  await world.hear(by, actions);
  return { by, actions, said: await world.verdictsOn(by, actions) };
}

const handIn = ({ by, actions, said }: Told) => world.handInAgain(by, actions, said);
const saidNow = ({ by, actions }: Told) => world.verdictsOn(by, actions);
const outcomes = async (story: Told) =>
  (await saidNow(story)).map((each) => [each?.outcome, each?.code]);

describe('what this server judged before it was restored', () => {
  it('[S6.1] counts again as it did then: order, verdicts and invoice, once each', async () => {
    expect(visit.said.map((each) => each?.outcome)).toEqual(visit.actions.map(() => 'applied'));
    expect((await world.orderNow('visit')).job.provider).toBeNull();
    await handIn(visit);
    await handIn(visit);
    await billed();
    const after = await world.orderNow('visit');
    expect(after.verdicts).toEqual(visitBefore.verdicts);
    expect(after.job).toEqual(visitBefore.job);
    expect(await saidNow(visit)).toEqual(visit.said);
    const invoices = await world.store().ledger.withPrefix<Invoice>('invoice:');
    expect(invoices.map(({ order }) => order)).toEqual(['visit']);
    expect((await world.cases()).filter(({ order }) => order === 'visit')).toEqual([]);
  });

  it('[S6.2] stays refused or held, with the same words, whoever comes first', async () => {
    expect(tooSlow.said.map((each) => each?.outcome)).toEqual(['refused', 'held']);
    expect(turnedAway.said.map((each) => each?.outcome)).toEqual(['applied', 'refused']);
    expect(await saidNow(tooSlow)).toEqual(tooSlow.said);
    await handIn(turnedAway);
    expect(await saidNow(turnedAway)).toEqual(turnedAway.said);
    expect((await world.orderNow('turnedAway')).job.provider?.id).toBe('anna');
  });

  it('[S6.3] was an offer that the backup does not know: the job is theirs all the same', async () => {
    expect((await world.orderNow('unoffered')).offers).toEqual([]);
    await handIn(unoffered);
    expect(await saidNow(unoffered)).toEqual(unoffered.said);
    expect((await world.orderNow('unoffered')).job.provider?.id).toBe('anna');
  });
});

describe('what cannot count any more', () => {
  it('[S6.4] is held where somebody else has the job since, and the case says what it was', async () => {
    await handIn(contested);
    expect(await outcomes(contested)).toEqual([
      ['held', 'offer.taken'],
      ['held', 'order.notYours']
    ]);
    expect((await world.orderNow('contested')).job.provider?.id).toBe('berta');
    const theirs = async () =>
      (await world.cases()).filter(
        ({ order, provider }) => `${order} ${provider}` === 'contested anna'
      );
    await until(async () => (await theirs()).length === 2, 'the cases');
    for (const { note, action } of await theirs()) {
      expect(note).toMatch(/^Before the data were restored it was applied \(2026-/);
      expect(action?.text).toContain(action?.hash);
    }
  });

  it('[S6.5] is judged as it comes without a genuine receipt on that very action', async () => {
    const [accept, note] = forged.said as [VerdictDocument, VerdictDocument];
    const said = [
      { ...note, action: accept.action },
      { ...note, at: note.at + 1 }
    ];
    await handIn({ ...forged, said });
    expect(await outcomes(forged)).toEqual([
      ['refused', 'offer.taken'],
      ['held', 'order.notYours']
    ]);
  });

  it('[S6.6] is held whole where the backup does not have the order', async () => {
    await handIn(unknown);
    const held = ['held', 'order.unknown'];
    expect(await outcomes(unknown)).toEqual([held, held]);
    const kept = (await world.cases()).filter((each) => each.order === 'unknown');
    expect(kept.map(({ action }) => action?.id)).toEqual(unknown.actions.map(({ _id }) => _id));
    expect(kept[0]).toMatchObject({ kind: 'action.held', note: expect.stringMatching(/applied/) });
  });
});

it('[S6.7] an order of an older backup than its inboxes is brought up to what they say', async () => {
  const older = await world.orderNow('olderOrder');
  const { by } = olderOrder;
  const told = [await by.sign('offer.accept', 'olderOrder', {}, world.clock.now())];
  await world.hear(by, told);
  const said = await world.verdictsOn(by, told);
  const newer = await world.orderNow('olderOrder');
  await world.store().orders.put({ ...older, _rev: newer._rev! });
  const stored = await world.store().outbox('anna').get(told[0]!._id);
  await world.restorable.server.deps.authority.take([receivedAction('anna', stored as never)]);
  expect((await world.orderNow('olderOrder')).verdicts).toEqual(newer.verdicts);
  expect(await world.verdictsOn(by, told)).toEqual(said);
});
