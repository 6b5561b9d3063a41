/** What every store engine must do with databases and documents, one or many. */
import { beforeEach, describe, expect, test } from 'vitest';
import { newDatabaseName, type CouchDocument } from './couch-client.ts';
import { describeStore, useNewDatabase, type OpenStore } from './open-store.ts';

export function documentsContract(name: string, open: () => Promise<OpenStore>): void {
  describeStore(`${name} keeps databases and documents`, open, (at) => {
    beforeEach(() => useNewDatabase(at));

    describe('databases', () => {
      test('greets as CouchDB 3', async () => {
        const { json } = await at.couch.call('GET', '/');
        expect(json).toMatchObject({ couchdb: 'Welcome', version: expect.stringMatching(/^3\./) });
      });

      test('creates a database for exactly one of many who ask at once', async () => {
        const wanted = newDatabaseName();
        const answers = await Promise.all(
          Array.from({ length: 10 }, () => at.couch.call('PUT', `/${wanted}`))
        );
        const statuses = answers.map((one) => one.status).sort();
        expect(statuses).toEqual([201, ...Array<number>(9).fill(412)]);
      });

      test('refuses an illegal name and misses an unknown database', async () => {
        expect(await at.couch.call('PUT', '/Upper')).toMatchObject({
          status: 400,
          json: { error: 'illegal_database_name' }
        });
        expect(await at.couch.call('GET', '/no-such-database')).toMatchObject({
          status: 404,
          json: { error: 'not_found', reason: 'Database does not exist.' }
        });
      });

      test('answers with and without a slash at the end, and counts documents', async () => {
        await at.put('a', {});
        const { json } = await at.couch.call('GET', `/${at.db}/`);
        expect(json).toMatchObject({ db_name: at.db, doc_count: 1, doc_del_count: 0 });
        expect((await at.couch.call('HEAD', `/${at.db}`)).status).toBe(200);
      });

      test('forgets everything of a deleted database, also if it is made again', async () => {
        await at.put('a', {});
        expect((await at.couch.call('DELETE', `/${at.db}`)).status).toBe(200);
        expect((await at.couch.call('DELETE', `/${at.db}`)).status).toBe(404);
        await at.couch.call('PUT', `/${at.db}`);
        expect((await at.couch.call('GET', `/${at.db}/a`)).status).toBe(404);
      });

      test('keeps its security object', async () => {
        const security = { admins: { names: [], roles: ['_admin'] }, members: { roles: ['a'] } };
        const written = await at.couch.call('PUT', `/${at.db}/_security`, security);
        expect([written.status, written.json]).toEqual([200, { ok: true }]);
        expect((await at.couch.call('GET', `/${at.db}/_security`)).json).toEqual(security);
      });

      test('keeps a limit of revisions and prunes to it', async () => {
        await at.couch.call('PUT', `/${at.db}/_revs_limit`, 3);
        let rev: string | undefined;
        for (let n = 0; n < 6; n++) rev = (await at.put('a', { _rev: rev, n })).json.rev;
        const { json } = await at.couch.call('GET', `/${at.db}/a?revs=true`);
        expect(json._revisions).toMatchObject({ start: 6 });
        expect(json._revisions.ids).toHaveLength(3);
      });
    });

    describe('documents', () => {
      test('reads what was written, with an ETag', async () => {
        const written = await at.put('a', { n: 1, deep: { list: [1, 'zwei', null] } });
        expect(written.status).toBe(201);
        const read = await at.couch.call('GET', `/${at.db}/a`);
        const { rev } = written.json;
        expect(read.json).toEqual({ _id: 'a', _rev: rev, n: 1, deep: { list: [1, 'zwei', null] } });
        expect(read.headers.get('etag')).toBe(`"${rev}"`);
        const again = await at.couch.call('GET', `/${at.db}/a`, undefined, {
          'If-None-Match': `"${rev}"`
        });
        expect(again.status).toBe(304);
      });

      test('refuses an edit of a revision that is no longer the last', async () => {
        const { rev } = (await at.put('a', { n: 1 })).json;
        await at.put('a', { _rev: rev, n: 2 });
        const conflict = { status: 409, json: { error: 'conflict' } };
        expect(await at.put('a', { _rev: rev, n: 3 })).toMatchObject(conflict);
        expect(await at.put('a', { n: 3 })).toMatchObject(conflict);
      });

      test('edits a document that nobody knows, and a deleted one by no name', async () => {
        const { rev } = (await at.put('a', {})).json;
        expect((await at.put('new', { _rev: '4-x' })).json.rev).toMatch(/^5-/);
        const gone = (await at.couch.call('DELETE', `/${at.db}/a?rev=${rev}`)).json.rev;
        for (const _rev of [rev, gone]) expect((await at.put('a', { _rev })).status).toBe(409);
        expect((await at.put('a', {})).json.rev).toMatch(/^3-/);
      });

      test('lets exactly one of 200 writers change a revision', async () => {
        const { rev } = (await at.put('a', { n: 0 })).json;
        const answers = await Promise.all(
          Array.from({ length: 200 }, (_, n) => at.put('a', { _rev: rev, n }))
        );
        expect(answers.filter((one) => one.status === 201)).toHaveLength(1);
        expect(answers.filter((one) => one.status === 409)).toHaveLength(199);
      });

      test('tells missing from deleted, keeps the tombstone, and starts anew on it', async () => {
        const first = (await at.put('a', {})).json.rev;
        expect(await at.couch.call('DELETE', `/${at.db}/a`)).toMatchObject({ status: 409 });
        const gone = (await at.couch.call('DELETE', `/${at.db}/a?rev=${first}`)).json.rev;
        expect((await at.couch.call('GET', `/${at.db}/a`)).json.reason).toBe('deleted');
        expect((await at.couch.call('GET', `/${at.db}/b`)).json.reason).toBe('missing');
        expect((await at.couch.call('GET', `/${at.db}/a?rev=${gone}`)).json._deleted).toBe(true);
        expect((await at.put('a', {})).json.rev).toMatch(/^3-/);
      });

      test('takes the revision from If-Match and refuses two that differ', async () => {
        const { rev } = (await at.put('a', {})).json;
        const edited = await at.couch.call(
          'PUT',
          `/${at.db}/a`,
          { n: 1 },
          { 'If-Match': `"${rev}"` }
        );
        expect(edited.status).toBe(201);
        const torn = await at.couch.call('PUT', `/${at.db}/a?rev=1-0`, { _rev: edited.json.rev });
        expect(torn.status).toBe(400);
      });

      test('copies a document', async () => {
        await at.put('a', { n: 1 });
        const copied = await at.couch.call('COPY', `/${at.db}/a`, undefined, { Destination: 'b' });
        expect(copied.status).toBe(201);
        expect((await at.couch.call('GET', `/${at.db}/b`)).json.n).toBe(1);
      });

      test('keeps the branches of replicated conflicts and shows the same winner', async () => {
        const branches = ['aaaa', 'bbbb'].map((id) => ({
          _id: 'a',
          branch: id,
          _revisions: { start: 2, ids: [id, 'root'] }
        }));
        const body = { docs: branches, new_edits: false };
        expect((await at.couch.call('POST', `/${at.db}/_bulk_docs`, body)).json).toEqual([]);
        await at.couch.call('POST', `/${at.db}/_bulk_docs`, body);
        const { json } = await at.couch.call('GET', `/${at.db}/a?conflicts=true&revs=true`);
        expect(json).toMatchObject({ branch: 'bbbb', _conflicts: ['2-aaaa'] });
        const all = await at.couch.call<{ ok: CouchDocument }[]>(
          'GET',
          `/${at.db}/a?open_revs=all`,
          undefined,
          {
            Accept: 'application/json'
          }
        );
        expect(all.json.map((one) => one.ok._rev).sort()).toEqual(['2-aaaa', '2-bbbb']);
        const info = await at.couch.call(
          'GET',
          `/${at.db}/a?open_revs=["1-root","2-aaaa"]&latest=true`
        );
        expect(info.status).toBe(200);
      });

      test('keeps _local documents out of lists and feeds', async () => {
        const written = await at.couch.call('PUT', `/${at.db}/_local/mark`, { at: 1 });
        expect(written.json.rev).toBe('0-1');
        expect((await at.couch.call('GET', `/${at.db}/_local/mark`)).json.at).toBe(1);
        expect((await at.couch.call('GET', `/${at.db}/_all_docs`)).json.rows).toEqual([]);
        expect((await at.couch.call('GET', `/${at.db}/_changes`)).json.results).toEqual([]);
        await at.couch.call('DELETE', `/${at.db}/_local/mark?rev=0-1`);
        expect((await at.couch.call('GET', `/${at.db}/_local/mark`)).status).toBe(404);
      });
    });

    describe('many documents at once', () => {
      const bulk = (docs: unknown) => at.couch.call('POST', `/${at.db}/_bulk_docs`, { docs });

      test('answers in order, conflicts among successes', async () => {
        await at.put('b', {});
        const { status, json } = await bulk([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }]);
        expect(status).toBe(201);
        expect(json).toMatchObject([
          { ok: true, id: 'a' },
          { id: 'b', error: 'conflict' },
          { ok: true, id: 'c' }
        ]);
      });

      test('writes nothing if one document is not valid', async () => {
        const { status, json } = await bulk([{ _id: 'a' }, { _id: 'b', _zing: 1 }]);
        expect({ status, error: json.error }).toEqual({ status: 400, error: 'doc_validation' });
        expect((await at.couch.call('GET', `/${at.db}/a`)).status).toBe(404);
        expect((await bulk([1, 'two', null])).status).toBe(400);
        expect((await bulk('none')).status).toBe(400);
      });

      test('lists by id: ranges, keys, limits, deleted ones', async () => {
        await bulk(['a', 'b', 'c', 'd'].map((_id) => ({ _id })));
        const ids = async (query: string) => {
          const { json } = await at.couch.call('GET', `/${at.db}/_all_docs?${query}`);
          return json.rows.map((row) => row.id ?? row.error);
        };
        expect(await ids('startkey="b"&endkey="c"')).toEqual(['b', 'c']);
        expect(await ids('startkey="b"&endkey="c"&inclusive_end=false')).toEqual(['b']);
        expect(await ids('descending=true&startkey="c"&limit=2')).toEqual(['c', 'b']);
        expect(await ids('skip=3')).toEqual(['d']);
        expect(await ids('key="c"')).toEqual(['c']);
        expect(await ids('keys=["d","x"]')).toEqual(['d', 'not_found']);
        const { json } = await at.couch.call('POST', `/${at.db}/_all_docs?include_docs=true`, {
          keys: ['a']
        });
        expect(json.rows[0]?.doc._id).toBe('a');
      });

      test('knows which revisions it lacks', async () => {
        const { rev } = (await at.put('a', {})).json;
        const { json } = await at.couch.call('POST', `/${at.db}/_revs_diff`, { a: [rev, '2-x'] });
        expect(json).toMatchObject({ a: { missing: ['2-x'], possible_ancestors: [rev] } });
      });

      test('gets many revisions, each with its own success or error', async () => {
        const { rev } = (await at.put('a', {})).json;
        const docs = [{ id: 'a', rev }, { id: 'none' }];
        const { json } = await at.couch.call('POST', `/${at.db}/_bulk_get?revs=true`, { docs });
        expect(json.results[0]?.docs[0]?.ok).toMatchObject({ _id: 'a', _revisions: { start: 1 } });
        expect(json.results[1]?.docs[0]?.error).toMatchObject({ id: 'none', error: 'not_found' });
      });
    });
  });
}
