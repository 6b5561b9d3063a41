import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importPostalCodes } from '../../../sync-server/geocoding/import-postal-codes.ts';
import { openPostalCodes } from '../../../sync-server/geocoding/postal-code-store.ts';
import { openStore } from '../../../sync-server/store/store.ts';

const LINE = 'DE\t01067\tDresden Innere Altstadt\t51.0571\t13.7171';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mila-import-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function imported(content: string | Buffer): Promise<{ code: number; said: string[] }> {
  const file = join(folder, 'codes.tsv');
  await writeFile(file, content);
  const said: string[] = [];
  const code = await importPostalCodes([file], { DATA_DIR: join(folder, 'data') }, (line) =>
    said.push(line.replaceAll(`${file}`, 'codes.tsv'))
  );
  return { code, said };
}

describe('importing postal codes', () => {
  it.each([
    ['an empty file', '\n', /^codes.tsv is empty/],
    ['another encoding', Buffer.from('DE\t80331\tM\xfcnchen\t48\t11', 'latin1'), /not in UTF-8/],
    ['a broken ZIP archive', 'PK\x03\x04', /ZIP archive that cannot be read. Download it again/],
    [
      'a missing column',
      'DE\t01067\tDresden\t51.0571\n',
      /Line 1: fewer than 5 columns.*country code/
    ],
    ['other countries alone', 'AT\t1010\tWien\t48.2\t16.3\n', /no postal code of Germany or Switz/]
  ])('takes nothing of %s and says what to do', async (_name, content, message) => {
    const { code, said } = await imported(content);
    expect(code).toBe(1);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(message);
    expect(said[0]).toMatch(/Nothing was imported\.$/);
  });

  it('takes the rest of a file whose last line is cut off, and names that line', async () => {
    const { code, said } = await imported(`${LINE}\nDE\t010`);
    expect(code).toBe(0);
    expect(said).toEqual([
      'codes.tsv:2: left out, fewer than 5 columns between tabs',
      'codes.tsv: 1 places read, 0 of other countries',
      '100 % stored',
      '1 places in 1 districts; 1 districts changed.'
    ]);
    const store = await openStore({
      couchdbUrl: null,
      couchdbPrefix: '',
      dataDir: join(folder, 'data')
    });
    const codes = openPostalCodes(store.places, Date.now);
    expect(await codes.beginningWith('DE', '01067')).toMatchObject([{ lat: 51.0571 }]);
    await store.close();
  });

  it('takes the archive as it is downloaded, without its readme', async () => {
    const list = strToU8(`${LINE}\n`);
    const archive = zipSync({ 'readme.txt': strToU8('Readme\n'), 'DE.txt': list });
    expect((await imported(Buffer.from(archive))).code).toBe(0);
  });

  it('downloads the list of each market where no file is named', async () => {
    const asked: string[] = [];
    const said: string[] = [];
    const download = (url: unknown) => {
      asked.push(String(url));
      return Promise.resolve(new Response(zipSync({ 'XX.txt': strToU8(`${LINE}\n`) })));
    };
    const data = { DATA_DIR: join(folder, 'downloaded') };
    const say = (line: string) => said.push(line);
    expect(await importPostalCodes([], data, say, download as typeof fetch)).toBe(0);
    expect(asked.map((url) => url.split('/').at(-1))).toEqual(['DE.zip', 'CH.zip']);
    const away = () => Promise.reject(new TypeError('fetch failed'));
    expect(await importPostalCodes([], data, say, away)).toBe(1);
    expect(said.at(-1)).toMatch(/cannot be fetched.*Nothing was imported/);
  });

  it('changes nothing the second time', async () => {
    await imported(LINE);
    expect((await imported(LINE)).said.at(-1)).toMatch(/; 0 districts changed\.$/);
  });
});
