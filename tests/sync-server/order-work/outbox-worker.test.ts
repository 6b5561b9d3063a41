import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import { aWitness, sendToOutbox } from '../../support/outbox-door.ts';
import { startTestServer } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

describe('judging', () => {
  it('is no part of the answer: a slow or failing authority changes nothing at the door', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = await startTestServer({ authority: { take: () => held } });
    const { email } = await slow.addProvider({ id: 'anna' });
    const who = await slow.signIn(email);
    const answer = await sendToOutbox(slow, who, '{"docs":[{"_id":"a"}]}');
    expect(answer.statusCode).toBe(201);
    release();
    await slow.close();
  });

  it('[P7.2] passes an action on which the authority always fails, as a case, and goes on behind it', async () => {
    const picky = aWitness((actions) => {
      if (actions.some(({ id }) => id === 'tablet-bad0:0000000001')) throw new Error('a bug');
    });
    const failing = await startTestServer({ authority: picky.authority });
    const { email } = await failing.addProvider({ id: 'anna' });
    const who = await failing.signIn(email);
    const docs = ['tablet-aaa0:0000000001', 'tablet-bad0:0000000001', 'tablet-ccc0:0000000001'];
    const text = JSON.stringify({ docs: docs.map((_id) => ({ _id })) });
    await sendToOutbox(failing, who, text);
    await failing.deps.outboxWorker.idle();
    expect(picky.seen.map(({ id }) => id)).toEqual([docs[0], docs[2]]);
    const [found] = await failing.store.cases.withPrefix('case:judging:anna:');
    expect(found).toMatchObject({
      kind: 'judging.failed',
      action: { id: docs[1] },
      state: 'open'
    });
    await failing.close();
  });

  it('waits out a store that is down, in order', async () => {
    let failures = 3;
    const waiting = aWitness(() => {
      if ((failures -= 1) >= 0) throw new StoreUnavailable('down');
    });
    const patient = await startTestServer({ authority: waiting.authority });
    const { email } = await patient.addProvider({ id: 'anna' });
    const who = await patient.signIn(email);
    await sendToOutbox(patient, who, '{"docs":[{"_id":"one"}]}');
    await sendToOutbox(patient, who, '{"docs":[{"_id":"two"}]}');
    await until(() => waiting.seen.length === 2, 'both to be judged');
    expect(waiting.seen.map(({ envelope }) => envelope)).toEqual([{ _id: 'one' }, { _id: 'two' }]);
    await patient.close();
  });

  it('goes on after a restart where the last process stopped between storing and judging', async () => {
    const never = await startTestServer({
      authority: { take: () => Promise.reject(new StoreUnavailable('dying')) }
    });
    const { email } = await never.addProvider({ id: 'anna' });
    const who = await never.signIn(email);
    const receivedAt = never.clock.now();
    await sendToOutbox(never, who, '{"docs":[{"_id":"one"},{"_id":"two"}]}');
    await never.close({ keepData: true });

    const after = aWitness();
    never.clock.advance(3_600_000);
    const restarted = await startTestServer({
      dataDir: never.dataDir,
      clock: never.clock,
      authority: after.authority
    });
    await until(() => after.seen.length === 2, 'the rest to be judged');
    // What was stored in one request has no order of its own in a CouchDB's feed.
    const { seen } = after;
    expect(new Set(seen.map(({ envelope }) => envelope))).toEqual(
      new Set([{ _id: 'one' }, { _id: 'two' }])
    );
    expect(seen.map((action) => action.receivedAt)).toEqual([receivedAt, receivedAt]);
    await restarted.close({ keepData: true });

    const third = aWitness();
    const again = await startTestServer({ dataDir: never.dataDir, authority: third.authority });
    await again.deps.outboxWorker.catchUp();
    expect(third.seen).toEqual([]);
    await again.close();
  });

  it('is the same from two instances on one store: each hands on what it took', async () => {
    const mine = aWitness();
    const theirs = aWitness();
    const one = await startTestServer({ authority: mine.authority });
    const two = await startTestServer({ store: one.store, authority: theirs.authority });
    const { email } = await one.addProvider({ id: 'anna' });
    const who = await one.signIn(email);
    await sendToOutbox(one, who, '{"docs":[{"_id":"one"}]}');
    await one.deps.outboxWorker.idle();
    const place = () => one.store.outbox('anna').get('_local/judged');
    await until(place, 'the first to be noted as judged');
    await sendToOutbox(two, who, '{"docs":[{"_id":"two"}]}');
    await two.deps.outboxWorker.idle();
    expect(mine.seen.map(({ envelope }) => envelope)).toEqual([{ _id: 'one' }]);
    expect(theirs.seen.map(({ envelope }) => envelope)).toEqual([{ _id: 'two' }]);
    await two.close();
    await one.close();
  });
});
