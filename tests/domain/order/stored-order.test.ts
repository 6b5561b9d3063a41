import { describe, expect, it } from 'vitest';
import { assertOrder, type Order } from '#domain/order/order.ts';
import type { Job } from '#domain/order/job.ts';
import { bookingOf, newJob } from '#domain/order/new-job.ts';
import { buildStatement } from '#domain/order/signing/statement.ts';
import { aFullJob } from '../../support/a-full-job.ts';
import { anOrderAfter, FACTS, NOW, SIGNATURE } from '../../support/builders.ts';
import { aPaper } from '../../support/papers.ts';

const HASH = 'A'.repeat(43);

/** A job with every member that one can have, and one entry in every list. */
function everything(): Job {
  const job = aFullJob();
  const [added] = aFullJob('pro').addedPackages;
  return {
    ...job,
    addedPackages: [added!],
    completion: {
      ...{ action: 'a', at: NOW, statementHash: HASH, signature: SIGNATURE },
      statement: buildStatement(job, FACTS)
    },
    failure: { at: NOW, cause: 'notSolvable', note: '' },
    refusal: { at: NOW, reason: 'x', action: 'a' },
    cancellation: { at: NOW, by: 'support', reason: 'x', payer: 'customer', feeMinor: 1 },
    billing: { state: 'billed', invoiceNumber: 'CH-1', totalMinor: 1, payoutMinor: 1 },
    rating: { stars: 5, words: 'x', at: NOW },
    contactRemovedAt: NOW
  };
}

function anyOrder(): Order {
  const order = anOrderAfter('offer.accept');
  const [offer] = order.offers;
  const end = { at: NOW, why: 'contact.lapsed', limitAt: NOW } as const;
  const command = { id: 'a', kind: 'note.add', body: { text: 'x' }, at: NOW } as const;
  return {
    ...order,
    _rev: '1-a',
    job: everything(),
    requirement: { ...order.requirement, tests: ['t'], papers: ['p'] },
    payment: { kind: 'directDebit', accountHolder: 'Rosa Keller', iban: 'CH93' },
    personalProvider: 'anna',
    assignments: [
      {
        ...order.assignments[0]!,
        ended: { ...end, job: newJob(bookingOf(order.job)) },
        reopened: [{ ...end, reopenedAt: NOW }],
        pending: [{ hash: HASH, since: NOW, command }],
        papers: [aPaper({ resolvedAt: NOW, code: 'job.lapsed' })]
      }
    ],
    offers: [{ ...offer!, seenAt: NOW }],
    earlierOffers: [{ ...offer!, seenAt: NOW }],
    verdicts: {
      a: { outcome: 'applied', code: 'job.lapsed', at: NOW, provider: 'anna', hash: HASH }
    },
    countedEvents: ['kept'],
    billingBegunAt: NOW,
    history: [order.history[2]!]
  };
}

const ORDER = anyOrder();

type Path = (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([key, each]) =>
    pathsIn(each, [...path, Array.isArray(value) ? Number(key) : key])
  );
  return path.length === 0 ? inside : [path, ...inside];
}

function withValue(path: Path, value: unknown): Order {
  const order = structuredClone(ORDER);
  let owner = order as unknown as Record<string | number, never>;
  for (const key of path.slice(0, -1)) owner = owner[key]!;
  owner[path.at(-1)!] = value as never;
  return order;
}

const isReadable = (order: Order) => {
  try {
    assertOrder(order);
    return true;
  } catch {
    return false;
  }
};
const written = (paths: Path[]) => paths.map((path) => path.join('.'));

/** Compared to the byte where they count, or known by their keys: what is inside is not judged when an order is read. */
const NOT_JUDGED =
  /signature\.|statement\.|papers\.0\.(body|rebuilt)|title\.en|text\.en|pending\.0\.command\.(id|body|at)|checked\.wlan|verdicts\.a$/;
const PATHS = pathsIn(ORDER).filter((path) => !NOT_JUDGED.test(path.join('.')));

describe('[P4.1] an order that is read from the store', () => {
  it('is readable with all that one can have', () => {
    expect(() => assertOrder(ORDER)).not.toThrow();
    expect(PATHS.length).toBeGreaterThan(250);
  });

  it('is refused with a member of another type, wherever it is', () => {
    const passed = PATHS.filter((path) => isReadable(withValue(path, Symbol('another type'))));
    expect(written(passed)).toEqual([]);
  });

  it('is refused without a member, but for these', () => {
    const passed = PATHS.filter(
      (path) => typeof path.at(-1) === 'string' && isReadable(withValue(path, undefined))
    );
    expect(written(passed).toSorted()).toEqual([
      '_rev',
      'assignments.0.ended.job.terms.cancelTiers',
      'assignments.0.ended.job.terms.paymentTermDays',
      ...['billingBegunAt', 'history.0.by.id', 'job.contactRemovedAt'],
      ...['job.terms.cancelTiers', 'job.terms.paymentTermDays', 'requirement.mostRadiusKm'],
      'rules'
    ]);
  });

  it('is readable with nothing in these', () => {
    const passed = PATHS.filter((path) => isReadable(withValue(path, null)));
    expect(written(passed).join(' ')).toBe(
      'job.partner job.pickup job.provider job.acceptedAt job.contactedAt job.confirmedAt job.travel job.pickedUpAt job.handedOverAt job.arrivedAt job.workStartedAt job.agreedPrice job.completion job.failure job.refusal job.cancellation job.billing.invoiceNumber job.billing.totalMinor job.billing.payoutMinor job.rating personalProvider assignments.0.ended assignments.0.ended.limitAt assignments.0.ended.job.partner assignments.0.ended.job.pickup assignments.0.ended.job.provider assignments.0.ended.job.acceptedAt assignments.0.ended.job.contactedAt assignments.0.ended.job.confirmedAt assignments.0.ended.job.travel assignments.0.ended.job.pickedUpAt assignments.0.ended.job.handedOverAt assignments.0.ended.job.arrivedAt assignments.0.ended.job.workStartedAt assignments.0.ended.job.agreedPrice assignments.0.ended.job.completion assignments.0.ended.job.failure assignments.0.ended.job.refusal assignments.0.ended.job.cancellation assignments.0.ended.job.billing.invoiceNumber assignments.0.ended.job.billing.totalMinor assignments.0.ended.job.billing.payoutMinor assignments.0.ended.job.rating assignments.0.reopened.0.limitAt assignments.0.papers.0.code assignments.0.papers.0.resolvedAt offers.0.step offers.0.sentAt offers.0.seenAt earlierOffers.0.step earlierOffers.0.sentAt earlierOffers.0.seenAt verdicts.a.code'
    );
  });

  it('is refused with an unknown word in these', () => {
    const words = PATHS.filter(
      (path) => typeof path.reduce((at, key) => at?.[key as never], ORDER as never) === 'string'
    );
    const passed = words.filter((path) => isReadable(withValue(path, 'unknown')));
    const closed = words.filter((path) => !passed.includes(path));
    expect(written(closed).join(' ')).toBe(
      'type channel job.market job.service.skill job.place.country job.customer.locale job.terms.currency job.checklist.0.phase job.checklist.1.phase job.provider.role job.contacts.0.way job.appointmentChanges.0.confirmedBy job.appointmentChanges.0.state job.failure.cause job.cancellation.by job.cancellation.payer job.billing.state job.state payment.kind assignments.0.ended.why assignments.0.ended.job.market assignments.0.ended.job.service.skill assignments.0.ended.job.place.country assignments.0.ended.job.customer.locale assignments.0.ended.job.terms.currency assignments.0.ended.job.checklist.0.phase assignments.0.ended.job.checklist.1.phase assignments.0.ended.job.billing.state assignments.0.ended.job.state assignments.0.reopened.0.why assignments.0.pending.0.command.kind assignments.0.papers.0.kind assignments.0.papers.0.code offers.0.role offers.0.reasons.0.factor offers.0.reasons.1.factor offers.0.reasons.2.factor offers.0.reasons.3.factor offers.0.state earlierOffers.0.role earlierOffers.0.reasons.0.factor earlierOffers.0.reasons.1.factor earlierOffers.0.reasons.2.factor earlierOffers.0.reasons.3.factor earlierOffers.0.state verdicts.a.outcome verdicts.a.code history.0.by.type history.0.what history.0.from history.0.to'
    );
  });

  it.each([
    ['job.service.level', [1, 2, 3, 4, 5], [0, 6, 1.5]],
    ['job.appointmentChanges.0.confirmedBy', ['phone', 'link'], []],
    ['job.appointmentChanges.0.state', ['waiting', 'agreed', 'rejected'], []],
    ['job.cancellation.by', ['customer', 'support'], ['provider']],
    ['job.billing.state', ['none', 'due', 'billed', 'held'], []],
    ['offers.0.state', ['waiting', 'open', 'declined', 'withdrawn', 'accepted', 'lapsed'], []],
    ['channel', ['web', 'app', 'partner', 'demo'], []],
    ['verdicts.a.outcome', ['applied', 'refused', 'held'], []],
    ['assignments.0.papers.0.kind', ['statement', 'consent', 'refusal'], []],
    ['history.0.what', ['order.book', 'job.complete', 'visit.hold'], ['support.ask']],
    ['type', ['order'], ['job']],
    ['payment', [{ kind: 'card', reference: 'x' }, { kind: 'invoice' }], [{ kind: 'card' }, {}]],
    ['job.service.title', [{ de: 'x' }], [{ en: 'x' }, { de: 1 }, 'x', []]],
    ['job.completion.signature', [{}], ['x', 1]],
    ['job.completion.statement', [{}], ['x', 1]],
    ['begunBill', [{}], ['x', 1]],
    ['assignments.0.pending.0.command', [{ kind: 'note.add' }], [{}, { kind: 'support.ask' }, null]]
  ])('has at %s one of %j', (path, taken, refused) => {
    const at = path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    for (const value of taken) expect(isReadable(withValue(at, value)), String(value)).toBe(true);
    for (const value of refused)
      expect(isReadable(withValue(at, value)), String(value)).toBe(false);
  });

  it('is refused with what is wrong, and where', () => {
    const order = { ...withValue(['job', 'place', 'lat'], 'x'), round: null };
    expect(() => assertOrder(order)).toThrow(
      /^order order1 is not readable: job\.place\.lat: .+; round: .+$/
    );
  });
});

describe('[C1.1] a job that is given to the next provider', () => {
  it('is what was booked, and nothing of what somebody did', () => {
    expect(newJob(bookingOf(everything()))).toEqual({
      ...bookingOf(everything()),
      state: 'requested',
      provider: null,
      checked: {},
      acceptedAt: null,
      contacts: [],
      contactedAt: null,
      confirmedAt: null,
      appointmentChanges: [],
      travel: null,
      pickedUpAt: null,
      handedOverAt: null,
      arrivedAt: null,
      workStartedAt: null,
      progress: [],
      notes: [],
      photos: [],
      agreedPrice: null,
      addedPackages: [],
      soldProducts: [],
      completion: null,
      failure: null,
      refusal: null,
      cancellation: null,
      billing: { state: 'none', invoiceNumber: null, totalMinor: null, payoutMinor: null },
      rating: null
    });
    expect(Object.keys(bookingOf(everything()))).toEqual([
      ...['id', 'market', 'service', 'appointment', 'place', 'customer', 'problem'],
      ...['partner', 'pickup', 'terms', 'checklist']
    ]);
  });
});
