import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogItemAnswer, CatalogList } from '#domain/catalog/catalog-desk.ts';
import type { CatalogFile, FilePackage } from '#domain/catalog/catalog-file.ts';
import type { CatalogChanges } from '#domain/catalog/catalog-changes.ts';
import type { BookingCatalog } from '#domain/booking/booking-catalog.ts';
import type { ApiRefusal } from '#domain/protocol/api-code.ts';
import { saleAt, type ServicePackage } from '#domain/catalog/service-package.ts';
import { publishDue } from '../../../sync-server/editing/publish-when-due.ts';
import {
  checkCatalogText,
  exportedCatalog,
  importedCatalog
} from '../../../sync-server/editing/catalog-command.ts';
import {
  PASSWORD,
  askForSession,
  startTestServer,
  type TestServer
} from '../../support/test-server.ts';

let server: TestServer;
let lea: Asks;
let kim: Asks;
let example: CatalogFile;
beforeAll(async () => {
  server = await startTestServer({ background: false });
  [lea, kim] = [await asks('staff-lea'), await asks('staff-kim')];
  example = (await lea('GET', '/api/catalog/example')).body as CatalogFile;
});
afterAll(() => server.close());

type Asks = Awaited<ReturnType<typeof asks>>;
async function asks(id: string) {
  const { email } = await server.addStaff(id, 'catalog');
  const { token } = (await askForSession(server, email, PASSWORD)).json<{ token: string }>();
  return async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await server.app.inject({ method, url, headers, ...(payload && { payload }) });
    const isJson = String(answer.headers['content-type']).includes('json');
    return { status: answer.statusCode, body: isJson ? answer.json() : answer.body };
  };
}

const at = (id: string, rest = '') => `/api/catalog/items/package/${id}${rest}`;
const read = async (id: string) => (await lea('GET', at(id))).body as CatalogItemAnswer;
const take = (file: object, more = {}) => lea('POST', '/api/catalog/import', { file, ...more });
const save = async (by: Asks, id: string, rev: string | null, content: object) => {
  const base = (await read(id)).published?.rev ?? null;
  return by('PUT', at(id, '/draft'), { rev, content, ...(rev === null && { base }) });
};
const publish = (id: string, rev: string, more = {}) =>
  lea('POST', '/api/catalog/publish', { items: [{ kind: 'package', id, rev }], ...more });
const stored = (id: string) => server.store.catalog.get<ServicePackage>(`package:${id}`);
const draftOf = async (id: string, change: object) => {
  const { published, draft } = await read(id);
  const content = { ...published!.content, ...change };
  return ((await save(lea, id, draft?.rev ?? null, content)).body as { rev: string }).rev;
};
/** Somebody else's work, done just before the next document of the catalogue is written. */
function justBeforeWriting(work: () => Promise<unknown>): void {
  const { catalog } = server.store;
  const update = catalog.update.bind(catalog);
  catalog.update = async (...asked) => {
    catalog.update = update;
    await work();
    return update(...asked) as never;
  };
}
const newest = async () => (await server.deps.audit.read({ limit: 1 }))[0]!;

describe('a catalogue file', () => {
  it('[O4.1] that is broken changes nothing, and each fault is named with its place', async () => {
    const [first, ...others] = example.packages;
    const broken = {
      ...example,
      packages: [
        { ...first!, level: 9, prices: { DE: 'free' }, colour: 'red' },
        ...others.slice(0, 2),
        { ...others[2]!, title: { en: 'No German' } }
      ]
    };
    const refused = await take(broken);
    expect(refused.status).toBe(400);
    const { fields = [] } = refused.body as ApiRefusal;
    expect(fields.map(({ path, message }) => `${path}: ${message}`).sort()).toEqual([
      `packages[0] (${first!.id}).colour: unknownField`,
      `packages[0] (${first!.id}).level: level`,
      `packages[0] (${first!.id}).prices.DE: price`,
      `packages[3] (${others[2]!.id}).title.de: required`
    ]);
    expect(await server.store.catalog.withPrefix('')).toEqual([]);
    expect(checkCatalogText('{ "format": 7 }')).toMatchObject({ isDone: false });
  });

  it('[O4.2] says what it would change before it does', async () => {
    const asked = (await take(example, { dryRun: true })).body as CatalogChanges;
    expect(asked.added).toHaveLength(example.packages.length + example.products.length);
    expect(await server.store.catalog.withPrefix('')).toEqual([]);
    expect((await take(example)).status).toBe(200);
    const [first] = example.packages;
    const prices = { ...first!.prices, DE: '61.50' };
    const dearer = { ...example, packages: [{ ...first!, prices }], products: [] };
    const changes = (await take(dearer, { dryRun: true, isWhole: true })).body as CatalogChanges;
    expect(changes.changed[0]!.differences).toEqual([
      { path: 'prices.DE', before: first!.prices.DE, after: '61.50' }
    ]);
    expect(changes.withdrawn).toHaveLength(example.packages.length + example.products.length - 1);
    expect((await stored(first!.id))?.prices.DE).toBe(5_900);
  });

  it('[O4.3] is what was published, and changes nothing when it comes back', async () => {
    const file = (await lea('GET', '/api/catalog/file')).body as object;
    const { added, changed, withdrawn } = (await take(file)).body as CatalogChanges;
    expect([added, changed, withdrawn]).toEqual([[], [], []]);
    const tool = { ...server.deps, store: server.store };
    const text = await exportedCatalog(tool);
    const told = await importedCatalog(tool, text, { dryRun: false, isWhole: true });
    expect(told.lines).toEqual([expect.stringMatching(/^\d+ unchanged\.$/), 'Published.']);
  });
});

describe('a draft', () => {
  it('[O4.4] is seen by nobody until it is published', async () => {
    const rev = await draftOf('tv-mount', { prices: { DE: '83', CH: '119,50' } });
    expect((await stored('tv-mount'))?.prices).not.toMatchObject({ DE: 8_300 });
    const offered = async () => (await lea('GET', '/api/catalog')).body as BookingCatalog;
    const priceOf = async () =>
      (await offered()).packages.find(({ id }) => id === 'tv-mount')?.prices.DE;
    expect(await priceOf()).not.toBe(8_300);
    expect(await publish('tv-mount', rev)).toMatchObject({ status: 200 });
    server.clock.advance(6_000);
    expect(await priceOf()).toBe(8_300);
    expect((await stored('tv-mount'))?.prices).toEqual({ DE: 8_300, CH: 11_950 });
    expect((await read('tv-mount')).draft).toBeNull();
  });

  it('[O4.4] with a fault is kept, and not published', async () => {
    const rev = await draftOf('tv-setup', { durationMin: 7, title: { de: '' } });
    const refused = await publish('tv-setup', rev);
    expect((refused.body as ApiRefusal).fields?.map(({ path }) => path).sort()).toEqual([
      'durationMin',
      'title.de'
    ]);
    expect((await read('tv-setup')).draft?.content).toMatchObject({ durationMin: 7 });
  });

  it('[O4.5] is not overwritten by whoever has not seen the other’s change', async () => {
    const { published } = await read('nas-setup');
    const content = published!.content as FilePackage;
    const first = await save(lea, 'nas-setup', null, { ...content, level: 4 });
    expect(await save(kim, 'nas-setup', null, { ...content, level: 5 })).toMatchObject({
      status: 409,
      body: { error: 'document.conflict' }
    });
    const { draft } = await read('nas-setup');
    expect(draft).toMatchObject({
      content: { level: 4 },
      rev: (first.body as { rev: string }).rev
    });
    expect((await save(kim, 'nas-setup', draft!.rev, { ...content, level: 5 })).status).toBe(200);
  });

  it('[O4.5] does not overwrite what was published since it was begun', async () => {
    const rev = await draftOf('phone-move', { level: 3 });
    const { published } = await read('phone-move');
    await take({ ...example, products: [], packages: [{ ...published!.content, level: 4 }] });
    expect((await read('phone-move')).draft?.isOutdated).toBe(true);
    expect(await publish('phone-move', rev)).toMatchObject({ status: 409 });
    expect((await stored('phone-move'))?.level).toBe(4);
    const content = { ...published!.content, level: 3 };
    const base = (await read('phone-move')).published!.rev;
    const seen = await lea('PUT', at('phone-move', '/draft'), { rev, content, base });
    expect(await publish('phone-move', (seen.body as { rev: string }).rev)).toMatchObject({
      status: 200
    });
    expect((await stored('phone-move'))?.level).toBe(3);
  });
});

describe('a first draft', () => {
  it('[O4.5] does not overwrite what was published after its editor opened the item', async () => {
    const { published } = await read('computer-cleanup');
    const { rev: base, content } = published!;
    await take({ ...example, products: [], packages: [{ ...content, level: 4 }] });
    const typed = { ...content, durationMin: 75 };
    const body = { rev: null, base, content: typed };
    const saved = await lea('PUT', at('computer-cleanup', '/draft'), body);
    expect((await read('computer-cleanup')).draft?.isOutdated).toBe(true);
    const { rev } = saved.body as { rev: string };
    expect(await publish('computer-cleanup', rev)).toMatchObject({ status: 409 });
    expect((await stored('computer-cleanup'))?.level).toBe(4);
  });

  it('[O4.5] says what its editor has seen', async () => {
    const body = { rev: null, content: { id: 'unseen' } };
    expect(await lea('PUT', at('unseen', '/draft'), body)).toMatchObject({ status: 400 });
  });
});

describe('a date', () => {
  it('[O4.6] publishes a draft once, by however many processes', async () => {
    const rev = await draftOf('wlan-mesh', { prices: { DE: '77' } });
    const due = server.clock.now() + 3_600_000;
    expect((await publish('wlan-mesh', rev, { at: due })).body).toEqual({ publishedAt: due });
    expect(await publishDue(server.deps)).toBe(0);
    server.clock.advance(3_600_000);
    await Promise.all([publishDue(server.deps), publishDue(server.deps), publishDue(server.deps)]);
    const mesh = await read('wlan-mesh');
    expect(mesh).toMatchObject({
      draft: null,
      published: { content: { prices: { DE: '77.00' } } }
    });
    expect(mesh.editions).toHaveLength(1);
    const entries = await server.deps.audit.read({ limit: 50 });
    const written = entries.filter(
      ({ what, about }) => what === 'catalog.publish' && about === 'package:wlan-mesh'
    );
    expect(written).toHaveLength(1);
  });

  it('[O4.6] holds where the process ends between publishing and removing the draft', async () => {
    const rev = await draftOf('tv-mount', { prices: { DE: '79' } });
    const due = server.clock.now() + 3_600_000;
    await publish('tv-mount', rev, { at: due });
    server.clock.advance(3_600_000);
    const { editing } = server.store;
    const remove = editing.remove.bind(editing);
    editing.remove = () => Promise.reject(new Error('the process has ended'));
    await expect(publishDue(server.deps)).rejects.toThrow('the process has ended');
    editing.remove = remove;
    expect(await publishDue(server.deps)).toBe(1);
    expect(await read('tv-mount')).toMatchObject({
      ...{ draft: null, published: { content: { prices: { DE: '79.00' } } } }
    });
  });

  it('[O4.6] is taken away by whoever changes the draft, and missed in words', async () => {
    const due = server.clock.now() + 3_600_000;
    const rev = await draftOf('smart-lighting', { level: 3 });
    await publish('smart-lighting', rev, { at: due });
    await draftOf('smart-lighting', { level: 4 });
    const { draft } = await read('smart-lighting');
    expect(draft?.publishAt).toBeNull();
    await publish('smart-lighting', draft!.rev, { at: due });
    const { published } = await read('smart-lighting');
    await take({ ...example, products: [], packages: [{ ...published!.content, level: 5 }] });
    server.clock.advance(3_600_000);
    expect(await publishDue(server.deps)).toBe(0);
    expect((await read('smart-lighting')).draft).toMatchObject({ failed: 'conflict' });
    expect((await stored('smart-lighting'))?.level).toBe(5);
  });
});

describe('what is published', () => {
  it('[O4.7] is withdrawn and offered again, never deleted', async () => {
    const isOffered = async () => (await stored('video-doorbell'))?.active;
    const change = (active: boolean) =>
      lea('POST', at('video-doorbell', '/active'), { active, why: 'no stock' });
    expect((await change(false)).status).toBe(200);
    expect(await isOffered()).toBe(false);
    await change(true);
    expect(await isOffered()).toBe(true);
    expect((await read('video-doorbell')).editions).toHaveLength(2);
  });

  it('[O4.7] keeps what it was, words included', async () => {
    const before = await read('computer-move');
    const rev = await draftOf('computer-move', { title: { de: 'Neuer Titel', en: 'New title' } });
    await publish('computer-move', rev);
    const { editions } = await read('computer-move');
    expect(editions).toHaveLength(1);
    expect(editions[0]).toMatchObject({ by: 'Eva Support', content: before.published!.content });
  });

  it('[O4.10] is in the audit log with what it was, what it is and why', async () => {
    const rev = await draftOf('printer-setup', { prices: { DE: '65.00', CH: '95.00' } });
    await publish('printer-setup', rev, { why: 'dearer ink' });
    expect(await newest()).toMatchObject({
      ...{ what: 'catalog.publish', about: 'package:printer-setup', why: 'dearer ink' },
      after: { 'prices.DE': '65.00', 'prices.CH': '95.00' }
    });
    await draftOf('printer-setup', { level: 5 });
    const { draft } = await read('printer-setup');
    await lea('DELETE', at('printer-setup', '/draft'), { rev: draft!.rev });
    expect(await newest()).toMatchObject({ what: 'catalog.drop', about: 'package:printer-setup' });
  });
});

describe('a price list', () => {
  it('[O4.9] goes out, comes back without a change, and names line and column of a fault', async () => {
    const text = (await lea('GET', '/api/catalog/prices.csv')).body as string;
    const send = (list: string, more = {}) =>
      lea('POST', '/api/catalog/prices', { text: list, ...more });
    expect((await send(text)).body).toMatchObject({ added: [], changed: [], withdrawn: [] });
    const lines = text.split('\r\n');
    const line = lines.findIndex((each) => each.includes(';phone-basics;'));
    lines[line] = 'package;phone-basics;"Handy; Grundlagen";47,50;';
    expect((await send(lines.join('\r\n'))).status).toBe(200);
    expect((await stored('phone-basics'))?.prices).toEqual({ DE: 4_750 });
    lines[line] = 'package;phone-basics;x;47,555;';
    const refused = (await send(lines.join('\n'))).body as ApiRefusal;
    expect(refused.fields).toEqual([{ path: `line ${line + 1}, DE`, message: 'price' }]);
    expect((await send('kind,id,DE\npackage,nowhere,5')).body).toMatchObject({
      fields: [{ path: 'line 2, id', message: 'known' }]
    });
    const phone = (await stored('phone-basics'))!;
    const before = saleAt(phone, phone.version - 1, {
      ...{ market: 'DE', at: phone.earlier[phone.version - 1]!.until }
    });
    expect(before?.unitMinor).toBeGreaterThan(0);
  });
});

describe('what somebody else publishes meanwhile', () => {
  const takeOver = async (id: string, change: object) => {
    const { published } = await read(id);
    const packages = [{ ...published!.content, ...change }];
    return take({ ...example, products: [], packages }, { why: 'theirs' });
  };

  it('[O4.5] is not undone by withdrawing', async () => {
    justBeforeWriting(() => takeOver('home-office', { level: 4 }));
    const withdrawn = await lea('POST', at('home-office', '/active'), { active: false });
    expect(withdrawn).toMatchObject({ status: 409, body: { error: 'document.conflict' } });
    expect(await stored('home-office')).toMatchObject({ level: 4, active: true });
    expect(await newest()).toMatchObject({ what: 'catalog.import', why: 'theirs' });
  });

  it('[O4.5, O4.10] is not undone by a price list, which takes its other prices', async () => {
    const text = 'kind,id,DE\npackage,camera-setup,71\npackage,tv-streaming,72\n';
    justBeforeWriting(() => takeOver('camera-setup', { level: 5 }));
    const taken = await lea('POST', '/api/catalog/prices', { text });
    expect(taken).toMatchObject({ status: 409, body: { error: 'document.conflict' } });
    expect(await stored('camera-setup')).toMatchObject({ level: 5 });
    expect((await stored('camera-setup'))?.prices.DE).not.toBe(7_100);
    expect((await stored('tv-streaming'))?.prices.DE).toBe(7_200);
    const { after } = await newest();
    expect(Object.keys((after as { changed: object }).changed)).toEqual(['package:tv-streaming']);
  });

  it('[O4.5] leaves the draft that it overtook, and publishes the others', async () => {
    const overtaken = await draftOf('appliance-connect', { durationMin: 75 });
    const other = await draftOf('appliance-online', { durationMin: 75 });
    justBeforeWriting(() => takeOver('appliance-connect', { level: 5 }));
    const items = [
      { kind: 'package', id: 'appliance-connect', rev: overtaken },
      { kind: 'package', id: 'appliance-online', rev: other }
    ];
    const published = await lea('POST', '/api/catalog/publish', { items, why: 'mine' });
    expect(published).toMatchObject({ status: 409, body: { error: 'document.conflict' } });
    expect((await read('appliance-connect')).draft).toMatchObject({
      ...{ rev: overtaken, isOutdated: true, content: { durationMin: 75 } }
    });
    expect((await stored('appliance-connect'))?.level).toBe(5);
    expect((await read('appliance-online')).draft).toBeNull();
    expect((await stored('appliance-online'))?.durationMin).toBe(75);
    const written = (await server.deps.audit.read({ limit: 5 })).filter(
      ({ why }) => why === 'mine'
    );
    expect(written.map(({ about }) => about)).toEqual(['package:appliance-online']);
  });

  it('[O4.6] and a draft changed meanwhile is not published, and not dropped', async () => {
    const rev = await draftOf('wlan-setup', { durationMin: 75 });
    const { draft } = await read('wlan-setup');
    const typed = { ...draft!.content, durationMin: 90 };
    justBeforeWriting(() => save(kim, 'wlan-setup', rev, typed));
    expect(await publish('wlan-setup', rev)).toMatchObject({ status: 409 });
    expect((await read('wlan-setup')).draft?.content).toMatchObject({ durationMin: 90 });
    expect((await stored('wlan-setup'))?.durationMin).not.toBe(75);
  });

  it('[O4.5] is no conflict where it is the same', async () => {
    justBeforeWriting(() => takeOver('multiroom-audio', { active: false }));
    const withdrawn = await lea('POST', at('multiroom-audio', '/active'), { active: false });
    expect(withdrawn.status).toBe(200);
  });
});

describe('the list of editors', () => {
  it('[O4.4] has drafts and what is published side by side', async () => {
    await save(lea, 'brand-new', null, { id: 'brand-new', title: { de: 'Ganz neu' } });
    const { items } = (await lea('GET', '/api/catalog/items')).body as CatalogList;
    expect(items).toHaveLength(example.packages.length + example.products.length + 1);
    expect(items.find(({ id }) => id === 'brand-new')).toMatchObject({
      ...{ version: null, missing: ['en'], draft: { by: 'Eva Support' } }
    });
  });
});
