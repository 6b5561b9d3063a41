import { describe, expect, it } from 'vitest';
import { newAssignment } from '#domain/order/assignment/assignment.ts';
import type { Job } from '#domain/order/job.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { ActionKind } from '#domain/protocol/action-body.ts';
import type { SoundAction } from '../../../sync-server/authority/inspect-action.ts';
import { judgeOnOrder, recordOnOrder } from '../../../sync-server/authority/judge-on-order.ts';
import { takeSoundActions } from '../../../sync-server/authority/take-sound-actions.ts';
import { StoreUnavailable } from '../../../sync-server/store/store-unavailable.ts';
import { FULL_RULES } from '../../support/a-full-job.ts';
import {
  anOfferedOrder,
  anOrder,
  anOrderAfter,
  aPackage,
  aProvider,
  FACTS,
  NOW,
  SIGNATURE
} from '../../support/builders.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';
import { SILENT_LOG } from '../../support/order-work.ts';
import { aLostAssignment, aPaper, withHeld } from '../../support/papers.ts';

const AT = NOW + HOUR_MS;
const NOW_AT_SERVER = AT + 77;
const CONTEXT = { rules: FULL_RULES, now: NOW_AT_SERVER };
const STATEMENT = {
  ...{ facts: FACTS, statement: {}, statementHash: 'A'.repeat(43), signature: SIGNATURE }
};

function sound(
  kind: ActionKind,
  body: object = {},
  fields: Partial<SoundAction> = {}
): SoundAction {
  const id = fields.id ?? 'a1';
  return {
    ...{ id, provider: 'anna', order: 'order1', kind, body: body as never, hash: `hash-${id}` },
    ...{ occurredAt: AT, isEvidenceSound: true },
    received: {
      ...{ provider: 'anna', id, rev: '1-a', device: 'd', receivedAt: AT + 5, envelope: { id } }
    },
    ...fields
  };
}

describe('an action on its order', () => {
  const order = anOrderAfter('offer.accept');
  const judged = (on: Order, action: SoundAction) => {
    const answer = judgeOnOrder(on, action, CONTEXT);
    if (answer.what !== 'judged') throw new Error(answer.what);
    return answer.order;
  };

  it('[P4.1] is judged once, effect and verdict in one', () => {
    const next = judged(order, sound('note.add', { text: 'x' }));
    expect(next.job.notes).toEqual([{ action: 'a1', at: AT, text: 'x' }]);
    expect(next.verdicts).toEqual({
      a1: {
        ...{ outcome: 'applied', code: null, at: NOW_AT_SERVER, provider: 'anna' },
        hash: 'hash-a1'
      }
    });
    expect(judgeOnOrder(next, sound('note.add', { text: 'x' }), CONTEXT)).toEqual({
      what: 'known'
    });
    expect(judgeOnOrder(next, sound('note.add', {}, { hash: 'other' }), CONTEXT)).toEqual({
      what: 'fork'
    });
  });

  it('[P8.1] is refused with its code, and changes nothing else', () => {
    const next = judged(order, sound('work.start'));
    expect(next).toEqual({
      ...order,
      verdicts: {
        a1: {
          ...{ outcome: 'refused', code: 'job.wrongState', at: NOW_AT_SERVER },
          ...{ provider: 'anna', hash: 'hash-a1' }
        }
      }
    });
  });

  it('[R9.12] waits where a proof may come', () => {
    const lost = {
      ...order,
      job: { ...order.job, provider: null, state: 'requested' as const },
      assignments: [aLostAssignment(order, 'anna')]
    };
    const next = judged(lost, sound('note.add', { text: 'x' }));
    expect(next.verdicts).toEqual({});
    expect(next.assignments[0]?.pending).toEqual([
      {
        ...{ hash: 'hash-a1', since: NOW_AT_SERVER },
        command: { id: 'a1', kind: 'note.add', body: { text: 'x' }, at: AT }
      }
    ]);
    const again = (fields: Partial<SoundAction>) =>
      judgeOnOrder(next, sound('note.add', { text: 'x' }, fields), CONTEXT).what;
    expect([again({}), again({ hash: 'other' })]).toEqual(['known', 'fork']);
  });

  it('[P6.1] of a stranger is not the order’s to keep', () => {
    const what = (on: Order) =>
      judgeOnOrder(on, sound('note.add', { text: 'x' }, { provider: 'berta' }), CONTEXT).what;
    expect(what(order)).toBe('stranger');
    const [offer] = anOfferedOrder([aProvider({ id: 'berta' })]).offers;
    expect(what({ ...order, offers: [offer!] })).toBe('judged');
    expect(what({ ...order, earlierOffers: [offer!] })).toBe('judged');
    expect(what({ ...order, assignments: [aLostAssignment(order, 'berta')] })).toBe('judged');
  });

  it('[P5.5] about an offer counts from when it was received, seeing one from when it was seen', () => {
    const offered = anOfferedOrder([aProvider()], AT - 50);
    expect(judged(offered, sound('offer.accept')).job.acceptedAt).toBe(AT + 5);
    const seen = (occurredAt: number) =>
      judged(offered, sound('offer.seen', {}, { occurredAt })).offers[0]?.seenAt;
    expect([seen(AT - 20), seen(AT - 90)]).toEqual([AT - 20, AT - 50]);
  });

  it.each<[string, Partial<SoundAction>, Order, string]>([
    ['with another text', {}, anOrderAfter('checklist.set'), 'statement.mismatch'],
    [
      'with another text and hash',
      { isEvidenceSound: false },
      anOrderAfter('checklist.set'),
      'statement.badHash'
    ],
    [
      'too early, with another hash',
      { isEvidenceSound: false },
      anOrderAfter('work.start'),
      'checklist.open'
    ]
  ])('[R15.5, R15.7] a completion %s is held as a paper', (_title, fields, on, code) => {
    const next = judged(on, sound('job.complete', STATEMENT, fields));
    expect(next.verdicts.a1).toMatchObject({ outcome: 'held', code });
    expect(next.assignments[0]?.papers).toMatchObject([{ action: 'a1', kind: 'statement', code }]);
    expect(next.job.state).toBe('held');
  });

  it('[R13.5] a consent whose hash is another is held as one that differs', () => {
    const on = anOrderAfter('work.start');
    const body = { ...STATEMENT, consent: {}, consentHash: 'x', priceMinor: 9900, reason: 'x' };
    const next = judged(on, sound('price.agree', body, { isEvidenceSound: false }));
    expect(next.verdicts.a1).toMatchObject({ outcome: 'held', code: 'consent.mismatch' });
    expect(next.job.state).toBe('working');
  });

  it('[R17.1] of what was decided elsewhere the verdict alone is kept', () => {
    const judgement = { outcome: 'held', code: 'package.unknown', at: 7 } as const;
    const answer = recordOnOrder(order, sound('booking.request'), judgement);
    expect(answer).toEqual({
      what: 'judged',
      order: {
        ...order,
        verdicts: { a1: { ...judgement, provider: 'anna', hash: 'hash-a1' } }
      }
    });
  });
});

/** Everything that sound actions are taken with. */
function aWorld(order: Order | undefined = anOrderAfter('offer.accept')) {
  let current = order;
  const quarantined: unknown[] = [];
  const written: unknown[] = [];
  const booked: Order[] = [];
  const people = new MemoryDatabase(aProvider());
  const orders = new MemoryDatabase(...(order ? [order] : []));
  const catalog = new MemoryDatabase({
    ...{ _id: 'catalog', version: '9', termsVersion: '2027-01' }
  } as never);
  const service = aPackage();
  const deps = {
    store: {
      orders: orders.asDatabase,
      people: people.asDatabase,
      catalog: catalog.asDatabase
    } as never,
    writer: {
      async change(_id: string, decide: (order: Order) => Order | Promise<Order>) {
        if (current) current = await decide(current);
        return current;
      },
      async book(made: Order) {
        booked.push(made);
        return made;
      }
    } as never,
    inboxes: {
      write: async (provider: string, writes: { id: string; build(): unknown }[]) =>
        void written.push(provider, ...writes.map(({ id, build }) => [id, build()]))
    } as never,
    keys: { sign: () => 'receipt' } as never,
    quarantine: {
      judge: async (what: { received: { id: string } }) =>
        void quarantined.push({ ...what, received: what.received.id }),
      fork: async (received: { id: string }, hash: string, of: string | null) =>
        void quarantined.push(['fork', received.id, hash, of])
    } as never,
    catalog: { packageAt: () => service, productAt: () => undefined },
    rules: FULL_RULES,
    log: SILENT_LOG,
    now: () => NOW_AT_SERVER
  };
  const take = (...actions: SoundAction[]) => takeSoundActions(actions, deps);
  return { take, deps, quarantined, written, booked, people, service, orderNow: () => current };
}
const held = (code: string, fields: object = {}) => ({
  ...{ received: 'a1', hash: 'hash-a1', order: 'order1', isTheirs: true, kind: 'action.held' },
  judgement: { outcome: 'held', code, at: NOW_AT_SERVER },
  ...fields
});

describe('actions on orders', () => {
  it('[P4.1] of one order are judged in sequence, in one write', async () => {
    const world = aWorld();
    await world.take(
      sound('note.add', { text: '1' }, { id: 'a1' }),
      sound('note.add', { text: '2' }, { id: 'a2' })
    );
    expect(world.orderNow()?.job.notes.map(({ text }) => text)).toEqual(['1', '2']);
    expect(world.quarantined).toEqual([]);
  });

  it('[P3.4, P6.1, P7.2] go to support where no order takes them', async () => {
    const gone = aWorld(undefined);
    Object.assign(gone.deps.writer, { change: async () => undefined });
    await gone.take(sound('note.add', { text: 'x' }));
    expect(gone.quarantined).toEqual([held('order.unknown')]);
    const world = aWorld(anOrder());
    await world.take(sound('note.add', { text: 'x' }));
    expect(world.quarantined).toEqual([held('order.notYours')]);
    const orderless = aWorld();
    await orderless.take(sound('note.add', { text: 'x' }, { order: null }));
    expect(orderless.quarantined).toEqual([held('order.unknown', { order: null })]);
    const known = aWorld();
    await known.take(sound('note.add', { text: 'x' }));
    await known.take(sound('note.add', { text: 'x' }, { hash: 'other' }));
    expect(known.quarantined).toEqual([['fork', 'a1', 'other', 'order1']]);
  });

  it('[P7.2] behind one on which a rule fails go on; an outage is no rule’s fault', async () => {
    const world = aWorld();
    const broken = sound('product.sell', { productId: 'x', productVersion: 1, quantity: 1 });
    const at = anOrderAfter('work.start');
    const other = aWorld(at);
    other.deps.rules = {
      catalog: {
        packageAt: () => undefined,
        productAt: () => {
          throw new Error('bug');
        }
      }
    };
    await other.take(broken, sound('note.add', { text: 'x' }, { id: 'a2' }));
    expect(other.quarantined).toEqual([held('action.malformed')]);
    expect(other.orderNow()?.job.notes).toHaveLength(1);
    Object.assign(world.deps.writer, {
      change: async (_id: string, decide: (each: Order) => unknown) => decide(at)
    });
    world.deps.rules = {
      catalog: {
        packageAt: () => undefined,
        productAt: () => {
          throw new StoreUnavailable('down');
        }
      }
    };
    await expect(world.take(broken)).rejects.toThrow(StoreUnavailable);
  });

  const busy = (fields: Partial<Job> = {}) => {
    const { job, ...rest } = anOrder({ id: 'other' });
    const provider = { id: 'anna', name: '', role: 'friend' as const };
    return { ...rest, job: { ...job, provider, state: 'confirmed' as const, ...fields } };
  };

  it('[R3.7, R3.9] who gets a job has to be free for it', async () => {
    const offered = aWorld(anOfferedOrder());
    await (offered.deps.store as { orders: MemoryDatabase }).orders.put(busy() as never);
    await offered.take(sound('offer.accept'));
    expect(offered.orderNow()?.job.provider).toBeNull();
    expect(offered.orderNow()?.verdicts.a1).toMatchObject({
      ...{ outcome: 'refused', code: 'provider.busy', at: NOW_AT_SERVER }
    });
    const order = anOrderAfter('offer.accept');
    const lost = aWorld({
      ...order,
      job: { ...order.job, provider: null, state: 'requested' },
      assignments: [
        {
          ...newAssignment('anna', NOW),
          ended: { at: AT, why: 'contact.lapsed', limitAt: AT, job: order.job }
        }
      ]
    });
    await (lost.deps.store as { orders: MemoryDatabase }).orders.put(busy() as never);
    const call = { way: 'phone', reached: true, agreed: 'wie gebucht' };
    await lost.take(sound('customer.contacted', call));
    expect(lost.orderNow()?.verdicts.a1).toMatchObject({ outcome: 'held', code: 'provider.busy' });
    const free = aWorld(anOfferedOrder());
    await free.take(sound('offer.accept'));
    expect(free.orderNow()?.job.provider?.id).toBe('anna');
    // Who has it already is not asked again.
    const theirs = aWorld(order);
    await (theirs.deps.store as { orders: MemoryDatabase }).orders.put(busy() as never);
    await theirs.take(sound('customer.contacted', call));
    expect(theirs.orderNow()?.job.state).toBe('contacted');
  });
});

describe('actions of a provider about themselves', () => {
  it('[P4.1, P4.2] change their document once, with its verdict in it', async () => {
    const world = aWorld();
    const body = { locale: 'en', radiusKm: 33 };
    await world.take(sound('profile.set', body, { order: null }));
    const judged = { outcome: 'applied', code: null, at: NOW_AT_SERVER, hash: 'hash-a1' };
    const stored = await world.people.get('provider:anna');
    expect(stored).toMatchObject({ locale: 'en', radiusM: 33_000, judged: { a1: judged } });
    expect(world.written[0]).toBe('anna');
    expect(world.written.slice(1)).toMatchObject([
      ['profile', { radiusKm: 33 }],
      [
        'verdict:a1',
        {
          ...{ action: 'a1', order: null, outcome: 'applied', code: null, at: NOW_AT_SERVER },
          receipt: 'receipt'
        }
      ]
    ]);
    await world.take(sound('profile.set', { radiusKm: 1 }, { order: null }));
    expect(await world.people.get('provider:anna')).toEqual(stored);
    await world.take(sound('profile.set', {}, { order: null, hash: 'other' }));
    expect(world.quarantined).toEqual([['fork', 'a1', 'other', null]]);
  });

  it('[R3.1] pause and come back, or change nothing', async () => {
    const world = aWorld();
    await world.take(sound('availability.set', { active: false }, { order: null }));
    expect(await world.people.get('provider:anna')).toMatchObject({ active: false, locale: 'de' });
    await world.take(sound('profile.set', {}, { order: null, id: 'a2' }));
    expect(await world.people.get('provider:anna')).toMatchObject({
      ...{ active: false, locale: 'de', radiusM: 20_000 }
    });
  });

  it('[P4.2] are remembered a hundred back', async () => {
    const world = aWorld();
    const judgement = { outcome: 'applied', code: null, at: 1, hash: 'h' } as const;
    const judged = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`o${index}`, judgement])
    );
    await world.people.update('provider:anna', () => ({ ...aProvider(), judged }));
    await world.take(sound('availability.set', { active: true }, { order: null }));
    const stored = (await world.people.get('provider:anna')) as unknown as { judged: object };
    const known = Object.keys(stored.judged);
    expect([known.length, known[0], known.at(-1)]).toEqual([100, 'o1', 'a1']);
  });

  it('[P3.4] are held of who is no provider', async () => {
    const world = aWorld();
    world.people.documents.clear();
    await world.take(sound('availability.set', { active: true }, { order: null }));
    expect(world.quarantined).toEqual([held('actor.notAllowed', { order: null })]);
  });
});

describe('actions that no rule of an order judges', () => {
  it('[P7.2] ask support, or are held as not supported', async () => {
    const world = aWorld();
    await world.take(sound('support.ask', { subject: 'x', text: 'y' }));
    await world.take(sound('course.answer', { course: 'c', answers: {} }, { order: null }));
    await world.take(sound('booking.request', {}, { order: null }));
    const applied = { outcome: 'applied', code: null, at: NOW_AT_SERVER };
    expect(world.quarantined).toEqual([
      { ...held(''), kind: 'support.ask', judgement: applied },
      held('kind.notSupported', { order: null }),
      held('kind.notSupported', { order: null })
    ]);
  });
});

describe('a next visit', () => {
  const done = anOrderAfter('job.complete');
  const body = { packageId: 'wlan', startsAt: AT + 72 * HOUR_MS, note: 'noch ein Router' };
  async function ask(order: Order, change: (world: ReturnType<typeof aWorld>) => void = () => {}) {
    const world = aWorld(order);
    change(world);
    await world.take(sound('booking.request', body));
    const { outcome, code } = world.orderNow()!.verdicts.a1!;
    return { answer: code ? `${outcome} ${code}` : outcome, ...world };
  }
  const withJob = (fields: Partial<Job>): Order => ({ ...done, job: { ...done.job, ...fields } });

  it('[R17.1] is booked of the finished job, with the same provider', async () => {
    const { answer, booked } = await ask(done);
    expect(answer).toBe('applied');
    const [made] = booked;
    expect(made).toMatchObject({
      ...{ channel: 'app', personalProvider: 'anna', payment: done.payment },
      createdAt: NOW_AT_SERVER,
      job: {
        ...{ market: 'CH', place: done.job.place, customer: done.job.customer },
        ...{ problem: 'noch ein Router', partner: null, pickup: null },
        appointment: { startsAt: body.startsAt },
        terms: { catalogVersion: '9', termsVersion: '2027-01' }
      }
    });
  });

  it('[R24.1] has the terms of the finished job where there is no catalogue', async () => {
    const { booked } = await ask(done, ({ deps }) =>
      (deps.store as { catalog: MemoryDatabase }).catalog.documents.clear()
    );
    expect(booked[0]?.job.terms).toMatchObject({ catalogVersion: '1', termsVersion: '2026-01' });
  });

  it.each<[string, Order, string]>([
    ['it is not signed', withJob({ completion: null }), 'refused job.wrongState'],
    ['contact data are gone', withJob({ contactRemovedAt: 1 }), 'refused job.wrongState'],
    ['nobody has it', withJob({ provider: null }), 'held order.notYours'],
    [
      'another has it',
      withJob({ provider: { id: 'b', name: '', role: 'pro' } }),
      'held order.notYours'
    ],
    [
      'what was signed is held',
      withHeld(withJob({ completion: null }), 'anna', aPaper()),
      'applied'
    ],
    [
      'only a consent is held',
      withHeld(withJob({ completion: null }), 'anna', aPaper({ kind: 'consent' })),
      'refused job.wrongState'
    ]
  ])('[R17.1, R17.2] or not, when %s', async (_title, order, expected) => {
    expect((await ask(order)).answer).toBe(expected);
  });

  it('[R7.3, R1.9] or not, at that time and of that package', async () => {
    const at = async (startsAt: number) => {
      const world = aWorld(done);
      await world.take(sound('booking.request', { ...body, startsAt }));
      return world.orderNow()!.verdicts.a1!.code;
    };
    expect(await at(NOW_AT_SERVER)).toBe('appointment.past');
    expect(await at(NOW_AT_SERVER + 1)).toBeNull();
    expect(await at(NOW_AT_SERVER + 60 * 24 * HOUR_MS + 1)).toBe('appointment.tooFar');
    for (const fields of [{ active: false }, { prices: { DE: 1 } }]) {
      const { answer, booked } = await ask(done, ({ service }) => Object.assign(service, fields));
      expect([answer, booked]).toEqual(['held package.unknown', []]);
    }
    const none = await ask(done, ({ deps }) =>
      Object.assign(deps.catalog, { packageAt: () => undefined })
    );
    expect(none.answer).toBe('held package.unknown');
    const unknown = await ask(done, ({ deps }) =>
      (deps.store as { orders: MemoryDatabase }).orders.documents.clear()
    );
    expect(unknown.answer).toBe('held order.unknown');
  });
});
