/** What every store engine must do: the embedded one and CouchDB pass the same suite. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { couchClient, newDatabaseName, type CouchClient, type Json } from './couch-client.ts';

export interface OpenStore {
  url: string;
  user?: string | undefined;
  password?: string | undefined;
  close(): Promise<void>;
}

export function storeContract(name: string, open: () => Promise<OpenStore>): void {
  describe(`${name} keeps the store contract`, () => {
    let store: OpenStore;
    let couch: CouchClient;
    let db: string;
    const put = (id: string, body: object) => couch.call('PUT', `/${db}/${id}`, body);

    beforeAll(async () => {
      store = await open();
      couch = couchClient(store.url, store.user, store.password);
    });
    beforeEach(async () => {
      db = newDatabaseName();
      await couch.call('PUT', `/${db}`);
    });
    afterAll(async () => store.close());

    describe('databases', () => {
      test('greets as CouchDB 3', async () => {
        const { json } = await couch.call('GET', '/');
        expect(json).toMatchObject({ couchdb: 'Welcome', version: expect.stringMatching(/^3\./) });
      });

      test('creates a database for exactly one of many who ask at once', async () => {
        const wanted = newDatabaseName();
        const answers = await Promise.all(
          Array.from({ length: 10 }, () => couch.call('PUT', `/${wanted}`))
        );
        const statuses = answers.map((one) => one.status).sort();
        expect(statuses).toEqual([201, ...Array<number>(9).fill(412)]);
      });

      test('refuses an illegal name and misses an unknown database', async () => {
        expect(await couch.call('PUT', '/Upper')).toMatchObject({
          status: 400,
          json: { error: 'illegal_database_name' }
        });
        expect(await couch.call('GET', '/no-such-database')).toMatchObject({
          status: 404,
          json: { error: 'not_found', reason: 'Database does not exist.' }
        });
      });

      test('answers with and without a slash at the end, and counts documents', async () => {
        await put('a', {});
        const { json } = await couch.call('GET', `/${db}/`);
        expect(json).toMatchObject({ db_name: db, doc_count: 1, doc_del_count: 0 });
        expect((await couch.call('HEAD', `/${db}`)).status).toBe(200);
      });

      test('forgets everything of a deleted database, also if it is made again', async () => {
        await put('a', {});
        expect((await couch.call('DELETE', `/${db}`)).status).toBe(200);
        expect((await couch.call('DELETE', `/${db}`)).status).toBe(404);
        await couch.call('PUT', `/${db}`);
        expect((await couch.call('GET', `/${db}/a`)).status).toBe(404);
      });

      test('keeps a limit of revisions and prunes to it', async () => {
        await couch.call('PUT', `/${db}/_revs_limit`, 3);
        let rev: string | undefined;
        for (let n = 0; n < 6; n++) rev = (await put('a', { _rev: rev, n })).json.rev;
        const { json } = await couch.call('GET', `/${db}/a?revs=true`);
        expect(json._revisions).toMatchObject({ start: 6 });
        expect(json._revisions.ids).toHaveLength(3);
      });
    });

    describe('documents', () => {
      test('reads what was written, with an ETag', async () => {
        const written = await put('a', { n: 1, deep: { list: [1, 'zwei', null] } });
        expect(written.status).toBe(201);
        const read = await couch.call('GET', `/${db}/a`);
        const { rev } = written.json;
        expect(read.json).toEqual({ _id: 'a', _rev: rev, n: 1, deep: { list: [1, 'zwei', null] } });
        expect(read.headers.get('etag')).toBe(`"${rev}"`);
        const again = await couch.call('GET', `/${db}/a`, undefined, {
          'If-None-Match': `"${rev}"`
        });
        expect(again.status).toBe(304);
      });

      test('refuses an edit of a revision that is no longer the last', async () => {
        const { rev } = (await put('a', { n: 1 })).json;
        await put('a', { _rev: rev, n: 2 });
        const conflict = { status: 409, json: { error: 'conflict' } };
        expect(await put('a', { _rev: rev, n: 3 })).toMatchObject(conflict);
        expect(await put('a', { n: 3 })).toMatchObject(conflict);
        expect(await put('new', { _rev: rev })).toMatchObject(conflict);
      });

      test('lets exactly one of 200 writers change a revision', async () => {
        const { rev } = (await put('a', { n: 0 })).json;
        const answers = await Promise.all(
          Array.from({ length: 200 }, (_, n) => put('a', { _rev: rev, n }))
        );
        expect(answers.filter((one) => one.status === 201)).toHaveLength(1);
        expect(answers.filter((one) => one.status === 409)).toHaveLength(199);
      });

      test('tells missing from deleted, keeps the tombstone, and starts anew on it', async () => {
        const first = (await put('a', {})).json.rev;
        expect(await couch.call('DELETE', `/${db}/a`)).toMatchObject({ status: 409 });
        const gone = (await couch.call('DELETE', `/${db}/a?rev=${first}`)).json.rev;
        expect((await couch.call('GET', `/${db}/a`)).json.reason).toBe('deleted');
        expect((await couch.call('GET', `/${db}/b`)).json.reason).toBe('missing');
        expect((await couch.call('GET', `/${db}/a?rev=${gone}`)).json._deleted).toBe(true);
        expect((await put('a', {})).json.rev).toMatch(/^3-/);
      });

      test('takes the revision from If-Match and refuses two that differ', async () => {
        const { rev } = (await put('a', {})).json;
        const edited = await couch.call('PUT', `/${db}/a`, { n: 1 }, { 'If-Match': `"${rev}"` });
        expect(edited.status).toBe(201);
        const torn = await couch.call('PUT', `/${db}/a?rev=1-0`, { _rev: edited.json.rev });
        expect(torn.status).toBe(400);
      });

      test('copies a document', async () => {
        await put('a', { n: 1 });
        const copied = await couch.call('COPY', `/${db}/a`, undefined, { Destination: 'b' });
        expect(copied.status).toBe(201);
        expect((await couch.call('GET', `/${db}/b`)).json.n).toBe(1);
      });

      test('keeps the branches of replicated conflicts and shows the same winner', async () => {
        const branches = ['aaaa', 'bbbb'].map((id) => ({
          _id: 'a',
          branch: id,
          _revisions: { start: 2, ids: [id, 'root'] }
        }));
        const body = { docs: branches, new_edits: false };
        expect((await couch.call('POST', `/${db}/_bulk_docs`, body)).json).toEqual([]);
        await couch.call('POST', `/${db}/_bulk_docs`, body);
        const { json } = await couch.call('GET', `/${db}/a?conflicts=true&revs=true`);
        expect(json).toMatchObject({ branch: 'bbbb', _conflicts: ['2-aaaa'] });
        const all = await couch.call('GET', `/${db}/a?open_revs=all`, undefined, {
          Accept: 'application/json'
        });
        expect(all.json.map((one: Json) => one.ok._rev).sort()).toEqual(['2-aaaa', '2-bbbb']);
        const info = await couch.call('GET', `/${db}/a?open_revs=["1-root","2-aaaa"]&latest=true`);
        expect(info.status).toBe(200);
      });

      test('keeps _local documents out of lists and feeds', async () => {
        const written = await couch.call('PUT', `/${db}/_local/mark`, { at: 1 });
        expect(written.json.rev).toBe('0-1');
        expect((await couch.call('GET', `/${db}/_local/mark`)).json.at).toBe(1);
        expect((await couch.call('GET', `/${db}/_all_docs`)).json.rows).toEqual([]);
        expect((await couch.call('GET', `/${db}/_changes`)).json.results).toEqual([]);
        await couch.call('DELETE', `/${db}/_local/mark?rev=0-1`);
        expect((await couch.call('GET', `/${db}/_local/mark`)).status).toBe(404);
      });
    });

    describe('many documents at once', () => {
      const bulk = (docs: unknown) => couch.call('POST', `/${db}/_bulk_docs`, { docs });

      test('answers in order, conflicts among successes', async () => {
        await put('b', {});
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
        expect((await couch.call('GET', `/${db}/a`)).status).toBe(404);
        expect((await bulk([1, 'two', null])).status).toBe(400);
        expect((await bulk('none')).status).toBe(400);
      });

      test('lists by id: ranges, keys, limits, deleted ones', async () => {
        await bulk(['a', 'b', 'c', 'd'].map((_id) => ({ _id })));
        const ids = async (query: string) => {
          const { json } = await couch.call('GET', `/${db}/_all_docs?${query}`);
          return json.rows.map((row: Json) => row.id ?? row.error);
        };
        expect(await ids('startkey="b"&endkey="c"')).toEqual(['b', 'c']);
        expect(await ids('startkey="b"&endkey="c"&inclusive_end=false')).toEqual(['b']);
        expect(await ids('descending=true&startkey="c"&limit=2')).toEqual(['c', 'b']);
        expect(await ids('skip=3')).toEqual(['d']);
        expect(await ids('key="c"')).toEqual(['c']);
        expect(await ids('keys=["d","x"]')).toEqual(['d', 'not_found']);
        const { json } = await couch.call('POST', `/${db}/_all_docs?include_docs=true`, {
          keys: ['a']
        });
        expect(json.rows[0].doc._id).toBe('a');
      });

      test('knows which revisions it lacks', async () => {
        const { rev } = (await put('a', {})).json;
        const { json } = await couch.call('POST', `/${db}/_revs_diff`, { a: [rev, '2-x'] });
        expect(json).toMatchObject({ a: { missing: ['2-x'], possible_ancestors: [rev] } });
      });

      test('gets many revisions, each with its own success or error', async () => {
        const { rev } = (await put('a', {})).json;
        const docs = [{ id: 'a', rev }, { id: 'none' }];
        const { json } = await couch.call('POST', `/${db}/_bulk_get?revs=true`, { docs });
        expect(json.results[0].docs[0].ok).toMatchObject({ _id: 'a', _revisions: { start: 1 } });
        expect(json.results[1].docs[0].error).toMatchObject({ id: 'none', error: 'not_found' });
      });
    });

    describe('changes', () => {
      const changes = async (query = '', body?: unknown) => {
        const method = body === undefined ? 'GET' : 'POST';
        return (await couch.call(method, `/${db}/_changes?${query}`, body)).json;
      };

      test('shows each document once, at its last change', async () => {
        const { rev } = (await put('a', {})).json;
        await put('b', {});
        await put('a', { _rev: rev });
        const { results, last_seq, pending } = await changes();
        expect(results.map((row: Json) => row.id)).toEqual(['b', 'a']);
        expect({ last_seq, pending }).toEqual({ last_seq: results[1].seq, pending: 0 });
      });

      test('goes on from where a page ended', async () => {
        for (const id of ['a', 'b', 'c']) await put(id, {});
        const first = await changes('limit=2');
        expect(first.pending).toBe(1);
        const rest = await changes(`since=${first.last_seq}`);
        expect(rest.results.map((row: Json) => row.id)).toEqual(['c']);
        expect((await changes('since=now')).results).toEqual([]);
      });

      test('filters by ids and by selector', async () => {
        await put('a', { kind: 'x' });
        await put('b', { kind: 'y' });
        const byIds = await changes('filter=_doc_ids', { doc_ids: ['b'] });
        expect(byIds.results.map((row: Json) => row.id)).toEqual(['b']);
        const bySelector = await changes('filter=_selector', { selector: { kind: 'x' } });
        expect(bySelector.results.map((row: Json) => row.id)).toEqual(['a']);
      });

      test('wakes a longpoll by the write it waits for', async () => {
        const { last_seq } = await changes();
        const waiting = changes(`feed=longpoll&since=${last_seq}&timeout=20000`);
        await put('a', {});
        expect((await waiting).results.map((row: Json) => row.id)).toEqual(['a']);
      });

      test('ends a quiet longpoll at its timeout', async () => {
        const { results, last_seq } = await changes('feed=longpoll&since=now&timeout=50');
        expect(results).toEqual([]);
        expect(last_seq).toBeTruthy();
      });

      test('streams a continuous feed line by line', async () => {
        await put('a', {});
        const response = await fetch(`${store.url}/${db}/_changes?feed=continuous&heartbeat=1000`, {
          headers: { authorization: couch.authorization ?? '' }
        });
        const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
        const seen: string[] = [];
        let text = '';
        void put('b', {});
        while (seen.length < 2) {
          const { value, done } = await reader.read();
          if (done) break;
          text += value;
          seen.splice(0, seen.length, ...[...text.matchAll(/"id":"(\w+)"/g)].map((one) => one[1]!));
        }
        await reader.cancel();
        expect(seen).toEqual(['a', 'b']);
      });
    });

    describe('attachments', () => {
      const png = Buffer.from('iVBORw0KGgo=', 'base64');

      test('stores bytes of any type, json too, and gives them back as they were', async () => {
        const { rev } = (await put('a', {})).json;
        const path = `/${db}/a/folder/pic.json?rev=${rev}`;
        const written = await couch.call('PUT', path, '{"not": parsed', {
          'Content-Type': 'application/json'
        });
        expect(written.status).toBe(201);
        const read = await couch.call('GET', `/${db}/a/folder/pic.json`);
        expect(read.text).toBe('{"not": parsed');
        const { json } = await couch.call('GET', `/${db}/a`);
        expect(json._attachments['folder/pic.json']).toMatchObject({ stub: true, revpos: 2 });
      });

      test('keeps a stub, answers inline data, refuses a stub of nothing', async () => {
        const data = png.toString('base64');
        const inline = { 'a.png': { content_type: 'image/png', data } };
        const { rev } = (await put('a', { _attachments: inline })).json;
        const { json } = await couch.call('GET', `/${db}/a`);
        const second = await put('a', { _rev: rev, n: 1, _attachments: json._attachments });
        expect(second.status).toBe(201);
        const read = await couch.call('GET', `/${db}/a?attachments=true`, undefined, {
          Accept: 'application/json'
        });
        expect(read.json._attachments['a.png']).toMatchObject({ data, revpos: 1 });
        const stub = { 'b.png': { stub: true, content_type: 'image/png', length: 1, revpos: 1 } };
        expect((await put('b', { _attachments: stub })).status).toBe(412);
      });

      test('takes a multipart document', async () => {
        const document = {
          _attachments: {
            'a.png': { follows: true, content_type: 'image/png', length: png.length }
          }
        };
        const body = Buffer.concat([
          Buffer.from(`--x\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(document)}`),
          Buffer.from('\r\n--x\r\n\r\n'),
          png,
          Buffer.from('\r\n--x--')
        ]);
        const headers = { 'Content-Type': 'multipart/related; boundary="x"' };
        expect((await couch.call('PUT', `/${db}/a`, body, headers)).status).toBe(201);
        const read = await couch.call('GET', `/${db}/a/a.png`);
        expect(read.headers.get('content-type')).toBe('image/png');
        expect(read.headers.get('etag')).toBeTruthy();
      });
    });

    describe('finding', () => {
      const find = async (body: object) => couch.call('POST', `/${db}/_find`, body);
      const index = (fields: string[], more: object = {}) =>
        couch.call('POST', `/${db}/_index`, { index: { fields }, ...more });

      beforeEach(async () => {
        const docs = Array.from({ length: 60 }, (_, n) => ({
          _id: `doc-${String(n).padStart(2, '0')}`,
          type: n % 2 ? 'odd' : 'even',
          n
        }));
        await couch.call('POST', `/${db}/_bulk_docs`, { docs });
      });

      test('creates an index once, lists it, deletes it', async () => {
        expect((await index(['type', 'n'], { name: 'by-n' })).json.result).toBe('created');
        const again = (await index(['type', 'n'], { name: 'by-n' })).json;
        expect(again.result).toBe('exists');
        expect((await couch.call('GET', `/${db}/_index`)).json.total_rows).toBe(2);
        const path = `/${db}/_index/${again.id}/json/by-n`;
        expect((await couch.call('DELETE', path)).json).toEqual({ ok: true });
        expect((await couch.call('GET', `/${db}/_index`)).json.total_rows).toBe(1);
      });

      test('answers from the index, with a default limit and bookmarks to go on', async () => {
        await index(['type', 'n']);
        const selector = { type: 'odd', n: { $gte: 3 } };
        const seen: number[] = [];
        let bookmark: string | undefined;
        for (;;) {
          const { json } = await find({ selector, sort: ['type', 'n'], bookmark });
          expect(json.docs.length).toBeLessThanOrEqual(25);
          expect(json.warning).toBeUndefined();
          if (json.docs.length === 0) break;
          seen.push(...json.docs.map((doc: Json) => doc.n));
          bookmark = json.bookmark;
        }
        expect(seen).toEqual(Array.from({ length: 29 }, (_, n) => n * 2 + 3));
      });

      test('follows every write, delete and change of field', async () => {
        await index(['n']);
        const one = async (n: number) =>
          (await find({ selector: { n } })).json.docs.map((doc: Json) => doc._id);
        const { rev } = (await put('x', { n: 100 })).json;
        expect(await one(100)).toEqual(['x']);
        const second = (await put('x', { _rev: rev, n: 101 })).json.rev;
        expect([await one(100), await one(101)]).toEqual([[], ['x']]);
        await couch.call('DELETE', `/${db}/x?rev=${second}`);
        expect(await one(101)).toEqual([]);
      });

      test('warns without an index and refuses a sort without one', async () => {
        const { json } = await find({ selector: { n: { $lt: 2 } }, fields: ['n'] });
        expect(json.docs).toEqual([{ n: 0 }, { n: 1 }]);
        expect(json.warning).toMatch(/no matching index/i);
        const sorted = await find({ selector: { n: { $lt: 2 } }, sort: ['n'] });
        expect(sorted).toMatchObject({ status: 400, json: { error: 'no_usable_index' } });
      });

      test.each([
        [{ n: { $in: [1, 2] } }, 2],
        [{ $or: [{ n: 1 }, { n: { $gt: 57 } }] }, 3],
        [{ $not: { n: { $gt: 1 } } }, 2],
        [{ $nor: [{ n: { $gt: 1 } }, { type: 'odd' }] }, 1],
        [{ absent: { $exists: false }, n: 5 }, 1],
        [{ absent: { $ne: 1 } }, 0],
        [{ n: { $mod: [30, 1] } }, 2],
        [{ type: { $regex: '^ev' }, n: { $lt: 4 } }, 2],
        [{ _id: { $gt: 'doc-57' } }, 2],
        [{ 'type.length': { $gt: 0 } }, 0]
      ])('matches %j', async (selector, count) => {
        expect((await find({ selector })).json.docs).toHaveLength(count);
      });

      test.each([
        [{ selector: { n: { $wrong: 1 } } }, 'invalid_operator'],
        [{ selector: { n: { $in: 1 } } }, 'bad_arg'],
        [{ selector: [] }, undefined],
        [{ limit: 1 }, undefined],
        [{ selector: {}, limit: -1 }, undefined]
      ])('refuses %j', async (body, error) => {
        const answer = await find(body);
        expect(answer.status).toBe(400);
        if (error) expect(answer.json.error).toBe(error);
      });
    });
  });
}
