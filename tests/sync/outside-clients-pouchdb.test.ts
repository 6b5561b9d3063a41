import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Authority } from '../../sync-server/authority/authority.ts';
import { aDevice } from '../support/a-device.ts';
import { Pouch } from '../support/pouch.ts';
import { startTestServer, type SignedInDevice, type TestServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';
import type { ReceivedAction } from '../../sync-server/outbox/received-action.ts';

const received: ReceivedAction[] = [];
const authority: Authority = {
  take(actions) {
    received.push(...actions);
    return Promise.resolve();
  }
};

let server: TestServer;
let email: string;
let anna: SignedInDevice;
beforeAll(async () => {
  server = await startTestServer({ listen: true, authority });
  ({ email } = await server.addProvider({ id: 'anna' }));
  anna = await server.signIn(email);
  await server.store.catalog.bulk(
    Array.from({ length: 250 }, (_, n) => ({ _id: `package:p${n}`, type: 'package', id: `p${n}` }))
  );
});
afterAll(() => server.close());

/** PouchDB as it comes; `who` may sign in again behind its back, as a browser's cookie would. */
function remote(name: string, who: { headers: { authorization: string } }) {
  return new Pouch(`${server.url}/sync/${name}`, {
    adapter: 'http',
    fetch: (url: string, options: RequestInit & { headers: Headers }) => {
      options.headers.set('authorization', who.headers.authorization);
      return Pouch.fetch(url, options);
    }
  });
}

let locals = 0;
function local() {
  return new Pouch(`local-${(locals += 1)}`, { adapter: 'memory' });
}
const idsOf = async (db: Pouch) => (await db.allDocs()).rows.map(({ id }) => id);
const put = (id: string, fields = {}) => server.store.inbox('anna').put({ _id: id, ...fields });

describe('PouchDB 9, as it comes', () => {
  it('pulls the catalogue once, and the second time nothing', async () => {
    const db = local();
    const first = await db.replicate.from(remote('catalog', anna));
    expect(first).toMatchObject({ ok: true, docs_written: 250 });
    expect(await db.get('package:p7')).toMatchObject({ type: 'package', id: 'p7' });
    const second = await db.replicate.from(remote('catalog', anna));
    expect(second).toMatchObject({ ok: true, docs_written: 0 });
    await db.destroy();
  });

  it('follows the inbox live: new, changed and removed documents', async () => {
    const db = local();
    await put('job:old', { n: 1 });
    const live = db.replicate.from(remote('inbox', anna), { live: true, retry: true });
    await until(async () => (await idsOf(db)).includes('job:old'), 'what was there');
    await put('job:new', { n: 1 });
    await until(async () => (await idsOf(db)).includes('job:new'), 'what is new');
    await server.store.inbox('anna').update('job:new', (doc) => ({ ...doc!, n: 2 }));
    await until(async () => (await db.get('job:new')).n === 2, 'what changed');
    const gone = await server.store.inbox('anna').get('job:old');
    await server.store.inbox('anna').remove('job:old', gone!._rev);
    await until(async () => !(await idsOf(db)).includes('job:old'), 'what went');
    live.cancel();
    await live;
    await db.destroy();
  });

  it('[P4.2] pushes its actions once, in order, and finds them again from an empty checkpoint', async () => {
    const device = await aDevice();
    const db = local();
    const actions = [];
    for (let n = 1; n <= 120; n += 1) {
      actions.push(await device.act('note.add', { text: `${n}` }, { provider: 'anna' }));
    }
    await db.bulkDocs(actions as never);
    const before = received.length;
    expect(await db.replicate.to(remote('outbox', anna))).toMatchObject({ docs_written: 120 });
    await server.deps.outboxWorker.idle();
    expect(received.slice(before).map(({ envelope }) => envelope)).toEqual(actions);
    const other = await server.signIn(email);
    expect(await db.replicate.to(remote('outbox', other))).toMatchObject({ docs_written: 0 });
    await server.deps.outboxWorker.idle();
    expect(received).toHaveLength(before + 120);
    await db.destroy();
  });

  it('pushes live, whatever the actions are', async () => {
    const db = local();
    const live = db.replicate.to(remote('outbox', anna), { live: true, retry: true });
    const before = received.length;
    await db.put({ _id: 'no action at all', kind: 'no.such.kind', nested: { __proto__: null } });
    await db.put({ _id: 'tablet-live:0000000001', kind: 'note.add' });
    await until(() => received.length >= before + 2, 'both to arrive');
    expect(received.slice(before).map(({ envelope }) => (envelope as { _id: string })._id)).toEqual(
      ['no action at all', 'tablet-live:0000000001']
    );
    live.cancel();
    await live;
    await db.destroy();
  });

  it('stops with 401 when its session ends and goes on after signing in, nothing lost', async () => {
    const who = await server.signIn(email);
    const inbox = local();
    const outbox = local();
    await server.app.inject({ method: 'DELETE', url: '/api/session', headers: who.headers });
    await put('job:meanwhile');
    await outbox.put({ _id: 'tablet-401x:0000000001', kind: 'note.add' });
    await expect(inbox.replicate.from(remote('inbox', who))).rejects.toMatchObject({ status: 401 });
    await expect(outbox.replicate.to(remote('outbox', who))).rejects.toMatchObject({ status: 401 });
    who.headers = (await server.signIn(email, who.device)).headers;
    await inbox.replicate.from(remote('inbox', who));
    await outbox.replicate.to(remote('outbox', who));
    expect(await idsOf(inbox)).toContain('job:meanwhile');
    await until(() => received.some(({ id }) => id === 'tablet-401x:0000000001'), 'the action');
    await inbox.destroy();
    await outbox.destroy();
  });

  it('[P1.1] cannot write what is the server’s', async () => {
    const db = local();
    await db.put({ _id: 'job:forged' });
    await expect(db.replicate.to(remote('inbox', anna))).rejects.toMatchObject({ status: 403 });
    expect(await server.store.inbox('anna').get('job:forged')).toBeUndefined();
    await expect(remote('catalog', anna).put({ _id: 'package:mine' })).rejects.toMatchObject({
      status: 403
    });
    await db.destroy();
  });
});
