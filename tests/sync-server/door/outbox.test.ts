import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWitness, sendToOutbox } from '../../support/outbox-door.ts';
import {
  startTestServer,
  type SignedInDevice,
  type TestServer
} from '../../support/test-server.ts';

const witness = aWitness();
let server: TestServer;
let anna: SignedInDevice;
beforeAll(async () => {
  server = await startTestServer({ authority: witness.authority });
  anna = await server.signIn((await server.addProvider({ id: 'anna' })).email);
});
afterAll(() => server.close());

interface Taken {
  ok: true;
  id: string;
  rev: string;
}

const sendText = (payload: string, path?: string) => sendToOutbox(server, anna, payload, path);
const send = (docs: unknown[], more = {}) => sendText(JSON.stringify({ docs, ...more }));

/** Everything of the authority's that belongs to one id, in order. */
async function judgedAs(id: string): Promise<unknown[]> {
  await server.deps.outboxWorker.idle();
  return witness.seen.filter((action) => action.id === id).map(({ envelope }) => envelope);
}

describe('the outbox', () => {
  it('answers one {ok, id, rev} a document, in their order, and hands them on in that order', async () => {
    const { device } = anna;
    const actions = await Promise.all(
      ['a', 'b', 'c'].map((text) =>
        device.act('note.add', { text }, { provider: 'anna', order: 'o1' })
      )
    );
    const answer = await send(actions);
    expect(answer.statusCode).toBe(201);
    const rows = answer.json<Taken[]>();
    expect(rows.map(({ id }) => id)).toEqual(actions.map(({ _id }) => _id));
    for (const row of rows)
      expect(row).toMatchObject({ ok: true, rev: expect.stringMatching(/^1-/) });
    await server.deps.outboxWorker.idle();
    expect(witness.seen.slice(-3).map(({ envelope }) => envelope)).toEqual(actions);
    expect(witness.seen.at(-1)).toMatchObject({
      provider: 'anna',
      device: device.id,
      receivedAt: server.clock.now()
    });
  });

  it('[P4.2] answers the same action again with the same and does nothing, whatever the order of its members', async () => {
    const action = { _id: 'tablet-same:0000000001', kind: 'x', body: { a: 1, b: [2] } };
    const [first] = (await send([action])).json<Taken[]>();
    const before = await server.store.outbox('anna').get(action._id);
    const turned = { body: { b: [2], a: 1 }, kind: 'x', _id: action._id, _deleted: false };
    server.clock.advance(1_000);
    const again = await send([turned, action, { ...action, _rev: first!.rev }]);
    expect(again.json<Taken[]>()).toEqual([first, first, first]);
    expect(await server.store.outbox('anna').get(action._id)).toEqual(before);
    expect(await judgedAs(action._id)).toEqual([action]);
  });

  it('[P3.3] keeps another content under the same id beside the first: a fork, both judged', async () => {
    const _id = 'tablet-fork:0000000001';
    const rows = (
      await send([
        { _id, n: 1 },
        { _id, n: 2 }
      ])
    ).json<Taken[]>();
    expect(rows[0]!.rev).not.toBe(rows[1]!.rev);
    expect(await judgedAs(_id)).toHaveLength(2);
    const late = (await send([{ _id, n: 3 }])).json<Taken[]>();
    expect(late[0]).toMatchObject({ ok: true, id: _id });
    const all = new Set((await judgedAs(_id)).map((envelope) => (envelope as { n: number }).n));
    expect([...all].sort()).toEqual([1, 2, 3]);
  });

  it('answers a replicating client by its own revision and finds it again under that name', async () => {
    const _id = 'tablet-push:0000000001';
    const sent = {
      _id,
      n: 1,
      _rev: '1-abc',
      _revisions: { start: 1, ids: ['abc'] }
    };
    const answer = await send([sent], { new_edits: false });
    expect(answer.json()).toEqual([{ ok: true, id: _id, rev: '1-abc' }]);
    const diff = await sendText(
      JSON.stringify({ [_id]: ['1-abc', '1-def'], 'never seen': ['1-x'] }),
      '_revs_diff'
    );
    expect(diff.json()).toEqual({
      [_id]: { missing: ['1-def'] },
      'never seen': { missing: ['1-x'] }
    });
    expect(await judgedAs(_id)).toEqual([{ _id, n: 1 }]);
    const rows = await sendText(
      JSON.stringify({ keys: [_id, 'no'], include_docs: true }),
      '_all_docs'
    );
    expect(rows.json()).toMatchObject({
      rows: [
        { id: _id, key: _id, value: { rev: '1-abc' }, doc: { _id, n: 1, _rev: '1-abc' } },
        { key: 'no', error: 'not_found' }
      ]
    });
  });

  it('takes a single document by PUT; the id of the address counts', async () => {
    const answer = await sendText('{"_id":"other","n":1}', 'tablet-put:0000000001');
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({ ok: true, id: 'tablet-put:0000000001' });
    expect(await judgedAs('tablet-put:0000000001')).toEqual([
      { _id: 'tablet-put:0000000001', n: 1 }
    ]);
  });

  it('[P3.4] takes every poison among good ones, blocks nothing and crashes nothing', async () => {
    const good = (seq: number) => `{"_id":"tablet-good:000000000${seq}","kind":"note.add"}`;
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const noUnicode = [
      '{"_id":"\\u0000\\ud800","kind":"x"}',
      '{"_id":"tablet-pois:0000000005","text":"\\ud83d\\u0000\\uffff"}'
    ];
    const poison = [
      'null',
      '5',
      '"text"',
      '[]',
      '{}',
      '{"_id":""}',
      '{"_id":5,"kind":"x"}',
      '{"_id":"_design/evil","views":{}}',
      '{"_id":"_local/judged","seq":"999-x"}',
      `{"_id":"${'ä'.repeat(5_000)}"}`,
      '{"_id":"tablet-pois:0000000001","kind":"no.such.kind","_weird":1,"_attachments":{"a":5}}',
      '{"_id":"tablet-pois:0000000002","__proto__":{"polluted":true},"constructor":{"prototype":{}}}',
      '{"_id":"tablet-pois:0000000003","kind":"x","kind":"y","_id":"tablet-pois:0000000003"}',
      '{"_id":"tablet-pois:0000000004","seq":1e400,"n":123456789012345678901234567890,"z":-0}',
      '{"_id":"tablet-pois:0000000005","text":"\\ud83d\\ude00 \\\\ud83d\\u0000\\uffff"}',
      '{"_id":"tablet-pois:0000000006","_deleted":true}',
      `{"_id":"tablet-pois:0000000007","deep":${deep}}`,
      '{"_id":"tablet-pois:0000000008","_rev":"99-zzz","_revisions":"no"}'
    ];
    const body = `{"docs":[${[good(1), ...noUnicode, ...poison, good(2)].join(',')}]}`;
    const answer = await sendText(body);
    expect(answer.statusCode).toBe(201);
    const rows = answer.json<Taken[]>();
    expect(rows).toHaveLength(poison.length + noUnicode.length + 2);
    const refused = rows.splice(1, noUnicode.length);
    expect(refused).toMatchObject([
      { id: '\u0000\ud800', error: 'bad_request' },
      { id: 'tablet-pois:0000000005', error: 'bad_request' }
    ]);
    for (const row of rows) {
      expect(row).toEqual({ ok: true, id: expect.any(String), rev: expect.stringMatching(/^1-/) });
    }
    expect((await sendText(body)).json()).toEqual([rows[0], ...refused, ...rows.slice(1)]);
    expect((await sendText(body.replace('{"docs"', '{"new_edits":false,"docs"'))).statusCode).toBe(
      201
    );
    expect(await judgedAs('tablet-good:0000000002')).toHaveLength(1);
    expect({} as { polluted?: boolean }).not.toHaveProperty('polluted');
    const [proto] = await judgedAs('tablet-pois:0000000002');
    expect(Object.keys(proto as object)).toContain('__proto__');
    expect(await server.store.outbox('anna').get('_design/evil')).toBeUndefined();
    expect(await judgedAs('tablet-pois:0000000003')).toEqual([
      { _id: 'tablet-pois:0000000003', kind: 'y' }
    ]);
  });

  it('refuses as a whole what is too large, too much or no request at all', async () => {
    const junk = JSON.stringify({ docs: [{ _id: 'x', junk: 'x'.repeat(5_000_000) }] });
    const large = await sendText(junk);
    expect([large.statusCode, large.json().error]).toEqual([413, 'too_large']);
    const many = await send(Array.from({ length: 501 }, (_, n) => ({ _id: `x${n}` })));
    expect(many.statusCode).toBe(413);
    for (const text of ['', '{', '[]', '{"docs":{}}', '{"docs":null}', 'docs=1']) {
      expect((await sendText(text)).statusCode).toBe(400);
    }
  });
});
