/** What every store engine must do with attachments. */
import { beforeEach, expect, test } from 'vitest';
import { describeStore, useNewDatabase, type OpenStore } from './open-store.ts';

export function attachmentsContract(name: string, open: () => Promise<OpenStore>): void {
  describeStore(`${name} keeps attachments`, open, (at) => {
    beforeEach(() => useNewDatabase(at));

    const png = Buffer.from('iVBORw0KGgo=', 'base64');

    test('stores bytes of any type, json too, and gives them back as they were', async () => {
      const { rev } = (await at.put('a', {})).json;
      const path = `/${at.db}/a/folder/pic.json?rev=${rev}`;
      const written = await at.couch.call('PUT', path, '{"not": parsed', {
        'Content-Type': 'application/json'
      });
      expect(written.status).toBe(201);
      const read = await at.couch.call('GET', `/${at.db}/a/folder/pic.json`);
      expect(read.text).toBe('{"not": parsed');
      const { json } = await at.couch.call('GET', `/${at.db}/a`);
      expect(json._attachments['folder/pic.json']).toMatchObject({ stub: true, revpos: 2 });
    });

    test('keeps a stub, answers inline data, refuses a stub of nothing', async () => {
      const data = png.toString('base64');
      const inline = { 'a.png': { content_type: 'image/png', data } };
      const { rev } = (await at.put('a', { _attachments: inline })).json;
      const { json } = await at.couch.call('GET', `/${at.db}/a`);
      const second = await at.put('a', { _rev: rev, n: 1, _attachments: json._attachments });
      expect(second.status).toBe(201);
      const read = await at.couch.call('GET', `/${at.db}/a?attachments=true`, undefined, {
        Accept: 'application/json'
      });
      expect(read.json._attachments['a.png']).toMatchObject({ data, revpos: 1 });
      const stub = { 'b.png': { stub: true, content_type: 'image/png', length: 1, revpos: 1 } };
      expect((await at.put('b', { _attachments: stub })).status).toBe(412);
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
      expect((await at.couch.call('PUT', `/${at.db}/a`, body, headers)).status).toBe(201);
      const read = await at.couch.call('GET', `/${at.db}/a/a.png`);
      expect(read.headers.get('content-type')).toBe('image/png');
      expect(read.headers.get('etag')).toBeTruthy();
    });
  });
}
