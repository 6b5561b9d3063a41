/** Outside clients against a store: PouchDB replicating both ways, and nano. */
import nano from 'nano';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Pouch } from '../support/pouch.ts';
import { until } from '../support/until.ts';
import { newDatabaseName } from './couch-client.ts';
import type { OpenStore } from './open-store.ts';

export function syncContract(name: string, open: () => Promise<OpenStore>): void {
  describe(`${name} serves outside clients`, () => {
    let store: OpenStore;
    let db: string;
    let remote: Pouch;
    let local: Pouch;

    beforeAll(async () => {
      store = await open();
    });
    beforeEach(() => {
      db = newDatabaseName();
      const auth = { username: store.user, password: store.password };
      remote = new Pouch(`${store.url}/${db}`, store.user ? { auth } : {});
      local = new Pouch(db, { adapter: 'memory' });
    });
    afterAll(async () => store.close());

    test('replicates documents, deletions and attachments both ways', async () => {
      const photo = { content_type: 'text/plain', data: Buffer.from('a photo').toString('base64') };
      await local.bulkDocs([{ _id: 'mine' }, { _id: 'photo', _attachments: { p: photo } }]);
      await remote.bulkDocs([{ _id: 'yours' }, { _id: 'gone' }]);
      await remote.remove(await remote.get('gone'));
      await local.sync(remote);
      const ids = async (one: Pouch) => (await one.allDocs()).rows.map((row) => row.id);
      expect(await ids(remote)).toEqual(['mine', 'photo', 'yours']);
      expect(await ids(local)).toEqual(['mine', 'photo', 'yours']);
      const copy = await remote.getAttachment('photo', 'p');
      expect(String(copy)).toBe('a photo');
      expect(await local.get('gone').catch((error: { reason: string }) => error.reason)).toBe(
        'deleted'
      );
    });

    test('agrees with PouchDB on the winner of a conflict', async () => {
      await local.put({ _id: 'doc', by: 'root' });
      await local.replicate.to(remote);
      const { _rev } = await local.get('doc');
      await local.put({ _id: 'doc', _rev, by: 'local' });
      await remote.put({ _id: 'doc', _rev, by: 'remote' });
      await local.sync(remote);
      const here = await local.get('doc', { conflicts: true });
      const there = await remote.get('doc', { conflicts: true });
      expect(here._conflicts).toHaveLength(1);
      expect(there).toEqual(here);
    });

    test('goes on from a checkpoint', async () => {
      await local.bulkDocs(Array.from({ length: 30 }, (_, n) => ({ _id: String(n) })));
      expect((await local.replicate.to(remote)).docs_written).toBe(30);
      await local.put({ _id: 'late' });
      const second = await local.replicate.to(remote);
      expect([second.docs_read, second.docs_written]).toEqual([1, 1]);
    });

    test('replicates live until it is told to stop', async () => {
      const live = local.sync(remote, { live: true });
      await remote.put({ _id: 'from-remote' });
      await until(() => local.get('from-remote').catch(() => undefined));
      await local.put({ _id: 'from-local' });
      await until(() => remote.get('from-local').catch(() => undefined));
      const ended = new Promise((resolve) => live.on('complete', resolve));
      live.cancel();
      await ended;
    });

    test('serves nano: documents, lists, find and the follower of changes', async () => {
      const { user = '', password = '' } = store;
      const url = store.url.replace('//', `//${user}:${encodeURIComponent(password)}@`);
      const server = nano(user ? url : store.url);
      await server.db.create(db);
      const orders = server.use<{ state: string }>(db);
      const { rev } = await orders.insert({ state: 'open' }, 'order-1');
      await orders.createIndex({ index: { fields: ['state'] } });
      expect((await orders.find({ selector: { state: 'open' } })).docs).toHaveLength(1);
      expect((await orders.list({ include_docs: true })).rows.length).toBe(2);
      await orders.destroy('order-1', rev);
      const seen: string[] = [];
      await new Promise((resolve, reject) => {
        const follower = orders.changesReader.get({ since: '0', timeout: 50 });
        follower.on('change', (change) => seen.push(change.id));
        follower.on('end', resolve);
        follower.on('error', reject);
      });
      expect(seen).toContain('order-1');
      await expect(orders.get('order-1')).rejects.toMatchObject({ statusCode: 404 });
    });
  });
}
