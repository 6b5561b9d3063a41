import { describe, expect, it } from 'vitest';
import type { JobDocument } from '#domain/order/views/inbox.ts';
import { forgetReadable } from '../../src/lib/device/account/sign-out.ts';
import type { DeviceStore } from '../../src/lib/device/device-store.ts';
import { UP_TO } from '../../src/lib/device/store/rows.ts';
import { makeVisitRows, visitRow } from '../../src/lib/device/visits/visit-rows.ts';
import { readJob } from '../../src/lib/device/views/read-view.ts';
import {
  readSignedVisits,
  readVisits,
  readVisitsOf
} from '../../src/lib/device/views/read-visits.ts';
import {
  endedAt,
  isAhead,
  listedVisit,
  type ListedVisit
} from '../../src/lib/device/visits/listed-visit.ts';
import { agenda } from '../../src/lib/today/agenda.ts';
import { anOrderAfter, NOW } from '../support/builders.ts';
import { aJobView } from '../support/device-views.ts';
import { DeviceWorld } from '../support/device-world.ts';

const HOUR_MS = 3_600_000;

function aVisit(order: string, last: 'customer.contacted' | 'work.start' | 'job.complete', at = 0) {
  const { job } = anOrderAfter(last);
  const completion = job.completion && { ...job.completion, at: NOW + at };
  const document: JobDocument = {
    _id: `job:${order}`,
    type: 'job',
    order,
    generation: 1,
    job: { ...job, id: order as typeof job.id, completion },
    judged: {}
  };
  return { ...document };
}

async function aWorld() {
  const world = new DeviceWorld();
  const store = await world.signedIn();
  const put = async (...documents: object[]) => {
    for (const document of documents) world.door.put('inbox', document as never);
    await store.steps.pullInbox();
  };
  return { world, store, put };
}

const ordersOf = async (store: DeviceStore, latest = 5) => {
  const { visits, endedCount } = await readVisits(store, latest);
  return { orders: visits.map(({ order }) => order).sort(), endedCount };
};
const byOrder = (visits: readonly ListedVisit[]) =>
  visits.toSorted((one, other) => one.order.localeCompare(other.order));
/** What the list says where nobody has prepared anything: from the documents alone. */
async function fromDocuments(store: DeviceStore, latest = Infinity) {
  await store.relaxed.visits.delete(UP_TO);
  return readVisits(store, latest);
}

describe('the rows of lists', () => {
  it('are the visits ahead, the last ones that are over, and how many those are', async () => {
    const { store, put } = await aWorld();
    const over = Array.from({ length: 9 }, (_, index) =>
      aVisit(`over${index}`, 'job.complete', index * HOUR_MS)
    );
    await put(aVisit('ahead', 'customer.contacted'), aVisit('now', 'work.start'), ...over);
    expect(await ordersOf(store, 2)).toEqual({
      orders: ['ahead', 'now', 'over7', 'over8'],
      endedCount: 9
    });
    expect((await ordersOf(store, Infinity)).orders).toHaveLength(11);
  });

  it('say the same as the documents do, whatever comes, changes and goes', async () => {
    const { world, store, put } = await aWorld();
    await put(aVisit('a', 'customer.contacted'), aVisit('b', 'work.start'));
    await put({ ...aVisit('a', 'job.complete'), generation: 2 }, aVisit('c', 'job.complete'));
    world.door.remove('inbox', 'job:b');
    await store.steps.pullInbox();
    const shown = await readVisits(store, Infinity);
    expect(shown.visits.map(({ order }) => order).sort()).toEqual(['a', 'c']);
    const whole = await fromDocuments(store);
    expect(byOrder(shown.visits)).toEqual(byOrder(whole.visits.map(listedVisit)));
    expect(shown.endedCount).toBe(whole.endedCount);
  });

  it('are a fraction of the documents', () => {
    const document = aVisit('a', 'job.complete');
    const size = (value: object) => JSON.stringify(value).length;
    expect(size(visitRow(document as JobDocument))).toBeLessThan(size(document) / 3);
  });

  it('show what this device has done itself, before the server has heard of it', async () => {
    const { store, put } = await aWorld();
    await put(aVisit('a', 'work.start'), aVisit('b', 'customer.contacted'));
    const note = await store.recordAction('job.fail', 'a', { cause: 'notSolvable', note: '' });
    const { visits, endedCount } = await readVisits(store, 5);
    const shown = visits.find(({ order }) => order === 'a')!;
    expect(isAhead(shown)).toBe(false);
    expect(shown.waiting).toMatchObject([{ kind: note.kind, state: 'local' }]);
    expect(endedCount).toBe(1);
    expect(agenda(visits, NOW).ended.map(({ order }) => order)).toEqual(['a']);
    expect(await fromDocuments(store)).toMatchObject({ endedCount: 1 });
  });

  it('tell lists what a whole view tells them', async () => {
    const { store, put } = await aWorld();
    await put(aVisit('a', 'work.start'), aVisit('b', 'job.complete'));
    for (const order of ['a', 'b']) {
      const view = (await readJob(store, order))!;
      const { visits } = await readVisits(store, 5);
      const row = visits.find((each) => each.order === order)!;
      expect(row).toEqual(listedVisit(view));
      expect([isAhead(row), endedAt(row)]).toEqual([isAhead(view), endedAt(view)]);
    }
    const lost = aJobView({ provider: null });
    const removed = { at: NOW, why: 'contact.lapsed' } as const;
    const gone = { ...lost, document: { ...lost.document, removed } };
    expect(agenda([listedVisit(gone)], NOW).ended).toHaveLength(1);
  });

  it('are not believed where an earlier app has written since, and made anew', async () => {
    const { store, put } = await aWorld();
    await put(aVisit('a', 'customer.contacted'));
    // As an app does that does not know of them.
    await store.relaxed.inbox.put(aVisit('b', 'customer.contacted') as never);
    await store.relaxed.checkpoints.put({ id: 'inbox', since: '99-earlier' });
    expect((await ordersOf(store)).orders).toEqual(['a', 'b']);
    await makeVisitRows(store.relaxed);
    expect(await store.relaxed.visits.get(UP_TO)).toMatchObject({ since: '99-earlier' });
    expect((await ordersOf(store)).orders).toEqual(['a', 'b']);
    await store.relaxed.visits.clear();
    expect((await ordersOf(store)).orders).toEqual(['a', 'b']);
  });

  it('leave the device with their documents', async () => {
    const { store, put } = await aWorld();
    await put(aVisit('a', 'customer.contacted'));
    await forgetReadable(store);
    expect(await store.relaxed.visits.count()).toBe(0);
    expect(await ordersOf(store)).toEqual({ orders: [], endedCount: 0 });
  });

  it('name the visits of some orders, those over long ago too', async () => {
    const { store, put } = await aWorld();
    await put(aVisit('old', 'job.complete', -9_999), aVisit('a', 'customer.contacted'));
    const found = await readVisitsOf(store, ['old', 'nobody']);
    expect(found.map(({ order }) => order)).toEqual(['old']);
  });

  it('find what was signed and is not among the earnings yet', async () => {
    const { store, put } = await aWorld();
    await put(aVisit('billed', 'job.complete'), aVisit('signed', 'job.complete'), {
      ...{ _id: 'earning:billed', type: 'earning', order: 'billed', generation: 1 }
    });
    expect((await readSignedVisits(store)).map(({ order }) => order)).toEqual(['signed']);
  });
});
