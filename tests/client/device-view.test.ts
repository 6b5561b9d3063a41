import { describe, expect, it } from 'vitest';
import type { OfferDocument } from '#domain/order/views/inbox.ts';
import type { VerdictDocument } from '#domain/protocol/verdict.ts';
import { readProfile } from '../../src/lib/device/views/read-profile.ts';
import { newCatalogLookup } from '../../src/lib/device/views/catalog-lookup.ts';
import type { DeviceStore } from '../../src/lib/device/device-store.ts';
import { readJob, readJobs, readOffers, readOutbox } from '../../src/lib/device/views/read-view.ts';
import { aBody, aPackage, NOW } from '../support/builders.ts';
import { aJobDocument, DeviceWorld } from '../support/device-world.ts';

const applied = { outcome: 'applied', code: null, at: NOW } as const;

function verdict(
  action: string,
  fields: Partial<VerdictDocument> = {}
): VerdictDocument & Record<string, unknown> {
  const order = 'order1';
  return {
    _id: `verdict:${action}`,
    type: 'verdict',
    action,
    order,
    ...applied,
    receipt: 'r',
    ...fields
  };
}

async function withJob(...args: Parameters<typeof aJobDocument>) {
  const world = new DeviceWorld();
  const store = await world.signedIn();
  world.door.put('inbox', aJobDocument(...args));
  await store.steps.pullInbox();
  const view = async () => (await readJob(store, 'order1'))!;
  return { world, store, view };
}

const outboxIds = async (store: DeviceStore) =>
  store.relaxed.outbox.toCollection().primaryKeys() as Promise<string[]>;

describe('what the screen shows of a job', () => {
  it('is the document with the waiting actions applied by the rules, at their own time', async () => {
    const { world, store, view } = await withJob({ state: 'arrived', arrivedAt: NOW });
    world.clock.advance(60_000);
    await store.recordAction('work.start', 'order1', {});
    await store.recordAction('note.add', 'order1', { text: 'läuft' });
    const { job, waiting, document } = await view();
    expect(job).toMatchObject({ state: 'working', workStartedAt: NOW + 60_000 });
    expect(job.notes).toHaveLength(1);
    expect(waiting.map((row) => row.kind)).toEqual(['work.start', 'note.add']);
    expect(document.job.state).toBe('arrived');
  });

  it('names what the rules turn away already here, and goes on with the rest', async () => {
    const { store, view } = await withJob({ state: 'working' });
    await store.recordAction('work.start', 'order1', {});
    await store.recordAction('note.add', 'order1', { text: 'läuft' });
    const { refusedLocally, waiting } = await view();
    expect(refusedLocally.map(({ code }) => code)).toEqual(['job.wrongState']);
    expect(waiting.map((row) => row.kind)).toEqual(['note.add']);
  });

  it('applies an action once: never again after the document has judged it', async () => {
    const { world, store, view } = await withJob({ state: 'working' });
    const note = await store.recordAction('note.add', 'order1', { text: 'eins' });
    const notes = [{ action: note._id, at: NOW, text: 'eins' }];
    const judged = { [note._id]: applied };
    world.door.put('inbox', aJobDocument({ notes }, { generation: 2, judged }));
    await store.steps.pullInbox();
    const { job, waiting } = await view();
    expect(job.notes).toHaveLength(1);
    expect(waiting).toEqual([]);
  });

  it('never shows an applied action as gone while its effect is still on the way', async () => {
    const { world, store, view } = await withJob({ state: 'working' });
    const note = await store.recordAction('note.add', 'order1', { text: 'eins' });
    world.door.put('inbox', verdict(note._id));
    await store.steps.pullInbox();
    expect((await view()).job.notes).toHaveLength(1);
    expect((await view()).waiting).toEqual([]);
    expect(await readOutbox(store)).toEqual([]);

    const notes = [{ action: note._id, at: NOW, text: 'eins' }];
    const judged = { [note._id]: applied };
    world.door.put('inbox', aJobDocument({ notes }, { generation: 2, judged }));
    await store.steps.pullInbox();
    expect((await view()).job.notes).toHaveLength(1);
    expect(await outboxIds(store)).toEqual([]);
    expect(await store.relaxed.receipts.get(note._id)).toMatchObject({
      kind: 'note.add',
      hash: note.hash,
      verdict: { receipt: 'r' }
    });
  });

  it('lists what was turned away with its reason until somebody dismisses it', async () => {
    const { world, store, view } = await withJob({ state: 'working' });
    const note = await store.recordAction('note.add', 'order1', { text: 'eins' });
    await store.dismiss(note._id);
    expect(await outboxIds(store)).toEqual([note._id]);

    world.door.put('inbox', verdict(note._id, { outcome: 'refused', code: 'job.wrongState' }));
    await store.steps.pullInbox();
    const { job, notAccepted } = await view();
    expect(job.notes).toEqual([]);
    expect(notAccepted).toMatchObject([{ id: note._id, state: 'refused', code: 'job.wrongState' }]);
    // Sent again or pulled again, it stays as it is.
    await store.steps.drain(true);
    expect(await readOutbox(store)).toHaveLength(1);

    await store.dismiss(note._id);
    expect(await readOutbox(store)).toEqual([]);
    await store.relaxed.checkpoints.delete('inbox');
    await store.steps.pullInbox();
    expect(await readOutbox(store)).toEqual([]);
  });

  it('[R13.6] applies a further package by the catalogue of the device, at a price that was sold once', async () => {
    const { world, store, view } = await withJob({
      provider: { id: 'anna', name: 'Anna', role: 'pro' },
      arrivedAt: NOW
    });
    const now = aPackage({
      version: 2,
      prices: { CH: 9900 },
      earlier: { 1: { prices: { CH: 7900 }, until: NOW } }
    });
    world.door.put('catalog', { ...now });
    await store.steps.pullCatalog();
    const body = aBody('package.add', (await view()).job);
    await store.recordAction('package.add', 'order1', body as never);
    const { job, refusedLocally } = await view();
    expect(refusedLocally).toEqual([]);
    expect(job.addedPackages).toMatchObject([{ packageVersion: 1, unitMinor: 7900 }]);
    const catalog = newCatalogLookup([now]);
    expect(catalog.packageAt('wlan', 3)).toBeUndefined();
    expect(catalog.packageAt('router', 1)).toBeUndefined();
  });

  it('[R9.12, R9.23] lets everything wait that was done before the limit took the job back', async () => {
    const { world, store, view } = await withJob({ state: 'accepted' });
    const lost = aJobDocument({ state: 'requested', provider: null });
    const removed = { at: NOW, why: 'contact.lapsed' } as const;
    world.door.put('inbox', { ...lost, generation: 9, removed });
    await store.steps.pullInbox();
    await store.recordAction('note.add', 'order1', { text: 'läuft' });
    const { waiting, refusedLocally, job } = await view();
    expect(waiting.map((row) => row.kind)).toEqual(['note.add']);
    expect(refusedLocally).toEqual([]);
    expect(job.notes).toEqual([]);
  });

  it('[R17.3] keeps a request for a next visit waiting without touching the job', async () => {
    const { store, view } = await withJob({ state: 'completed' });
    const body = { packageId: 'wlan', startsAt: NOW + 1, note: '' };
    await store.recordAction('booking.request', 'order1', body);
    const { waiting, refusedLocally } = await view();
    expect(waiting.map((row) => row.kind)).toEqual(['booking.request']);
    expect(refusedLocally).toEqual([]);
  });

  it('lists jobs by the time of the visit', async () => {
    const { world, store } = await withJob();
    const appointment = { startsAt: NOW, durationMin: 60, timeZone: 'Europe/Zurich' };
    world.door.put('inbox', aJobDocument({ id: 'order2', appointment }));
    await store.steps.pullInbox();
    expect((await readJobs(store)).map((view) => view.order)).toEqual(['order2', 'order1']);
  });
});

describe('what the screen shows of an offer', () => {
  it('[R5.17] shows an acceptance as asked for until the server has decided, then the decision', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    const offer = {
      _id: 'offer:order1',
      type: 'offer',
      order: 'order1',
      generation: 1,
      state: 'open',
      sentAt: NOW,
      judged: {}
    } as unknown as OfferDocument & Record<string, unknown>;
    world.door.put('inbox', offer);
    await store.steps.pullInbox();
    const view = async () => (await readOffers(store))[0]!;
    expect(await view()).toMatchObject({ asked: null, seen: false });

    await store.recordAction('offer.seen', 'order1', {});
    const accept = await store.recordAction('offer.accept', 'order1', {});
    expect(await view()).toMatchObject({
      asked: { answer: 'accept', row: { state: 'local' } },
      seen: true
    });

    const refusal = { outcome: 'refused', code: 'offer.taken', at: NOW } as const;
    world.door.put('inbox', verdict(accept._id, refusal));
    const judged = { [accept._id]: refusal };
    world.door.put('inbox', { ...offer, generation: 2, state: 'taken', judged });
    await store.steps.pullInbox();
    expect(await view()).toMatchObject({
      asked: null,
      notAccepted: { code: 'offer.taken' },
      offer: { state: 'taken' }
    });
  });
});

describe('the profile', () => {
  it('shows what this device has changed before the server has it', async () => {
    const world = new DeviceWorld();
    const store = await world.signedIn();
    world.door.put('inbox', { _id: 'profile', type: 'profile', radiusKm: 20, active: true });
    await store.steps.pullInbox();
    await store.recordAction('profile.set', null, { radiusKm: 35 });
    await store.recordAction('availability.set', null, { active: false });
    expect(await readProfile(store)).toMatchObject({
      profile: { radiusKm: 35, active: false },
      actions: [{ kind: 'profile.set' }, { kind: 'availability.set' }]
    });
  });
});
