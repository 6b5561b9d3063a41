import { describe, expect, it } from 'vitest';
import { allowedActions, isAllowed } from '#domain/order/life-cycle/allowed-actions.ts';
import { applyToJob } from '#domain/order/life-cycle/apply-to-job.ts';
import type { Actor, Command, CommandBody, CommandKind } from '#domain/order/life-cycle/command.ts';
import { nextState } from '#domain/order/life-cycle/table.ts';
import type { Job } from '#domain/order/job.ts';
import { buildConsent } from '#domain/order/signing/consent.ts';
import { withActionsPackage, withActionsPrice } from '#domain/order/signing/extra-work.ts';
import { buildStatement } from '#domain/order/signing/statement.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { aFullJob, CABLE, FULL_RULES, SHA, TV } from '../../support/a-full-job.ts';
import { aJob, FACTS, NOW, SIGNATURE } from '../../support/builders.ts';
import { changes } from '../../support/moments.ts';

const HASH = 'E'.repeat(43);
const AT = NOW + 2 * HOUR_MS;
const PROVIDER: Actor = { type: 'provider', id: 'anna' };
const CUSTOMER: Actor = { type: 'customer' };
const SUPPORT: Actor = { type: 'support', id: 'lea' };

const aPhoto = (index: 0 | 1): Job['photos'][number] => ({
  ...{ action: 'device-1:0000000001', at: NOW, sha256: SHA[index], size: 10 },
  ...{ type: 'image/png', caption: '' }
});

function decide<K extends CommandKind>(
  job: Job,
  kind: K,
  body: CommandBody<K>,
  actor: Actor = PROVIDER,
  at = AT
) {
  return applyToJob(job, { id: 'device-1:0000000042', kind, body, actor, at }, FULL_RULES);
}

/** What a command makes another in the job, or the code that speaks against it. */
function effect<K extends CommandKind>(
  job: Job,
  kind: K,
  body: CommandBody<K>,
  actor?: Actor,
  at?: number
): unknown {
  const decision = decide(job, kind, body, actor, at);
  if (decision.outcome !== 'applied') return `${decision.outcome} ${decision.code}`;
  return changes(job, decision.next);
}

const accepted = (fields: Partial<Job> = {}) => aJob(fields);
const called = (fields: Partial<Job> = {}) =>
  aJob({ state: 'contacted', contactedAt: NOW, ...fields });
const atWork = (fields: Partial<Job> = {}) => aFullJob('friend', { soldProducts: [], ...fields });
const WAITING = {
  action: 'w',
  from: NOW + 48 * HOUR_MS,
  startsAt: NOW + 96 * HOUR_MS,
  customerWish: 'am Freitag',
  confirmedBy: 'link',
  at: NOW,
  state: 'waiting'
} as const;
const AGREED = { ...WAITING, action: 'g', state: 'agreed' } as const;
const STARTS_AT = accepted().appointment.startsAt;

describe('what a provider’s action changes in the job, written out', () => {
  it('[R8.2, R9.3] accepting', () => {
    const offered = accepted({ state: 'offered', provider: null, acceptedAt: null });
    const accept = (at: number) =>
      effect(offered, 'offer.accept', {}, { type: 'offeree', id: 'anna' }, at);
    expect(accept(AT)).toEqual({ acceptedAt: '+2:00', state: 'accepted' });
    const confirmed = { acceptedAt: '+45:00', confirmedAt: '+45:00', state: 'accepted' };
    expect(accept(STARTS_AT - 3 * HOUR_MS)).toEqual(confirmed);
    expect(accept(STARTS_AT - 3 * HOUR_MS - 1)).toEqual({
      ...{ acceptedAt: '+44:59:59.999', state: 'accepted' }
    });
    expect(accept(STARTS_AT - 1)).toMatchObject({ state: 'accepted' });
    expect(accept(STARTS_AT)).toBe('refused offer.expired');
  });

  it('[R8.2, R8.5, R8.8, R8.9] calling', () => {
    const body = { way: 'phone', reached: true, agreed: 'klingeln' } as const;
    const contact = { at: '+2:00', way: 'phone', reached: true, agreed: 'klingeln' };
    expect(effect(accepted(), 'customer.contacted', body)).toEqual({
      ...{ contacts: [contact], contactedAt: '+2:00', state: 'contacted' }
    });
    const missed = { ...body, reached: false };
    expect(effect(accepted(), 'customer.contacted', missed)).toEqual({
      contacts: [{ ...contact, reached: false }]
    });
    for (const way of ['mail', 'message'] as const) {
      expect(effect(accepted(), 'customer.contacted', { ...body, way })).toEqual({
        contacts: [{ ...contact, way }]
      });
    }
    for (const agreed of ['', ' \n', '\u200B\u00AD', '\u2800']) {
      const wordless = { ...body, agreed };
      expect(effect(accepted(), 'customer.contacted', wordless)).toBe('refused contact.wordless');
      expect(effect(accepted(), 'customer.contacted', { ...wordless, reached: false })).toEqual({
        contacts: [{ ...contact, reached: false, agreed }]
      });
    }
    // The first call that reached them stays the call.
    const earlier = { at: NOW, way: 'phone', reached: true, agreed: '' } as const;
    const again = called({ contacts: [earlier] });
    expect(effect(again, 'customer.contacted', body)).toEqual({
      contacts: [{ ...earlier, at: '+0:00' }, contact]
    });
    expect(effect(accepted({ confirmedAt: NOW }), 'customer.contacted', body)).toMatchObject({
      state: 'confirmed'
    });
    expect(effect(accepted({ confirmedAt: NOW }), 'customer.contacted', missed)).not.toMatchObject({
      state: 'confirmed'
    });
  });

  it('[R9.1] confirming', () => {
    const opens = STARTS_AT - 24 * HOUR_MS;
    expect(effect(called(), 'appointment.confirm', {}, PROVIDER, opens)).toEqual({
      ...{ confirmedAt: '+24:00', state: 'confirmed' }
    });
    expect(effect(called(), 'appointment.confirm', {}, PROVIDER, opens - 1)).toBe(
      'refused confirm.tooEarly'
    );
  });

  const change = (confirmedBy: 'phone' | 'link', startsAt = NOW + 72 * HOUR_MS) => ({
    ...{ startsAt, customerWish: 'lieber später', confirmedBy }
  });
  const entry = {
    action: 'device-1:0000000042',
    ...{ from: '+48:00', startsAt: '+72:00', customerWish: 'lieber später', at: '+2:00' }
  };

  it('[R7.1, R7.6] moving the visit as agreed on the phone', () => {
    const confirmed = called({ state: 'confirmed', confirmedAt: NOW });
    expect(effect(confirmed, 'appointment.change', change('phone'))).toEqual({
      appointmentChanges: [{ ...entry, confirmedBy: 'phone', state: 'agreed' }],
      appointment: { startsAt: '+72:00', durationMin: 60, timeZone: 'Europe/Zurich' },
      confirmedAt: null,
      state: 'contacted'
    });
    // A minute inside the confirmation window of the new time: moving is confirming.
    const soon = change('phone', AT + 3 * HOUR_MS);
    expect(effect(called(), 'appointment.change', soon)).toMatchObject({
      ...{ confirmedAt: '+2:00', state: 'confirmed' }
    });
    const later = change('phone', AT + 3 * HOUR_MS + 1);
    expect(effect(called(), 'appointment.change', later)).not.toHaveProperty('state');
  });

  it('[R7.2] asking for another time by link: the last one that is asked for waits', () => {
    const job = called({ appointmentChanges: [AGREED, WAITING] });
    expect(effect(job, 'appointment.change', change('link'))).toEqual({
      appointmentChanges: [
        { ...AGREED, from: '+48:00', startsAt: '+96:00', at: '+0:00' },
        { ...entry, confirmedBy: 'link', state: 'waiting' }
      ]
    });
  });

  it.each([
    [AT, 'refused appointment.past'],
    [AT + 1, 'applied'],
    [AT + 60 * 24 * HOUR_MS, 'applied'],
    [AT + 60 * 24 * HOUR_MS + 1, 'refused appointment.tooFar']
  ])('[R7.3] a new time at %i is %s', (startsAt, expected) => {
    for (const by of ['phone', 'link'] as const) {
      const result = effect(called(), 'appointment.change', change(by, startsAt));
      expect(typeof result === 'string' ? result : 'applied').toBe(expected);
    }
    const asked = called({ appointmentChanges: [{ ...WAITING, startsAt }] });
    const agreed = effect(asked, 'appointment.agree', {}, CUSTOMER);
    expect(typeof agreed === 'string' ? agreed : 'applied').toBe(expected);
  });

  it('[R7.2, R7.5] the customer’s answer: the new time, not the old one', () => {
    const job = called({ appointmentChanges: [AGREED, WAITING] });
    const answered = (state: 'agreed' | 'rejected') => [
      { ...AGREED, from: '+48:00', startsAt: '+96:00', at: '+0:00' },
      { ...WAITING, from: '+48:00', startsAt: '+96:00', at: '+0:00', state }
    ];
    expect(effect(job, 'appointment.agree', {}, CUSTOMER)).toEqual({
      appointmentChanges: answered('agreed'),
      appointment: { startsAt: '+96:00', durationMin: 60, timeZone: 'Europe/Zurich' }
    });
    expect(effect(job, 'appointment.reject', {}, CUSTOMER)).toEqual({
      appointmentChanges: answered('rejected')
    });
    const nothing = called({ appointmentChanges: [AGREED] });
    expect(effect(nothing, 'appointment.agree', {}, CUSTOMER)).toBe('refused appointment.unclear');
    expect(effect(nothing, 'appointment.reject', {}, CUSTOMER)).toBe('refused appointment.unclear');
    const soon = called({ appointmentChanges: [{ ...WAITING, startsAt: AT + 1 }] });
    expect(effect(soon, 'appointment.agree', {}, CUSTOMER)).toMatchObject({
      ...{ confirmedAt: '+2:00', state: 'confirmed' }
    });
  });

  it.each<[CommandKind, Job, object, unknown]>([
    ['delivery.pickedUp', called(), {}, { pickedUpAt: '+2:00' }],
    ['delivery.handedOver', atWork(), {}, { handedOverAt: '+2:00' }],
    [
      'travel.start',
      called({ state: 'confirmed', confirmedAt: NOW }),
      { etaMinutes: 25 },
      { travel: { startedAt: '+2:00', etaAt: '+2:25' }, state: 'travelling' }
    ],
    ['visit.arrive', aJob({ state: 'travelling' }), {}, { arrivedAt: '+2:00', state: 'arrived' }],
    ['work.start', aJob({ state: 'arrived' }), {}, { workStartedAt: '+2:00', state: 'working' }],
    [
      'work.progress',
      aJob({ state: 'working', progress: [{ action: 'p', at: NOW, text: 'eins' }] }),
      { text: 'zwei' },
      {
        progress: [
          { action: 'p', at: '+0:00', text: 'eins' },
          { action: 'device-1:0000000042', at: '+2:00', text: 'zwei' }
        ]
      }
    ],
    [
      'note.add',
      aJob({ notes: [{ action: 'n', at: NOW, text: 'eins' }] }),
      { text: 'zwei' },
      {
        notes: [
          { action: 'n', at: '+0:00', text: 'eins' },
          { action: 'device-1:0000000042', at: '+2:00', text: 'zwei' }
        ]
      }
    ],
    [
      'checklist.set',
      aJob({ checked: { 'wlan.router': { done: true, at: NOW } } }),
      { item: 'wlan.explain', done: true },
      {
        checked: {
          'wlan.router': { done: true, at: '+0:00' },
          'wlan.explain': { done: true, at: '+2:00' }
        }
      }
    ],
    [
      'checklist.set',
      aJob({ checked: { 'wlan.router': { done: true, at: NOW } } }),
      { item: 'wlan.router', done: false },
      { checked: { 'wlan.router': { done: false, at: '+2:00' } } }
    ],
    ['checklist.set', aJob(), { item: 'tv.mount', done: true }, 'refused checklist.unknownItem'],
    [
      'photo.add',
      aJob(),
      { sha256: SHA[0], size: 10, type: 'image/png', caption: 'Router' },
      {
        photos: [
          {
            ...{ action: 'device-1:0000000042', at: '+2:00', sha256: SHA[0], size: 10 },
            ...{ type: 'image/png', caption: 'Router' }
          }
        ]
      }
    ],
    [
      'photo.remove',
      aJob({ photos: [aPhoto(0), aPhoto(1)] }),
      { sha256: SHA[0] },
      { photos: [{ ...aPhoto(1), at: '+0:00' }] }
    ],
    // Removed twice, from two devices.
    ['photo.remove', aJob(), { sha256: SHA[0] }, { photos: [] }],
    // The same picture again, from a second device.
    ['photo.add', atWork(), { sha256: SHA[0], size: 10, type: 'image/png', caption: '' }, {}]
  ])('[R12.1, R12.2, R14.2, R19.1, R11.1] %s', (kind, job, body, expected) => {
    expect(effect(job, kind, body as never)).toEqual(expected);
  });

  it('[R13.1] agreeing a higher price', () => {
    const job = atWork({ agreedPrice: null });
    const body = { priceMinor: 7901, reason: 'mehr', facts: FACTS, consentHash: HASH };
    const said = { ...body, signature: SIGNATURE, consent: {} };
    const after = withActionsPrice(job, { id: 'x', at: AT, body: said });
    const signed = { ...said, consent: { ...buildConsent(job, after, FACTS) } };
    expect(effect(job, 'price.agree', signed)).toEqual({
      agreedPrice: {
        ...{ action: 'device-1:0000000042', priceMinor: 7901, reason: 'mehr', at: '+2:00' },
        ...{ consentHash: HASH, signature: SIGNATURE }
      }
    });
    expect(effect(job, 'price.agree', said)).toBe('held consent.mismatch');
    expect(effect(job, 'price.agree', { ...signed, priceMinor: 7900 })).toBe(
      'refused price.notHigher'
    );
    const pro = { ...job, provider: { ...job.provider!, role: 'pro' } } as const;
    expect(effect(pro, 'price.agree', signed)).toBe('refused price.notAFriend');
    expect(effect({ ...job, provider: null }, 'price.agree', signed)).toBe(
      'refused order.notYours'
    );
  });

  it('[R13.2, R13.6] adding a package', () => {
    const job = aFullJob('pro', { addedPackages: [] });
    const said = {
      ...{ packageId: 'tv', packageVersion: 3, quantity: 2, facts: FACTS, consentHash: HASH },
      ...{ signature: SIGNATURE, consent: {} }
    };
    const after = withActionsPackage(job, { id: 'x', at: AT, body: said }, FULL_RULES.catalog)!;
    const signed = { ...said, consent: { ...buildConsent(job, after, FACTS) } };
    expect(effect(job, 'package.add', signed)).toEqual({
      addedPackages: [
        {
          ...{ action: 'device-1:0000000042', packageId: 'tv', packageVersion: 3 },
          ...{ title: TV.title, quantity: 2, unitMinor: 5900, at: '+2:00' },
          ...{ consentHash: HASH, signature: SIGNATURE, items: ['tv.mount'] }
        }
      ],
      checklist: [...job.checklist, TV.checklist[0]]
    });
    expect(effect(job, 'package.add', said)).toBe('held consent.mismatch');
    expect(effect(job, 'package.add', { ...said, packageId: 'x' })).toBe('held package.unknown');
    expect(effect(aFullJob(), 'package.add', signed)).toBe('refused package.notAPro');
  });

  it('[R18.1, R18.2, R18.3] selling a product', () => {
    const body = { productId: 'cable', productVersion: 2, quantity: 3 };
    const sold = {
      ...{ action: 'device-1:0000000042', productId: 'cable', productVersion: 2 },
      ...{ title: CABLE.title, quantity: 3, unitMinor: 1990, salesCommissionBps: 1000, at: '+2:00' }
    };
    expect(effect(atWork(), 'product.sell', body)).toEqual({ soldProducts: [sold] });
    expect(effect(atWork({ partner: null }), 'product.sell', body)).toEqual({
      soldProducts: [sold]
    });
    const other = { id: 'p', name: 'P', brands: ['Nord'] };
    expect(effect(atWork({ partner: other }), 'product.sell', body)).toEqual({
      soldProducts: [{ ...sold, salesCommissionBps: 0 }]
    });
    const { soldProducts } = aFullJob();
    expect(effect(aFullJob(), 'product.sell', body)).toEqual({
      soldProducts: [{ ...soldProducts[0], at: '+48:30' }, sold]
    });
    expect(effect(atWork(), 'product.sell', { ...body, productVersion: 1 })).toBe(
      'held product.unknown'
    );
    expect(effect(atWork(), 'product.sell', { ...body, productId: 'x' })).toBe(
      'held product.unknown'
    );
    expect(effect(atWork({ market: 'DE' }), 'product.sell', body)).toBe('held product.unknown');
    const tv = { ...atWork().service, skill: 'tv' } as const;
    expect(effect(atWork({ service: tv }), 'product.sell', body)).toBe('held product.notFitting');
  });

  it('[R15.3, R15.4] completing', () => {
    const job = atWork();
    const statement = { ...buildStatement(job, FACTS) };
    const body = { facts: FACTS, statement, statementHash: HASH, signature: SIGNATURE };
    const decision = decide(job, 'job.complete', body);
    if (decision.outcome !== 'applied') throw new Error(decision.code);
    const { completion, billing, state, ...rest } = decision.next;
    expect(completion).toEqual({
      ...{ action: 'device-1:0000000042', at: AT, statement, statementHash: HASH },
      signature: SIGNATURE
    });
    expect(billing).toEqual({
      ...{ state: 'due', invoiceNumber: null, totalMinor: 10_390, payoutMinor: null }
    });
    expect(state).toBe('completed');
    expect({ ...rest, completion: null, billing: job.billing, state: 'working' }).toEqual(job);
    const wrong = { ...body, statement: { ...statement, signedAt: 1 } };
    expect(effect(job, 'job.complete', wrong)).toBe('held statement.mismatch');
  });

  it('[R14.1] completing while a required item is open', () => {
    const body = { facts: FACTS, statement: {}, statementHash: HASH, signature: SIGNATURE };
    for (const checked of [{} as Job['checked'], { 'wlan.explain': { done: false, at: NOW } }]) {
      expect(effect(atWork({ checked }), 'job.complete', body)).toBe('refused checklist.open');
    }
  });

  it.each([
    ['customerAbsent', 'due', 3500],
    ['customerRefused', 'due', 3500],
    ['siteNotReady', 'due', 3500],
    ['deviceDefective', 'due', 0],
    ['notSolvable', 'due', 0]
  ] as const)('[R26.2, R26.3] failing: %s', (cause, state, totalMinor) => {
    const appointment = { ...atWork().appointment, startsAt: AT - 600_000 };
    const job = atWork({ arrivedAt: AT - 600_000, appointment });
    expect(effect(job, 'job.fail', { cause, note: 'zu' })).toEqual({
      failure: { at: '+2:00', cause, note: 'zu' },
      billing: { state, invoiceNumber: null, totalMinor, payoutMinor: null },
      state: 'failed'
    });
  });

  it('[R26.4, R27.9] failing where nobody pays, and too early', () => {
    const job = atWork({ arrivedAt: AT - 600_000 + 1 });
    expect(effect(job, 'job.fail', { cause: 'providerPrevented', note: '' })).toEqual({
      ...{ failure: { at: '+2:00', cause: 'providerPrevented', note: '' }, state: 'failed' }
    });
    expect(effect(job, 'job.fail', { cause: 'customerAbsent', note: '' })).toBe(
      'refused failure.tooEarly'
    );
    // The evening before: nobody has to be there yet.
    const early = atWork({ arrivedAt: STARTS_AT - 12 * HOUR_MS });
    const absent = (at: number) =>
      effect(early, 'job.fail', { cause: 'customerAbsent', note: '' }, undefined, at);
    expect(absent(STARTS_AT + 599_999)).toBe('refused failure.tooEarly');
    expect(absent(STARTS_AT + 600_000)).toMatchObject({ state: 'failed' });
  });

  it('[R15.16] reporting that the customer would not sign', () => {
    expect(effect(atWork(), 'job.refuseToSign', { reason: 'zu teuer' })).toEqual({
      refusal: { at: '+2:00', reason: 'zu teuer', action: 'device-1:0000000042' },
      billing: { state: 'held', invoiceNumber: null, totalMinor: null, payoutMinor: null },
      state: 'held'
    });
  });
});

describe('what others change in the job, written out', () => {
  const LATE = STARTS_AT - HOUR_MS;
  const billing = (state: string, totalMinor: number | null) => ({
    ...{ state, invoiceNumber: null, totalMinor, payoutMinor: null }
  });

  it('[R27.1, R27.3] the customer cancels until a day before', () => {
    const cancel = (job: Job, at: number) =>
      effect(job, 'order.cancel', { reason: 'krank' }, CUSTOMER, at);
    const free = { by: 'customer', reason: 'krank', payer: 'nobody', feeMinor: 0 };
    expect(cancel(accepted(), STARTS_AT - 24 * HOUR_MS)).toEqual({
      ...{ cancellation: { at: '+24:00', ...free }, state: 'cancelled' }
    });
    expect(cancel(accepted(), STARTS_AT - 24 * HOUR_MS + 1)).toBe('refused cancel.tooLate');
    // As long as nobody has it, to the last moment.
    const open = accepted({ provider: null, state: 'offered' });
    expect(cancel(open, LATE)).toMatchObject({ cancellation: free });
  });

  it.each([
    [undefined, 'customer', 3500, 3500],
    ['customer', 'customer', 3500, 3500],
    ['platform', 'platform', 3500, 0]
  ] as const)('[R27.8] support cancels late: cause %s', (cause, payer, feeMinor, totalMinor) => {
    const body = cause ? { reason: 'x', cause } : { reason: 'x' };
    expect(effect(accepted(), 'order.cancel', body, SUPPORT, LATE)).toEqual({
      cancellation: { at: '+47:00', by: 'support', reason: 'x', payer, feeMinor },
      billing: billing('due', totalMinor),
      state: 'cancelled'
    });
  });

  it('[R27.8] support cancels for the provider, and the customer names no cause of their own', () => {
    const body = { reason: 'x', cause: 'provider' } as const;
    const free = { reason: 'x', payer: 'nobody', feeMinor: 0 };
    expect(effect(accepted(), 'order.cancel', body, SUPPORT, LATE)).toEqual({
      ...{ cancellation: { at: '+47:00', by: 'support', ...free }, state: 'cancelled' }
    });
    // Free of charge anyway; the fee would be theirs, whatever they say.
    const travelling = accepted({ travel: { startedAt: 0, etaAt: 0 } });
    expect(
      effect(travelling, 'order.cancel', body, CUSTOMER, STARTS_AT - 24 * HOUR_MS)
    ).toMatchObject({ cancellation: { by: 'customer', payer: 'customer', feeMinor: 3500 } });
  });

  it('[R16.1] the customer rates, once', () => {
    const done = accepted({ state: 'completed' });
    const body = { stars: 4, words: 'gut' };
    const rating = { stars: 4, words: 'gut', at: '+2:00' };
    expect(effect(done, 'rating.give', body, CUSTOMER)).toEqual({ rating });
    const rated = accepted({ state: 'completed', rating: { ...body, at: NOW } });
    expect(effect(rated, 'rating.give', body, CUSTOMER)).toBe('refused rating.alreadyGiven');
  });

  const CLOCK: Actor = { type: 'clock' };
  const BILLING: Actor = { type: 'billing' };
  const AUTHORITY: Actor = { type: 'authority' };
  const [done, gone] = [accepted({ state: 'completed' }), accepted({ state: 'cancelled' })];

  it.each<[CommandKind, Job, object, Actor, unknown]>([
    ['contact.remove', gone, {}, CLOCK, { contactRemovedAt: '+2:00' }],
    ['contact.remind', accepted(), {}, CLOCK, {}],
    ['contact.lapse', accepted(), { limitAt: 1 }, CLOCK, { state: 'requested' }],
    ['confirm.lapse', called(), { limitAt: 1 }, CLOCK, { state: 'requested' }],
    ['visit.miss', called(), {}, CLOCK, {}],
    ['visit.overrun', atWork(), {}, CLOCK, {}],
    ['order.unplace', accepted({ state: 'offered' }), {}, CLOCK, { state: 'unplaced' }],
    ['offers.send', accepted({ state: 'requested' }), { offers: [] }, CLOCK, { state: 'unplaced' }],
    ['offers.send', accepted({ state: 'requested' }), { offers: [1] }, CLOCK, { state: 'offered' }],
    ['visit.hold', atWork(), {}, AUTHORITY, { billing: billing('held', null), state: 'held' }],
    ['visit.hold', gone, {}, AUTHORITY, { billing: billing('held', null) }],
    ['order.hold', done, {}, BILLING, { billing: billing('held', null), state: 'held' }],
    [
      'order.bill',
      done,
      { invoiceNumber: 'CH-1', totalMinor: 8390, payoutMinor: 6320 },
      BILLING,
      { billing: { state: 'billed', invoiceNumber: 'CH-1', totalMinor: 8390, payoutMinor: 6320 } }
    ],
    ['job.giveBack', called(), { reason: 'x' }, PROVIDER, { state: 'requested' }],
    ['order.reoffer', accepted({ state: 'unplaced' }), {}, SUPPORT, { state: 'requested' }],
    ['held.resolve', done, { action: 'a' }, SUPPORT, {}]
  ])('[R7.6, R8.3, R9.2, R15.8, R15.17, V1.4] %s', (kind, job, body, actor, expected) => {
    expect(effect(job, kind, body as never, actor)).toEqual(expected);
  });

  it('[R9.6] reopening gives back the job as it was', () => {
    const free = accepted({ state: 'offered', provider: null });
    const was = called({ notes: [{ action: 'n', at: NOW, text: 'x' }] });
    const decision = decide(free, 'assignment.reopen', { job: was }, AUTHORITY);
    expect(decision).toEqual({ outcome: 'applied', next: was });
    expect(() =>
      decide(free, 'assignment.reopen', { job: { ...was, state: 'working' } }, AUTHORITY)
    ).toThrow('assignment.reopen must not lead to working');
  });

  it('[P6.1] is refused to whoever may not, with the reason', () => {
    const berta: Actor = { type: 'provider', id: 'berta' };
    expect(effect(accepted(), 'note.add', { text: 'x' }, berta)).toBe('refused order.notYours');
    expect(effect(accepted(), 'work.start', {})).toBe('refused job.wrongState');
    expect(effect(accepted(), 'order.bill', {} as never)).toBe('refused actor.notAllowed');
    expect(effect(accepted(), 'support.ask' as never, {} as never)).toBe(
      'refused kind.notSupported'
    );
  });

  it('keeps the state where its row says so', () => {
    const command = { kind: 'note.add', body: { text: '' } } as unknown as Command;
    const row = { by: 'provider', from: [], to: '=' } as const;
    expect(nextState(row, called(), command)).toBe('contacted');
    expect(nextState({ ...row, to: 'held' }, called(), command)).toBe('held');
  });
});

describe('what a screen may offer', () => {
  it('[R9.1, R14.1, R13.3] is what the table gives, with what speaks against it', () => {
    const shown = (job: Job, by: 'provider' | 'customer' | 'support', at: number) =>
      allowedActions(job, by, at)
        .map(({ kind, blockedBy }) => (blockedBy ? `${kind}: ${blockedBy}` : kind))
        .join(' · ');
    expect(shown(called(), 'provider', AT)).toBe(
      'customer.contacted · appointment.confirm: confirm.tooEarly · appointment.change · job.giveBack · delivery.pickedUp · checklist.set · note.add · photo.add · photo.remove'
    );
    expect(shown(atWork({ checked: {} }), 'provider', AT)).toBe(
      'delivery.handedOver · work.progress · checklist.set · note.add · photo.add · photo.remove · price.agree · package.add: package.notAPro · product.sell · addition.takeBack · job.complete: checklist.open · job.fail · job.refuseToSign'
    );
    expect(shown(called(), 'customer', AT)).toBe(
      'appointment.agree: appointment.unclear · appointment.reject: appointment.unclear · order.cancel'
    );
    expect(shown(called(), 'support', AT)).toBe('order.cancel · held.resolve');
    expect(shown(accepted({ state: 'cancelled' }), 'provider', AT)).toBe('');
  });

  it('[R9.1] is not allowed before its time', () => {
    const opens = STARTS_AT - 24 * HOUR_MS;
    const may = (at: number) => isAllowed(called(), 'provider', 'appointment.confirm', at);
    expect([may(opens - 1), may(opens)]).toEqual([false, true]);
    expect(isAllowed(called(), 'provider', 'work.start', opens)).toBe(false);
  });
});
