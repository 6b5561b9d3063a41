import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Action } from '#domain/protocol/action.ts';
import { actionHashText } from '#domain/protocol/action-hash.ts';
import { hashOfText } from '#domain/protocol/hash.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import type { CaseDocument } from '../../sync-server/authority/case-document.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { anOrderAfter, NOW } from '../support/builders.ts';
import { aDevice, type SignerDevice } from '../support/device-signer.ts';
import {
  aClock,
  aMember,
  anOfferedOrderIn,
  aProcess,
  aRegisteredDevice,
  aStore,
  casesOf,
  inboxOf,
  judge,
  judgeAgain,
  send,
  verdictOn,
  type ServerProcess
} from '../support/order-work.ts';

let store: Store;
let work: ServerProcess;
let device: SignerDevice;
const AT = NOW + HOUR_MS;

/** Anna has accepted `order1`. */
beforeEach(async () => {
  store = await aStore();
  const clock = aClock();
  device = (await aMember(store)).device;
  work = await aProcess(store, clock);
  await anOfferedOrderIn(work);
  await send(store, device, [await device.sign('offer.accept', 'order1', {}, NOW)], NOW);
  await judge(store, work, 'anna');
  clock.set(AT);
});
afterEach(() => store.close());

async function sendAndJudge(documents: unknown[]): Promise<void> {
  await send(store, device, documents, AT);
  await judge(store, work, 'anna');
}
const note = (text = 'Notiz') => device.sign('note.add', 'order1', { text }, AT);
const notesNow = async () => (await store.orders.get('order1'))!.job.notes.map(({ text }) => text);
const caseOf = (action: { _id?: unknown }) =>
  store.cases.get<CaseDocument>(`case:${String(action._id)}`);

describe('[protocol §3] an action that is not what it says', () => {
  const broken: [code: string, make: () => Promise<Record<string, unknown>>][] = [
    ['action.badHash', async () => ({ ...(await note()), body: { text: 'anders' } })],
    ['action.badSignature', async () => ({ ...(await note()), signature: 'A'.repeat(86) })],
    [
      'action.implausibleTime',
      () => {
        const at = { wall: AT, anchor: AT + TIME_POLICY.clockSkewMs + 1, sinceAnchor: 0 };
        return device.signAnything(
          { kind: 'note.add', order: 'order1', body: { text: 'x' }, at },
          AT
        );
      }
    ],
    ['kind.unknown', () => device.signAnything({ kind: 'job.teleport', order: 'order1' }, AT)],
    [
      'kind.notSupported',
      () => device.signAnything({ kind: 'rating.seal', order: 'order1', body: { sealed: 'x' } }, AT)
    ],
    ['body.invalid', () => device.signAnything({ kind: 'note.add', order: 'order1' }, AT)],
    [
      'order.unknown',
      () => device.signAnything({ kind: 'note.add', order: 'nothing', body: { text: 'x' } }, AT)
    ],
    [
      'action.fork',
      () =>
        device.signAnything(
          { kind: 'note.add', order: 'order1', body: { text: 'x' }, previous: 'A'.repeat(43) },
          AT
        )
    ]
  ];

  it('[P5] cannot be dated back before the one that it follows', async () => {
    const first = await note('zuerst');
    const backdated = await device.sign('note.add', 'order1', { text: 'danach' }, AT - 600_000);
    await sendAndJudge([first]);
    await sendAndJudge([backdated]);
    const { notes } = (await store.orders.get('order1'))!.job;
    expect(notes.map(({ text, at }) => [text, at])).toEqual([
      ['zuerst', AT],
      ['danach', AT]
    ]);
  });

  it.each(broken)(
    'is held as %s, kept whole in a case, and blocks nothing behind it',
    async (code, make) => {
      const bad = await make();
      const good = await note('dahinter');
      await sendAndJudge([bad, good]);
      const verdict = await store.inbox('anna').get(`verdict:${String(bad._id)}`);
      expect(verdict).toMatchObject({ outcome: 'held', code });
      const [kept] = (await casesOf(store)).filter((each) => each.action?.id === bad._id);
      expect(kept).toMatchObject({ code, provider: 'anna', state: 'open' });
      expect(JSON.parse(kept!.action!.text)).toEqual(bad);
      expect(await notesNow()).toEqual(['dahinter']);
    }
  );

  it('is held where another provider’s device made it', async () => {
    const { device: other } = await aMember(store, { id: 'berta' });
    const stolen = await other.sign('note.add', 'order1', { text: 'fremd' }, AT);
    await sendAndJudge([stolen]);
    expect(await verdictOn(store, 'anna', stolen)).toMatchObject({ code: 'action.wrongDevice' });
    expect(await notesNow()).toEqual([]);
  });

  it('does not take the name of another’s action away from them', async () => {
    const { device: other } = await aMember(store, { id: 'berta' });
    const theirs = await other.sign('support.ask', null, { subject: 'a', text: 'b' }, AT);
    await sendAndJudge([{ ...theirs, provider: 'anna' }]);
    await send(store, other, [theirs], AT);
    await judge(store, work, 'berta');
    expect(await verdictOn(store, 'berta', theirs)).toMatchObject({ outcome: 'applied' });
  });

  it('is held where nobody knows the device', async () => {
    const unknown = await aDevice('anna');
    const action = await unknown.sign('note.add', 'order1', { text: 'x' }, AT);
    await sendAndJudge([action]);
    expect(await verdictOn(store, 'anna', action)).toMatchObject({ code: 'action.wrongDevice' });
  });
});

describe('[protocol §3] the chain of a device', () => {
  it('holds what comes after a gap, and goes on behind it', async () => {
    await note('fehlt');
    const after = await note('nach der Lücke');
    const next = await note('danach');
    await sendAndJudge([after, next]);
    expect(await verdictOn(store, 'anna', after)).toMatchObject({ code: 'action.gap' });
    expect(await verdictOn(store, 'anna', next)).toMatchObject({ outcome: 'applied' });
  });

  it('is the order of the sequence, however a batch is mixed', async () => {
    const actions = [await note('1'), await note('2'), await note('3')];
    await sendAndJudge(actions.toReversed());
    expect(await notesNow()).toEqual(['1', '2', '3']);
  });

  it('judges the first of two contents under one id and keeps the second in a case', async () => {
    const first = await note('zuerst');
    await sendAndJudge([first]);
    const second = { ...first, body: { text: 'später' } };
    const hash = await hashOfText(actionHashText(second));
    await sendAndJudge([{ ...second, hash }]);
    expect(await notesNow()).toEqual(['zuerst']);
    expect(await verdictOn(store, 'anna', first)).toMatchObject({ outcome: 'applied' });
    const forks = (await casesOf(store)).filter((each) => each.kind === 'action.fork');
    expect(forks).toHaveLength(1);
    expect(JSON.parse(forks[0]!.action!.text)).toMatchObject({ body: { text: 'später' } });
    await judgeAgain(store, work, 'anna');
    expect(await casesOf(store)).toHaveLength(1);
  });

  it('lets two devices of one provider work on the same job', async () => {
    const tablet = await aRegisteredDevice(store, 'anna');
    await send(
      store,
      tablet,
      [await tablet.sign('note.add', 'order1', { text: 'Tablet' }, AT)],
      AT
    );
    await sendAndJudge([await note('Telefon')]);
    expect((await notesNow()).toSorted()).toEqual(['Tablet', 'Telefon']);
  });
});

describe('[protocol §2] a batch of poison', () => {
  it('is judged to the last document, and everything in it is kept', async () => {
    const good = [await note('vorher'), await note('nachher')];
    const poison: unknown[] = [
      null,
      [],
      'text',
      42,
      {},
      { _id: 'x' },
      { _id: `${device.id}:0000009999`, kind: 'note.add' },
      JSON.parse('{"_id":"proto-poison","__proto__":{"polluted":true},"kind":"note.add"}'),
      JSON.parse(`{"_id":"deep-poison","body":${'['.repeat(500)}${']'.repeat(500)}}`),
      { _id: 'surrogate-poison', text: '\ud800' },
      { ...(await note('groß')), body: { text: 'x'.repeat(200_000) } },
      { _id: 'constructor', constructor: { prototype: 1 }, toString: 1 }
    ];
    await sendAndJudge([good[0], ...poison, good[1]]);
    expect(await notesNow()).toEqual(['vorher', 'nachher']);
    const held = (await casesOf(store)).filter((each) => each.kind === 'action.held');
    expect(held).toHaveLength(poison.length);
    const verdicts = (await inboxOf(store, 'anna')).filter((each) => each.type === 'verdict');
    expect(verdicts.filter((each) => each.outcome === 'held')).toHaveLength(poison.length);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(held.some((each) => each.action?.text.includes('"polluted":true'))).toBe(true);
  });
});

describe('actions without an order', () => {
  it('sets profile and availability with their verdict, twice as well as once', async () => {
    const actions: Action[] = [
      await device.sign('profile.set', null, { radiusKm: 35, locale: 'en' }, AT),
      await device.sign('availability.set', null, { active: false }, AT)
    ];
    await sendAndJudge(actions);
    const provider = await store.people.get('provider:anna');
    expect(provider).toMatchObject({ radiusM: 35_000, locale: 'en', active: false });
    expect(await store.inbox('anna').get('profile')).toMatchObject({ radiusKm: 35, active: false });
    for (const action of actions) {
      expect(await verdictOn(store, 'anna', action)).toMatchObject({ outcome: 'applied' });
    }
    await judgeAgain(store, work, 'anna');
    expect(await store.people.get('provider:anna')).toEqual(provider);
  });

  it('opens a case for a question to support', async () => {
    const ask = await device.sign('support.ask', 'order1', { subject: 'Router', text: '?' }, AT);
    await sendAndJudge([ask]);
    expect(await verdictOn(store, 'anna', ask)).toMatchObject({ outcome: 'applied' });
    expect(await caseOf(ask)).toMatchObject({ kind: 'support.ask', order: 'order1', code: null });
  });

  const nextVisit = { packageId: 'wlan', startsAt: NOW + 200 * HOUR_MS, note: 'Garten' };

  it('[R17] refuses a next visit before there is a finished one: nobody signed for anything', async () => {
    const request = await device.sign('booking.request', 'order1', nextVisit, AT);
    await sendAndJudge([request]);
    expect(await verdictOn(store, 'anna', request)).toMatchObject({
      outcome: 'refused',
      code: 'job.wrongState'
    });
    expect(await store.orders.withPrefix('order')).toHaveLength(1);
  });

  it('[R17] books a next visit with the same provider, once', async () => {
    const { job } = anOrderAfter('job.complete');
    const current = (await store.orders.get('order1'))!;
    await store.orders.put({ ...current, job });
    const request = await device.sign('booking.request', 'order1', nextVisit, AT);
    await sendAndJudge([request]);
    await judgeAgain(store, work, 'anna');
    expect(await verdictOn(store, 'anna', request)).toMatchObject({ outcome: 'applied' });
    const orders = (await store.orders.withPrefix('')).filter(({ _id }) => !_id.startsWith('_'));
    expect(orders).toHaveLength(2);
    expect(orders.find(({ _id }) => _id !== 'order1')).toMatchObject({
      personalProvider: 'anna',
      job: { state: 'requested', problem: 'Garten', customer: { name: 'Rosa Keller' } }
    });
  });
});

describe('[R5] an order that is somebody else’s', () => {
  it('is not changed by a stranger’s action, which is held', async () => {
    const { device: stranger } = await aMember(store, { id: 'zoe' });
    const before = await store.orders.get('order1');
    const action = await stranger.sign('note.add', 'order1', { text: 'x' }, AT);
    await send(store, stranger, [action], AT);
    await judge(store, work, 'zoe');
    expect(await verdictOn(store, 'zoe', action)).toMatchObject({ code: 'order.notYours' });
    expect(await caseOf(action)).toMatchObject({ provider: 'zoe', order: 'order1' });
    expect(await store.orders.get('order1')).toEqual(before);
  });
});
