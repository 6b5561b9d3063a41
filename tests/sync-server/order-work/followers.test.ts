import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deps } from '../../../sync-server/deps.ts';
import { InboxWriter } from '../../../sync-server/projector/inbox-writer.ts';
import { followProfiles } from '../../../sync-server/projector/follow-profiles.ts';
import { keepMails } from '../../../sync-server/mail/keep-mails.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { anOrder, aProvider } from '../../support/builders.ts';
import { startOrderServer } from '../../support/order-server.ts';
import { casesOf } from '../../support/order-work.ts';
import type { TestServer } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

let server: TestServer;
let store: Store;
let closing: AbortController;
let deps: Deps;
beforeEach(async () => {
  server = await startOrderServer();
  ({ store } = server);
  closing = new AbortController();
  deps = { ...server.deps, closing: closing.signal };
});
afterEach(async () => {
  closing.abort();
  await server.close();
});

/** What no calendar has, stored by an earlier release. */
function anUnspeakableOrder(id: string) {
  const order = anOrder({ id });
  const appointment = { ...order.job.appointment, startsAt: 9e15 };
  return { ...order, job: { ...order.job, appointment } };
}

describe('mails to customers', () => {
  it('go out for the orders behind one of which no mail can be made, and support sees that one', async () => {
    await store.orders.put(anUnspeakableOrder('bad'));
    await store.orders.put(anOrder({ id: 'good' }));
    const running = keepMails(deps);
    await until(() => store.mails.get('mail:good:booked'), 'the mail of the healthy order');
    const cases = await until(async () => {
      const found = await casesOf(store);
      return found.length > 0 && found;
    });
    expect(cases).toMatchObject([{ kind: 'followUp.failed', order: 'bad', state: 'open' }]);
    await store.orders.put(anOrder({ id: 'later' }));
    await until(() => store.mails.get('mail:later:booked'), 'the mail of a later order');
    closing.abort();
    await running;
  });

  it('are not composed again where they were written before', async () => {
    const order = anUnspeakableOrder('moved');
    await store.mails.put({ _id: 'mail:moved:booked', type: 'mail' } as { _id: string });
    await store.orders.put(order);
    await store.orders.put(anOrder({ id: 'behind' }));
    const running = keepMails(deps);
    await until(() => store.mails.get('mail:behind:booked'), 'the mail behind it');
    expect(await casesOf(store)).toEqual([]);
    closing.abort();
    await running;
  });
});

describe('profiles', () => {
  it('are kept up to date behind one that cannot be written, and support sees that one', async () => {
    const { stars: _none, ...broken } = aProvider({ id: 'broken' });
    await store.people.put(broken as never);
    await store.people.put(aProvider({ id: 'whole' }));
    const inboxes = new InboxWriter(store);
    const running = followProfiles({ ...deps, inboxes });
    await until(() => store.inbox('whole').get('profile'), 'the profile of the healthy one');
    const cases = await until(async () => {
      const found = await casesOf(store);
      return found.length > 0 && found;
    }, 'the case of the broken one');
    expect(cases).toMatchObject([{ kind: 'followUp.failed', provider: 'broken' }]);
    closing.abort();
    await running;
  });
});
