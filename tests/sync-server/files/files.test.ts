import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFileStore } from '../../../sync-server/files/file-store.ts';
import {
  startTestServer,
  type SignedInDevice,
  type TestServer
} from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

let server: TestServer;
let anna: SignedInDevice;
let ben: SignedInDevice;
beforeAll(async () => {
  server = await startTestServer({ listen: true, config: { filesQuotaMb: 30 } });
  anna = await server.signIn((await server.addProvider({ id: 'anna' })).email);
  ben = await server.signIn((await server.addProvider({ id: 'ben' })).email);
});
afterAll(() => server.close());

let made = 0;
function aPicture(size = 5_000) {
  const bytes = Buffer.alloc(size, (made += 1));
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  return { bytes, sha256: hashOf(bytes) };
}
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64url');

function put(sha256: string, payload: Buffer, headers = {}, who = anna) {
  return server.app.inject({
    method: 'PUT',
    url: `/api/files/${sha256}`,
    headers: { ...who.headers, 'content-type': 'application/octet-stream', ...headers },
    payload
  });
}
const head = (sha256: string, who = anna) =>
  server.app.inject({ method: 'HEAD', url: `/api/files/${sha256}`, headers: who.headers });
const get = (path: string, headers = {}) =>
  server.app.inject({ url: `/api/files/${path}`, headers });

describe('a file', () => {
  it('is taken whole, under the hash of its content, and again without harm', async () => {
    const { bytes, sha256 } = aPicture();
    const first = await put(sha256, bytes);
    expect(first.statusCode).toBe(201);
    expect(first.json()).toEqual({ sha256, size: 5_000 });
    expect((await put(sha256, bytes)).statusCode).toBe(200);
    const known = await head(sha256);
    expect(known.headers).toMatchObject({ 'upload-offset': '5000', 'upload-complete': '?1' });
    const read = await get(sha256, anna.headers);
    expect(read.rawPayload.equals(bytes)).toBe(true);
    expect(read.headers['content-type']).toBe('image/jpeg');
    expect(read.headers['content-security-policy']).toContain('sandbox');
  });

  it('goes on where it stopped, piece by piece', async () => {
    const { bytes, sha256 } = aPicture();
    const whole = { 'upload-length': '5000' };
    expect((await head(sha256)).headers['upload-offset']).toBe('0');
    const one = await put(sha256, bytes.subarray(0, 2_000), whole);
    expect([one.statusCode, one.headers['upload-offset']]).toEqual([202, '2000']);
    const gap = await put(sha256, bytes.subarray(3_000), { 'upload-offset': '3000' });
    expect([gap.statusCode, gap.json().error]).toEqual([409, 'file.badOffset']);
    expect(gap.headers['upload-offset']).toBe('2000');
    expect((await get(sha256, anna.headers)).statusCode).toBe(404);
    const rest = await put(sha256, bytes.subarray(2_000), { 'upload-offset': '2000', ...whole });
    expect(rest.statusCode).toBe(201);
    expect((await get(sha256, anna.headers)).rawPayload.equals(bytes)).toBe(true);
  });

  it('keeps what came before the line broke, and the next try wins over the dead one', async () => {
    const { bytes, sha256 } = aPicture(300_000);
    const options = {
      method: 'PUT',
      headers: { ...anna.headers, 'content-type': 'image/jpeg', 'content-length': '300000' }
    };
    const broken = http.request(`${server.url}/api/files/${sha256}`, options);
    broken.on('error', () => undefined);
    broken.write(bytes.subarray(0, 100_000));
    const offset = () => head(sha256).then((answer) => Number(answer.headers['upload-offset']));
    await until(async () => (await offset()) === 100_000, 'the first part');
    const rest = await put(sha256, bytes.subarray(100_000), { 'upload-offset': '100000' });
    expect(rest.statusCode).toBe(201);
    expect((await get(sha256, anna.headers)).rawPayload.equals(bytes)).toBe(true);

    const cut = aPicture(300_000);
    const chunked = http.request(`${server.url}/api/files/${cut.sha256}`, {
      method: 'PUT',
      headers: { ...anna.headers, 'content-type': 'image/jpeg' }
    });
    chunked.on('error', () => undefined);
    chunked.write(cut.bytes.subarray(0, 50_000));
    const there = () => head(cut.sha256).then((answer) => answer.headers['upload-offset']);
    await until(async () => (await there()) === '50000', 'the first part');
    chunked.destroy();
    const again = await put(cut.sha256, cut.bytes.subarray(50_000), { 'upload-offset': '50000' });
    expect(again.statusCode).toBe(201);
  });

  it('is dropped where the content is not what the hash says', async () => {
    const { bytes } = aPicture();
    const other = hashOf(Buffer.from('other'));
    const wrong = await put(other, bytes);
    expect([wrong.statusCode, wrong.json().error]).toEqual([422, 'file.badHash']);
    expect((await head(other)).headers['upload-offset']).toBe('0');
    const partials = await readdir(join(server.deps.config.filesDir, 'partial', 'anna'));
    expect(partials).not.toContain(other);
  });

  it('must be a picture by its content, whatever it is called', async () => {
    const page = Buffer.from('<!doctype html><script>alert(1)</script>');
    const answer = await put(hashOf(page), page, { 'content-type': 'image/png' });
    expect([answer.statusCode, answer.json().error]).toEqual([415, 'file.notAnImage']);
    for (const magic of ['\x89PNG\r\n\x1a\n----', 'RIFF----WEBP']) {
      const bytes = Buffer.from(magic, 'latin1');
      expect((await put(hashOf(bytes), bytes)).statusCode).toBe(201);
    }
    const empty = await put(hashOf(Buffer.alloc(0)), Buffer.alloc(0));
    expect(empty.statusCode).toBe(415);
  });

  it('has a limit, and so have all of a provider together', async () => {
    const { bytes, sha256 } = aPicture(20_000_001);
    expect((await put(sha256, bytes)).statusCode).toBe(413);
    expect((await put(sha256, bytes.subarray(0, 10), { 'upload-length': '99' })).statusCode).toBe(
      202
    );
    const long = await put(aPicture().sha256, bytes, { 'upload-length': 'x' });
    expect(long.statusCode).toBe(400);
    const chris = await server.signIn((await server.addProvider({ id: 'chris' })).email);
    const full = [];
    for (const size of [18_000_000, 10_000_000, 10_000_000]) {
      const picture = aPicture(size);
      full.push((await put(picture.sha256, picture.bytes, {}, chris)).statusCode);
    }
    expect(full).toEqual([201, 201, 507]);
  });

  it("[S2.9] is read by its provider, by support and by the order's customer, and by nobody else", async () => {
    const { bytes, sha256 } = aPicture();
    await put(sha256, bytes);
    const photos = [{ sha256 }];
    const order = (id: string, provider: string, job: object) =>
      server.store.orders.put({
        ...{ _id: id, token: `opens-${id}`, job: { provider: { id: provider }, ...job } }
      } as never);
    await order('o1', 'anna', { photos });
    await order('o2', 'anna', { photos: [] });
    // Booked by a helper who names another's photo on it.
    await order('o3', 'ben', { photos });
    const staff = await server.addStaff();
    const support = await server.signIn(staff.email);
    expect((await get(sha256, anna.headers)).statusCode).toBe(200);
    expect((await get(sha256, support.headers)).statusCode).toBe(200);
    expect((await get(`${sha256}?order=opens-o1`)).statusCode).toBe(200);
    for (const [path, headers] of [
      [sha256, ben.headers],
      [sha256, {}],
      [`${sha256}?order=opens-o2`, {}],
      [`${sha256}?order=opens-o3`, {}],
      [`${sha256}?order=opens-o3`, ben.headers],
      [`${sha256}?order=nothing`, {}],
      [aPicture().sha256, support.headers]
    ] as const) {
      const answer = await get(path, headers);
      expect([answer.statusCode, answer.json().error]).toEqual([404, 'request.unknown']);
    }
  });

  it('is not had by knowing its hash: each provider sends all of it', async () => {
    const { bytes, sha256 } = aPicture();
    await put(sha256, bytes);
    expect((await head(sha256, ben)).headers['upload-offset']).toBe('0');
    expect((await put(sha256, Buffer.alloc(0), { 'upload-offset': '0' }, ben)).statusCode).toBe(
      415
    );
    expect((await get(sha256, ben.headers)).statusCode).toBe(404);
    expect((await put(sha256, bytes, {}, ben)).statusCode).toBe(201);
    expect((await get(sha256, ben.headers)).statusCode).toBe(200);
  });

  it('[S2.10] counts before it is written: uploads side by side and unfinished ones too', async () => {
    const dora = await server.signIn((await server.addProvider({ id: 'dora' })).email);
    const many = Array.from({ length: 10 }, () => aPicture(6_000_000));
    const answers = await Promise.all(many.map((each) => put(each.sha256, each.bytes, {}, dora)));
    const codes = answers.map(({ statusCode }) => statusCode);
    expect(codes.filter((code) => code === 201)).toHaveLength(5);
    expect(codes.filter((code) => code === 507)).toHaveLength(5);

    const emil = await server.signIn((await server.addProvider({ id: 'emil' })).email);
    const begun = [];
    for (const one of [1, 2, 3, 4]) {
      const { sha256, bytes } = aPicture(9_000_000 + one);
      const whole = { 'upload-length': String(18_000_000) };
      begun.push((await put(sha256, bytes, whole, emil)).statusCode);
    }
    expect(begun).toEqual([202, 202, 507, 507]);
  });

  it('[S2.10] is dropped where nobody has gone on with it for a week', async () => {
    const { filesDir } = server.deps.config;
    const { sha256, bytes } = aPicture();
    await put(sha256, bytes.subarray(0, 2_000), { 'upload-length': '5000' });
    const files = openFileStore(filesDir);
    const now = Date.now();
    await files.dropUnfinished(now - 7 * 24 * 3_600_000);
    expect((await head(sha256)).headers['upload-offset']).toBe('2000');
    await files.dropUnfinished(now + 60_000);
    expect((await head(sha256)).headers['upload-offset']).toBe('0');
  });

  it('needs somebody who is signed in as a provider, and a name that is a hash', async () => {
    const { bytes, sha256 } = aPicture();
    const nobody = { ...anna, headers: { authorization: 'Bearer none' } };
    expect((await put(sha256, bytes, {}, nobody)).statusCode).toBe(401);
    expect((await put('..%2F..%2Fetc', bytes)).statusCode).toBe(400);
    const support = await server.signIn((await server.addStaff('staff-files')).email);
    expect((await put(sha256, bytes, {}, support)).statusCode).toBe(403);
  });
});
