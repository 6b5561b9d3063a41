/** The protocol's small print: statuses, errors and headers as CouchDB 3 gives them. */
import { beforeAll, expect, test } from 'vitest';
import type { Reply } from './couch-client.ts';
import { describeStore, useNewDatabase, type OpenStore } from './open-store.ts';

type Expected = [status: number, error?: string, reason?: string | RegExp];

const long = 'a'.repeat(239);
const json = { Accept: 'application/json' };

/** What a request is answered; `DB` stands for a database with documents `a` and, deleted, `gone`. */
const refusals: [method: string, path: string, body: unknown, expected: Expected][] = [
  ['PUT', '/Upper', undefined, [400, 'illegal_database_name', /^Name: 'Upper'\. Only lowercase/]],
  ['PUT', `/${long}`, undefined, [400, 'database_name_too_long']],
  ['PUT', '/DB', undefined, [412, 'file_exists']],
  ['PUT', '/no-such-db/_all_docs', undefined, [404, 'not_found', 'Database does not exist.']],
  ['PATCH', '/DB', undefined, [405, 'method_not_allowed']],
  ['DELETE', '/DB?rev=1-a', undefined, [400, 'bad_request']],
  ['PUT', '/DB/_all_docs', undefined, [405, 'method_not_allowed', 'Only GET,HEAD,POST allowed']],
  ['GET', '/DB/_bulk_docs', undefined, [405, 'method_not_allowed', 'Only POST allowed']],
  ['GET', '/DB/_underscore', undefined, [404, 'not_found', 'missing']],
  ['PUT', '/DB/_underscore', {}, [400, 'illegal_docid', /^Only reserved document ids/]],
  ['POST', '/DB', { _id: 5 }, [400, 'illegal_docid', 'Document id must be a string']],
  ['POST', '/DB', { _id: '' }, [400, 'illegal_docid', 'Document id must not be empty']],
  ['GET', '/DB/_local', undefined, [400, 'bad_request', 'Invalid _local document id.']],
  ['GET', '/DB/a?rev=nonsense', undefined, [400, 'bad_request', 'Invalid rev format']],
  ['GET', '/DB/a?rev=1-unknown', undefined, [404, 'not_found', 'missing']],
  ['GET', '/DB/gone', undefined, [404, 'not_found', 'deleted']],
  ['DELETE', '/DB/gone?rev=1-x', undefined, [404, 'not_found', 'deleted']],
  ['DELETE', '/DB/never', undefined, [404, 'not_found', 'missing']],
  ['DELETE', '/DB/a', undefined, [409, 'conflict', 'Document update conflict.']],
  ['PUT', '/DB/b', '{', [400, 'bad_request', 'invalid UTF-8 JSON']],
  ['PUT', '/DB/b', [], [400, 'bad_request', 'Document must be a JSON object']],
  ['PUT', '/DB/b', { _x: 1 }, [400, 'doc_validation', 'Bad special document member: _x']],
  ['PUT', '/DB/b', { _deleted: 'yes' }, [400, 'doc_validation']],
  ['PUT', '/DB/b', { _attachments: { _a: { data: '' } } }, [400, 'bad_request']],
  ['PUT', '/DB/b?new_edits=false', {}, [400, 'bad_request', /needs `_rev` or `_revisions`/]],
  ['PUT', '/DB/_design%2Fx/file?rev=1-a', 'x', [409, 'not_found', 'missing_rev']],
  ['PUT', '/DB/a/file', 'x', [409, 'conflict']],
  ['PUT', '/DB/a/_file', 'x', [400, 'bad_request']],
  ['GET', '/DB/a/file', undefined, [404, 'not_found', 'Document is missing attachment']],
  ['COPY', '/DB/a', undefined, [400, 'bad_request', 'Destination header is mandatory for COPY.']],
  ['POST', '/DB/_bulk_docs', {}, [400, 'bad_request', 'POST body must include `docs` parameter.']],
  [
    'POST',
    '/DB/_bulk_docs',
    { docs: 1 },
    [400, 'bad_request', '`docs` parameter must be an array.']
  ],
  ['POST', '/DB/_bulk_docs', [], [400, 'bad_request', 'Request body must be a JSON object']],
  ['POST', '/DB/_bulk_get', {}, [400, 'bad_request', "Missing JSON list of 'docs'."]],
  ['POST', '/DB/_bulk_get?rev=1-a', { docs: [] }, [400, 'bad_request']],
  ['GET', '/DB/_all_docs?limit=-1', undefined, [400, 'query_parse_error', /positive integer/]],
  ['GET', '/DB/_all_docs?limit=x', undefined, [400, 'query_parse_error', /for integer/]],
  ['GET', '/DB/_all_docs?descending=1', undefined, [400, 'query_parse_error']],
  ['GET', '/DB/_all_docs?key=x', undefined, [400, 'bad_request', 'invalid UTF-8 JSON']],
  ['GET', '/DB/_all_docs?keys=1', undefined, [400, 'bad_request']],
  ['GET', '/DB/_all_docs?keys=["a"]&key="a"', undefined, [200]],
  ['GET', '/DB/_changes?feed=pigeon', undefined, [400, 'bad_request', /^Supported `feed` types/]],
  ['GET', '/DB/_changes?since=never', undefined, [400, 'bad_request']],
  ['GET', '/DB/_changes?heartbeat=0&feed=longpoll', undefined, [400, 'bad_request']],
  ['GET', '/DB/_changes?seq_interval=0', undefined, [400, 'bad_request']],
  ['GET', '/DB/_changes?filter=_odd', undefined, [400, 'bad_request']],
  ['GET', '/DB/_changes?filter=odd', undefined, [400, 'bad_request', /designname\/filtername/]],
  ['GET', '/DB/_changes?filter=no/where', undefined, [404, 'not_found', 'missing']],
  ['GET', '/DB/_changes?filter=_selector', undefined, [400, 'bad_request']],
  ['GET', '/DB/_changes?filter=_doc_ids', undefined, [400, 'bad_request']],
  ['GET', '/DB/_changes?filter=_view', undefined, [400, 'bad_request']],
  ['POST', '/DB/_purge', { a: ['x'] }, [400, 'bad_request', 'Invalid rev format']],
  ['GET', '/_uuids?count=1001', undefined, [400, 'bad_request', 'count parameter too large']],
  ['GET', '/_uuids?count=x', undefined, [400, 'bad_request', 'count must be a positive integer']],
  ['GET', '/DB/%', undefined, [400, 'bad_request']]
];

export function protocolContract(name: string, open: () => Promise<OpenStore>): void {
  describeStore(`${name} keeps the small print of the protocol`, open, (at) => {
    let rev: string;

    beforeAll(async () => {
      await useNewDatabase(at);
      rev = (await at.couch.call('PUT', `/${at.db}/a`, { n: 1 })).json.rev;
      const gone = (await at.couch.call('PUT', `/${at.db}/gone`, {})).json.rev;
      await at.couch.call('DELETE', `/${at.db}/gone?rev=${gone}`);
    });

    test.each(refusals)('answers %s %s %j with %j', async (method, path, body, expected) => {
      const answer = await at.couch.call(method, path.replace('DB', at.db), body);
      const [status, error, reason] = expected;
      expect(answer.status).toBe(status);
      if (error !== undefined) expect(answer.json.error).toBe(error);
      if (reason !== undefined) expect(answer.json.reason).toMatch(reason);
    });

    test('names the methods it allows', async () => {
      const answer = await at.couch.call('POST', `/${at.db}/_changes/more`, {});
      expect(answer.status).toBe(200);
      const { headers } = await at.couch.call('DELETE', `/${at.db}/_bulk_docs`);
      expect(headers.get('allow')).toBe('POST');
    });

    test('ignores flags that are not true on a document, and gives its ETag', async () => {
      const read = await at.couch.call('GET', `/${at.db}/a?revs=yes&conflicts=perhaps`);
      expect(read.json).toEqual({ _id: 'a', _rev: rev, n: 1 });
      expect(read.headers.get('etag')).toBe(`"${rev}"`);
      const known = { 'If-None-Match': `W/"${rev}", "x"` };
      expect((await at.couch.call('GET', `/${at.db}/a`, undefined, known)).status).toBe(304);
      expect((await at.couch.call('GET', `/${at.db}/a?meta=true`)).headers.get('etag')).toBeNull();
    });

    test('answers HEAD as GET without its body', async () => {
      const head = await at.couch.call('HEAD', `/${at.db}/a`);
      expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', `"${rev}"`]);
      expect((await at.couch.call('HEAD', `/${at.db}/never`)).status).toBe(404);
      expect((await at.couch.call('HEAD', `/${at.db}/_all_docs`)).status).toBe(200);
    });

    test('gives the tombstone to who asks for it', async () => {
      const { json: tombstone } = await at.couch.call('GET', `/${at.db}/gone?deleted=true`);
      expect(tombstone).toMatchObject({ _id: 'gone', _deleted: true });
    });

    test('answers 200 to a PUT that deletes', async () => {
      const first = (await at.couch.call('PUT', `/${at.db}/brief`, {})).json.rev;
      const deleted = await at.couch.call('PUT', `/${at.db}/brief`, {
        _rev: first,
        _deleted: true
      });
      expect([deleted.status, deleted.json.ok]).toEqual([200, true]);
    });

    test('takes the id of the address, whatever the body says', async () => {
      const { json: written } = await at.couch.call('PUT', `/${at.db}/here`, { _id: 'there' });
      expect(written.id).toBe('here');
    });

    test('refuses revisions that differ between header, address and body', async () => {
      const header = { 'If-Match': '"1-a"' };
      const one = await at.couch.call('PUT', `/${at.db}/a?rev=${rev}`, {}, header);
      expect(one.json.reason).toBe('Document rev and etag have different values');
      const two = await at.couch.call('PUT', `/${at.db}/a?rev=${rev}`, { _rev: '1-a' });
      expect(two.json.reason).toMatch(/^Document rev from request body and query string/);
    });

    test('keeps integers beyond 2^53 as they were written', async () => {
      const text = '{"big":12345678901234567890,"small":-9007199254740993}';
      await at.couch.call('PUT', `/${at.db}/numbers`, text);
      expect((await at.couch.call('GET', `/${at.db}/numbers`)).text).toContain(text.slice(1, -1));
    });

    test('sends a client that escapes the slash of a design document to its address', async () => {
      await at.couch.call('PUT', `/${at.db}/_design/d`, { language: 'query' });
      const answer = await at.couch.call('GET', `/${at.db}/_design%2Fd`);
      expect([answer.status, answer.json._id]).toEqual([200, '_design/d']);
    });

    test('does all or nothing of a bulk never', async () => {
      const body = { docs: [{ _id: 'all' }], all_or_nothing: true };
      const answer = await at.couch.call<Partial<Reply>[]>('POST', `/${at.db}/_bulk_docs`, body);
      expect([answer.status, answer.json[0]?.error]).toEqual([417, 'not_implemented']);
      expect((await at.couch.call('GET', `/${at.db}/all`)).status).toBe(404);
    });

    test('gives multipart to who does not ask for JSON, JSON to who does', async () => {
      const data = Buffer.from('bytes').toString('base64');
      await at.couch.call('PUT', `/${at.db}/with`, { _attachments: { f: { data } } });
      const type = async (query: string, headers: HeadersInit) =>
        (await at.couch.call('GET', `/${at.db}/with?${query}`, undefined, headers)).headers.get(
          'content-type'
        );
      expect(await type('attachments=true', { Accept: '*/*' })).toMatch(/^multipart\/related/);
      expect(await type('open_revs=all', { Accept: '*/*' })).toMatch(/^multipart\/mixed/);
      expect(await type('open_revs=all', json)).toBe('application/json');
      expect(await type('', { Accept: 'text/html' })).toBe('application/json');
    });

    test('gets many as multipart, each part a revision with its attachments', async () => {
      const docs = [{ id: 'with' }, { id: 'never' }, { id: 'a', rev: 'x' }, {}, 5];
      const headers = { Accept: 'multipart/mixed' };
      const { text } = await at.couch.call('POST', `/${at.db}/_bulk_get`, { docs }, headers);
      expect(text).toContain('X-Doc-Id: with');
      expect(text).toContain('\r\n\r\nbytes');
      expect(text.match(/error="true"/g)).toHaveLength(4);
      const plain = await at.couch.call('POST', `/${at.db}/_bulk_get`, { docs }, json);
      const errors = plain.json.results.slice(1).map((one) => one.docs[0]?.error);
      expect(errors).toMatchObject([
        { id: 'never', rev: 'undefined', error: 'not_found', reason: 'missing' },
        { id: 'a', rev: 'x', error: 'bad_request', reason: 'Invalid rev format' },
        { error: 'bad_request' },
        { error: 'bad_request' }
      ]);
    });
  });
}
