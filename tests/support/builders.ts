import type { CatalogLookup, ServicePackage } from '#domain/catalog/service-package.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { byRank, rank } from '#domain/matching/ranking.ts';
import { newOffers } from '#domain/offer/new-offers.ts';
import { startRound } from '#domain/order/advance-order.ts';
import { judge } from './judge.ts';
import type { Command, CommandBody, CommandKind, Rules } from '#domain/order/life-cycle/command.ts';
import type { Job } from '#domain/order/job.ts';
import { withAddedPackage, withAgreedPrice } from '#domain/order/signing/extra-work.ts';
import { newOrder, type NewOrder } from '#domain/order/new-order.ts';
import type { Order } from '#domain/order/order.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { SigningFacts } from '#domain/protocol/signature.ts';
import { buildConsent } from '#domain/order/signing/consent.ts';
import { buildStatement } from '#domain/order/signing/statement.ts';

/** A Monday morning in Basel. */
export const NOW = Date.UTC(2026, 5, 8, 7, 0);
const A_HASH = 'A'.repeat(43);

export function aPackage(fields: Partial<ServicePackage> = {}): ServicePackage {
  return {
    _id: 'package:wlan',
    type: 'package',
    id: 'wlan',
    version: 1,
    category: 'wlan',
    title: { de: 'WLAN einrichten', en: 'Set up Wi-Fi' },
    summary: { de: 'Router und Geräte', en: 'Router and devices' },
    scope: [],
    notIncluded: [],
    tools: [],
    guide: [],
    checklist: [
      { id: 'wlan.router', phase: 'work', text: { de: 'Router platziert' }, required: false },
      { id: 'wlan.explain', phase: 'explain', text: { de: 'Gerät erklärt' }, required: true }
    ],
    durationMin: 60,
    skill: 'wlan',
    level: 2,
    prices: { DE: 6900, CH: 7900 },
    earlier: {},
    proOnly: false,
    addOn: true,
    active: true,
    ...fields
  };
}

export function aProvider(fields: Partial<Provider> = {}): Provider {
  const id = fields.id ?? 'anna';
  return {
    _id: `provider:${id}`,
    type: 'provider',
    id,
    role: 'friend',
    name: 'Anna Muster',
    company: '',
    email: `${id}@example.org`,
    phone: '+41 61 555 01 01',
    locale: 'de',
    market: 'CH',
    base: { postcode: '4053', city: 'Basel', lat: 47.544, lon: 7.588 },
    radiusM: 20_000,
    skills: [{ skill: 'wlan', level: 3 }],
    tests: [],
    papers: [],
    vetted: true,
    active: true,
    stars: { sum: 96, count: 20 },
    reliability: { kept: 20, lost: 0 },
    commissionBps: null,
    bio: '',
    since: NOW - 365 * 24 * HOUR_MS,
    ...fields
  };
}

export function anOrder(fields: Partial<NewOrder> = {}): Order {
  return newOrder({
    id: 'order1',
    token: 'token1',
    now: NOW,
    day: '2026-06-10',
    channel: 'web',
    market: 'CH',
    service: aPackage(),
    startsAt: NOW + 48 * HOUR_MS,
    place: {
      street: 'Steinenvorstadt',
      houseNumber: '12',
      postcode: '4051',
      city: 'Basel',
      country: 'CH',
      lat: 47.553,
      lon: 7.588,
      hint: '3. Stock'
    },
    customer: {
      name: 'Rosa Keller',
      phone: '+41 61 555 02 02',
      email: 'rosa@example.org',
      company: '',
      locale: 'de'
    },
    problem: 'Kein Empfang im Keller',
    payment: { kind: 'invoice' },
    personalProvider: null,
    partner: null,
    pickup: null,
    catalogVersion: '1',
    termsVersion: '2026-01',
    ...fields
  });
}

export const A_CATALOG: CatalogLookup = {
  packageAt: (id) => (id === 'wlan' ? aPackage() : undefined),
  productAt: () => undefined
};
export const RULES: Rules = { catalog: A_CATALOG };

/** An order whose first step of offers has just been sent. */
export function anOfferedOrder(providers: Provider[] = [aProvider()], now = NOW): Order {
  const order = anOrder();
  const ranked = providers
    .map((provider) => rank(provider, order.requirement.skill, order.job.place, null))
    .sort(byRank);
  return startRound(order, newOffers(order.job, ranked), now);
}

export const FACTS: SigningFacts = {
  signer: { name: 'Rosa Keller', role: 'customer' },
  signedAt: NOW,
  language: 'de'
};
export const SIGNATURE = { method: 'typed', typedName: 'Rosa Keller' } as const;

/** A body that the rules accept for this job, where the kind has one. */
export function aBody(kind: CommandKind, job: Job): CommandBody<CommandKind> {
  const signed = { facts: FACTS, consentHash: A_HASH, signature: SIGNATURE };
  switch (kind) {
    case 'customer.contacted':
      return { way: 'phone', reached: true, agreed: 'wie gebucht' };
    case 'appointment.change':
      return { startsAt: NOW + 72 * HOUR_MS, customerWish: 'lieber später', confirmedBy: 'phone' };
    case 'job.giveBack':
    case 'job.refuseToSign':
    case 'order.cancel':
      return { reason: 'krank' };
    case 'travel.start':
      return { etaMinutes: 20 };
    case 'work.progress':
    case 'note.add':
      return { text: 'läuft' };
    case 'checklist.set':
      return { item: 'wlan.explain', done: true };
    case 'photo.add':
      return { sha256: A_HASH, size: 10, type: 'image/webp', caption: '' };
    case 'photo.remove':
      return { sha256: A_HASH };
    case 'price.agree': {
      const [priceMinor, reason] = [9900, 'zweiter Router'];
      const agreed = {
        action: '',
        priceMinor,
        reason,
        at: 0,
        consentHash: '',
        signature: SIGNATURE
      };
      const consent = buildConsent(job, withAgreedPrice(job, agreed), FACTS);
      return { priceMinor, reason, consent, ...signed } as unknown as CommandBody<'price.agree'>;
    }
    case 'package.add': {
      const { id: packageId, version: packageVersion } = aPackage();
      const added = {
        action: '',
        packageId,
        packageVersion,
        quantity: 1,
        at: 0,
        consentHash: '',
        signature: SIGNATURE
      };
      const after = withAddedPackage(job, aPackage(), added) ?? job;
      const consent = buildConsent(job, after, FACTS);
      const body = { packageId, packageVersion, quantity: 1, consent, ...signed };
      return body as unknown as CommandBody<'package.add'>;
    }
    case 'job.complete': {
      const statement = buildStatement(job, FACTS);
      const body = { facts: FACTS, statement, statementHash: A_HASH, signature: SIGNATURE };
      return body as unknown as CommandBody<'job.complete'>;
    }
    case 'job.fail':
      return { cause: 'notSolvable', note: '' };
    case 'product.sell':
      return { productId: 'cable', productVersion: 1, quantity: 1 };
    case 'addition.takeBack': {
      const added = [...job.soldProducts, ...job.addedPackages, job.agreedPrice];
      return { action: added.find((each) => each !== null)?.action ?? 'device-1:0000009999' };
    }
    case 'rating.give':
      return { stars: 5, words: 'sehr gut' };
    case 'visit.settle':
      return { way: 'agreed', payer: 'customer', reason: 'wie vereinbart' };
    case 'held.resolve':
      return { action: 'a' };
    case 'offers.send':
      return { offers: anOfferedOrder().offers };
    case 'contact.lapse':
    case 'confirm.lapse':
      return { limitAt: NOW };
    case 'assignment.reopen':
      return { job: { ...job, state: 'contacted' } };
    case 'order.bill':
      return { invoiceNumber: 'CH-1', totalMinor: 8390, payoutMinor: 6320 };
    default:
      return {};
  }
}

let counter = 0;

export function aCommand(kind: CommandKind, job: Job, fields: Partial<Command> = {}): Command {
  counter += 1;
  return {
    id: `device-1:${String(counter).padStart(10, '0')}`,
    kind,
    body: aBody(kind, job),
    actor: { type: 'provider', id: job.provider?.id ?? 'anna' },
    at: NOW,
    ...fields
  };
}

/** The way of a visit, with the moment of each action. */
export const VISIT: readonly [CommandKind, number][] = [
  ['offer.accept', NOW + 60_000],
  ['customer.contacted', NOW + HOUR_MS],
  ['appointment.confirm', NOW + 30 * HOUR_MS],
  ['travel.start', NOW + 47 * HOUR_MS],
  ['visit.arrive', NOW + 48 * HOUR_MS],
  ['work.start', NOW + 48 * HOUR_MS + 60_000],
  ['checklist.set', NOW + 48 * HOUR_MS + 120_000],
  ['job.complete', NOW + 49 * HOUR_MS]
];

/** An order on which the visit went on up to and including `last`. */
export function anOrderAfter(last: CommandKind, provider = aProvider()): Order {
  let order = anOfferedOrder([provider]);
  for (const [kind, at] of VISIT) {
    const actor = { type: 'provider', id: provider.id } as const;
    const decision = judge(order, aCommand(kind, order.job, { actor, at }), RULES);
    if (decision.outcome !== 'applied') throw new Error(`${kind}: ${decision.code}`);
    order = decision.next;
    if (kind === last) return order;
  }
  throw new Error(`no ${last} in a visit`);
}

export function aJob(fields: Partial<Job> = {}): Job {
  return { ...anOrderAfter('offer.accept').job, ...fields };
}
