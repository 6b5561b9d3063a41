import type { EndReason } from '#domain/order/assignment/assignment.ts';
import type { NoticeDocument } from '#domain/order/views/inbox.ts';
import { describe, expect, it } from 'vitest';
import type { JobView } from '../../src/lib/device/views/job-view.ts';
import { readNotices } from '../../src/lib/device/views/read-view.ts';
import type { OutboxRow } from '../../src/lib/device/store/rows.ts';
import { seeNotices } from '../../src/lib/device/views/seen-notices.ts';
import { news, newsText } from '../../src/lib/today/news.ts';
import { visitEnd } from '../../src/lib/today/visit-end.ts';
import { NOW } from '../support/builders.ts';
import { aJobView, anOutboxRow } from '../support/device-views.ts';
import { DeviceWorld } from '../support/device-world.ts';

const aNotice = (fields: Partial<NoticeDocument> = {}): NoticeDocument => ({
  _id: 'notice:1',
  type: 'notice',
  generation: 1,
  order: 'order1',
  kind: 'order.cancelled',
  at: NOW,
  ...fields
});

describe('news for the helper', () => {
  it('names the job that it is about, and none that this device does not know', () => {
    const view = aJobView({ id: 'order1', state: 'cancelled' });
    expect(news([aNotice()], [view])[0]?.title).toEqual(view.job.service.title);
    expect(news([aNotice()], [])[0]?.title).toBeNull();
  });

  it('[R8.1] names the customer who is to be called', () => {
    const view = aJobView({ id: 'order1', state: 'accepted' });
    const [item] = news([aNotice({ kind: 'contact.remind' })], [view]);
    expect(newsText(item!)).toContain(view.job.customer.name);
    const [unknown] = news([aNotice({ kind: 'appointment.agreed' })], []);
    expect(newsText(unknown!)).not.toMatch(/^ |undefined/);
  });

  it('tells the latest first', () => {
    const early = aNotice({ _id: 'notice:early', order: 'a', at: NOW - 1 });
    const late = aNotice({ _id: 'notice:late', order: 'b' });
    expect(news([early, late], []).map((item) => item.notice)).toEqual([late, early]);
  });

  it('[R8.1] tells two reminders of one job as one, until the call is made', () => {
    const first = aNotice({ _id: 'notice:6h', kind: 'contact.remind', at: NOW - 5 });
    const second = aNotice({ _id: 'notice:11h', kind: 'contact.remind' });
    const waiting = aJobView({ id: 'order1', state: 'accepted' });
    const called = aJobView({ id: 'order1', state: 'contacted' });
    expect(news([first, second], [waiting])).toMatchObject([{ ids: ['notice:11h', 'notice:6h'] }]);
    expect(news([first, second], [called])).toEqual([]);
  });

  it.each(['contact.lapsed', 'confirm.lapsed'] as const)(
    '[R9.23] does not tell of a job that was taken back and came back by a late proof: %s',
    (kind) => {
      const taken = aNotice({ kind });
      const lost = aJobView({ id: 'order1', provider: null });
      const removed = (why: EndReason) => ({
        ...lost,
        document: { ...lost.document, removed: { at: NOW, why } }
      });
      expect(news([taken], [removed(kind)])).toHaveLength(1);
      expect(news([taken], [lost])).toHaveLength(1);
      expect(news([taken], [])).toHaveLength(1);

      const back = aJobView({ id: 'order1', state: 'contacted' });
      expect(news([taken], [back])).toEqual([]);
      // Given back afterwards: that is another loss.
      expect(news([taken], [removed('givenBack')])).toEqual([]);
    }
  );

  it('[R27.12] tells of a visit that was cancelled, with whom the job still is on this device or not', () => {
    const view = aJobView({ id: 'order1', state: 'confirmed' });
    expect(news([aNotice()], [view])).toHaveLength(1);
  });

  it('is told until it was read on this device, and not again when the document comes once more', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    const put = (...ids: string[]) =>
      ids.forEach((_id) => world.door.put('inbox', { ...aNotice({ _id }) }));
    put('notice:1', 'notice:2');
    await store.steps.pullInbox();
    await seeNotices(store.relaxed, ['notice:1']);
    put('notice:1');
    await store.steps.pullInbox();
    expect((await readNotices(store)).map(({ _id }) => _id)).toEqual(['notice:2']);
  });
});

describe('how a visit ended', () => {
  const removed = (why: EndReason, ...waiting: OutboxRow[]): JobView => {
    const view = aJobView({ provider: null }, { waiting });
    return { ...view, document: { ...view.document, removed: { at: NOW, why } } };
  };
  const givingBack = anOutboxRow({ kind: 'job.giveBack' });

  it.each([
    ['completed', aJobView({ state: 'completed' }), 'completed'],
    ['held', aJobView({ state: 'held' }), 'held'],
    ['failed', aJobView({ state: 'failed' }), 'failed'],
    ['cancelled', aJobView({ state: 'cancelled' }), 'cancelled'],
    ['cancelled and gone', removed('cancelled'), 'cancelled'],
    ['given back', removed('givenBack'), 'givenBack'],
    [
      'given back on this device only',
      aJobView({ state: 'requested' }, { waiting: [givingBack] }),
      'givenBack'
    ],
    ['taken back by the clock', removed('contact.lapsed'), 'lost'],
    [
      'taken back by the clock before the helper’s own word came',
      removed('confirm.lapsed', givingBack),
      'lost'
    ]
  ] as const)('%s', (_name, view, end) => {
    expect(visitEnd(view)).toBe(end);
  });
});
