import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actionHashText } from '#domain/protocol/action-hash.ts';
import { hashOfText } from '#domain/protocol/hash.ts';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import { anAcceptedJob, AT, type AcceptedJob } from '../../support/accepted-job.ts';
import { aDevice } from '../../support/device-signer.ts';
import {
  aMember,
  aRegisteredDevice,
  casesOf,
  inboxOf,
  judge,
  judgeAgain,
  send,
  verdictOn
} from '../../support/order-work.ts';

let world: AcceptedJob;
beforeEach(async () => {
  world = await anAcceptedJob();
});
afterEach(() => world.close());

describe('an action that is not what it says', () => {
  const broken: [code: string, make: () => Promise<Record<string, unknown>>][] = [
    ['action.badHash', async () => ({ ...(await world.note()), body: { text: 'anders' } })],
    ['action.badSignature', async () => ({ ...(await world.note()), signature: 'A'.repeat(86) })],
    [
      'action.implausibleTime',
      () => {
        const at = { wall: AT, anchor: AT + TIME_POLICY.clockSkewMs + 1, sinceAnchor: 0 };
        return world.device.signAnything(
          { kind: 'note.add', order: 'order1', body: { text: 'x' }, at },
          AT
        );
      }
    ],
    [
      'kind.unknown',
      () => world.device.signAnything({ kind: 'job.teleport', order: 'order1' }, AT)
    ],
    [
      'kind.notSupported',
      () =>
        world.device.signAnything(
          { kind: 'rating.seal', order: 'order1', body: { sealed: 'x' } },
          AT
        )
    ],
    ['body.invalid', () => world.device.signAnything({ kind: 'note.add', order: 'order1' }, AT)],
    [
      'order.unknown',
      () =>
        world.device.signAnything({ kind: 'note.add', order: 'nothing', body: { text: 'x' } }, AT)
    ],
    [
      'action.fork',
      () =>
        world.device.signAnything(
          { kind: 'note.add', order: 'order1', body: { text: 'x' }, previous: 'A'.repeat(43) },
          AT
        )
    ]
  ];

  it('[P5.2] cannot be dated back before the one that it follows', async () => {
    const first = await world.note('zuerst');
    const backdated = await world.device.sign(
      'note.add',
      'order1',
      { text: 'danach' },
      AT - 600_000
    );
    await world.sendAndJudge([first]);
    await world.sendAndJudge([backdated]);
    const { notes } = (await world.store.orders.get('order1'))!.job;
    expect(notes.map(({ text, at }) => [text, at])).toEqual([
      ['zuerst', AT],
      ['danach', AT]
    ]);
  });

  it.each(broken)(
    '[P3.2, P3.4] is held as %s, kept whole in a case, and blocks nothing behind it',
    async (code, make) => {
      const bad = await make();
      const good = await world.note('dahinter');
      await world.sendAndJudge([bad, good]);
      const verdict = await world.store.inbox('anna').get(`verdict:${String(bad._id)}`);
      expect(verdict).toMatchObject({ outcome: 'held', code });
      const [kept] = (await casesOf(world.store)).filter((each) => each.action?.id === bad._id);
      expect(kept).toMatchObject({ code, provider: 'anna', state: 'open' });
      expect(JSON.parse(kept!.action!.text)).toEqual(bad);
      expect(await world.notesNow()).toEqual(['dahinter']);
    }
  );

  it('[P3.5] is held where another provider’s device made it', async () => {
    const { device: other } = await aMember(world.store, { id: 'berta' });
    const stolen = await other.sign('note.add', 'order1', { text: 'fremd' }, AT);
    await world.sendAndJudge([stolen]);
    expect(await verdictOn(world.store, 'anna', stolen)).toMatchObject({
      code: 'action.wrongDevice'
    });
    expect(await world.notesNow()).toEqual([]);
  });

  it('[P3.5] does not take the name of another’s action away from them', async () => {
    const { device: other } = await aMember(world.store, { id: 'berta' });
    const theirs = await other.sign('support.ask', null, { subject: 'a', text: 'b' }, AT);
    await world.sendAndJudge([{ ...theirs, provider: 'anna' }]);
    await send(world.store, other, [theirs], AT);
    await judge(world.store, world.work, 'berta');
    expect(await verdictOn(world.store, 'berta', theirs)).toMatchObject({ outcome: 'applied' });
  });

  it('[P3.5] is held where nobody knows the device', async () => {
    const unknown = await aDevice('anna');
    const action = await unknown.sign('note.add', 'order1', { text: 'x' }, AT);
    await world.sendAndJudge([action]);
    expect(await verdictOn(world.store, 'anna', action)).toMatchObject({
      code: 'action.wrongDevice'
    });
  });
});

describe('the chain of a device', () => {
  it('[P3.2] holds what comes after a gap, and goes on behind it', async () => {
    await world.note('fehlt');
    const after = await world.note('nach der Lücke');
    const next = await world.note('danach');
    await world.sendAndJudge([after, next]);
    expect(await verdictOn(world.store, 'anna', after)).toMatchObject({ code: 'action.gap' });
    expect(await verdictOn(world.store, 'anna', next)).toMatchObject({ outcome: 'applied' });
  });

  it('[P3.1] is the order of the sequence, however a batch is mixed', async () => {
    const actions = [await world.note('1'), await world.note('2'), await world.note('3')];
    await world.sendAndJudge(actions.toReversed());
    expect(await world.notesNow()).toEqual(['1', '2', '3']);
  });

  it('[P3.3] judges the first of two contents under one id and keeps the second in a case', async () => {
    const first = await world.note('zuerst');
    await world.sendAndJudge([first]);
    const second = { ...first, body: { text: 'später' } };
    const hash = await hashOfText(actionHashText(second));
    await world.sendAndJudge([{ ...second, hash }]);
    expect(await world.notesNow()).toEqual(['zuerst']);
    expect(await verdictOn(world.store, 'anna', first)).toMatchObject({ outcome: 'applied' });
    const forks = (await casesOf(world.store)).filter((each) => each.kind === 'action.fork');
    expect(forks).toHaveLength(1);
    expect(JSON.parse(forks[0]!.action!.text)).toMatchObject({ body: { text: 'später' } });
    await judgeAgain(world.store, world.work, 'anna');
    expect(await casesOf(world.store)).toHaveLength(1);
  });

  it('[P3.1] lets two devices of one provider work on the same job', async () => {
    const tablet = await aRegisteredDevice(world.store, 'anna');
    await send(
      world.store,
      tablet,
      [await tablet.sign('note.add', 'order1', { text: 'Tablet' }, AT)],
      AT
    );
    await world.sendAndJudge([await world.note('Telefon')]);
    expect((await world.notesNow()).toSorted()).toEqual(['Tablet', 'Telefon']);
  });
});

describe('a batch of poison', () => {
  it('[P3.4, P7.2] is judged to the last document, and everything in it is kept', async () => {
    const good = [await world.note('vorher'), await world.note('nachher')];
    const poison: unknown[] = [
      null,
      [],
      'text',
      42,
      {},
      { _id: 'x' },
      { _id: `${world.device.id}:0000009999`, kind: 'note.add' },
      JSON.parse('{"_id":"proto-poison","__proto__":{"polluted":true},"kind":"note.add"}'),
      JSON.parse(`{"_id":"deep-poison","body":${'['.repeat(500)}${']'.repeat(500)}}`),
      { _id: 'surrogate-poison', text: '\ud800' },
      { ...(await world.note('groß')), body: { text: 'x'.repeat(200_000) } },
      { _id: 'constructor', constructor: { prototype: 1 }, toString: 1 }
    ];
    await world.sendAndJudge([good[0], ...poison, good[1]]);
    expect(await world.notesNow()).toEqual(['vorher', 'nachher']);
    const held = (await casesOf(world.store)).filter((each) => each.kind === 'action.held');
    expect(held).toHaveLength(poison.length);
    const verdicts = (await inboxOf(world.store, 'anna')).filter((each) => each.type === 'verdict');
    expect(verdicts.filter((each) => each.outcome === 'held')).toHaveLength(poison.length);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(held.some((each) => each.action?.text.includes('"polluted":true'))).toBe(true);
  });
});

describe('an order that is somebody else’s', () => {
  it('[P6.1, S1.20] is not changed by a stranger’s action, which is held as of no order', async () => {
    const { device: stranger } = await aMember(world.store, { id: 'zoe' });
    const before = await world.store.orders.get('order1');
    const action = await stranger.sign('note.add', 'order1', { text: 'x' }, AT);
    await send(world.store, stranger, [action], AT);
    await judge(world.store, world.work, 'zoe');
    expect(await verdictOn(world.store, 'zoe', action)).toMatchObject({ code: 'order.unknown' });
    expect(await world.caseOf(action)).toMatchObject({
      ...{ provider: 'zoe', order: 'order1', code: 'order.notYours' },
      judgement: { outcome: 'held', code: 'order.unknown' }
    });
    expect(await world.store.orders.get('order1')).toEqual(before);
  });
});
