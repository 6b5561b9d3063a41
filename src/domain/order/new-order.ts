import { inMarketsGerman } from '../catalog/in-german.ts';
import type { ServicePackage } from '../catalog/service-package.ts';
import { MARKET_POLICY, vatBps, type Market, type MarketRules } from '../policy/policy.ts';
import { promisedFeeMinor } from '../price/guarantee-fee.ts';
import type { Job, JobCustomer, Place } from './job.ts';
import { newJob } from './new-job.ts';
import type { Order, PaymentMethod, Requirement } from './order.ts';

export interface NewOrder {
  id: string;
  token: string;
  now: number;
  /** Calendar day of the visit at its place, `YYYY-MM-DD`: decides the VAT rate. */
  day: string;
  channel: Order['channel'];
  market: Market;
  service: ServicePackage;
  startsAt: number;
  place: Place;
  customer: JobCustomer;
  problem: string;
  payment: PaymentMethod;
  personalProvider: string | null;
  partner: (Requirement & NonNullable<Job['partner']>) | null;
  pickup: Job['pickup'];
  catalogVersion: string;
  termsVersion: string;
  /** In force when it is booked; else the market's usual ones. */
  rules?: MarketRules & { version: number };
}

function partnerOf(partner: NewOrder['partner']): Job['partner'] {
  if (!partner) return null;
  const { id, name, brands } = partner;
  return { id, name, brands };
}

/** @throws RangeError where the package is not sold in the market: callers check before. */
export function newOrder(input: NewOrder): Order {
  const { market } = input;
  const service = inMarketsGerman(input.service, market);
  const priceMinor = service.prices[market];
  if (priceMinor === undefined) throw new RangeError(`${service.id} is not sold in ${market}`);
  const policy = MARKET_POLICY[market];
  const { version: rulesVersion, ...rules } = input.rules ?? { ...policy.rules, version: 0 };
  const proOnly = service.proOnly || (input.partner?.proOnly ?? false);
  const job = newJob({
    id: input.id,
    market,
    service: {
      packageId: service.id,
      packageVersion: service.version,
      title: service.title,
      priceMinor,
      durationMin: service.durationMin,
      skill: service.skill,
      level: service.level
    },
    appointment: {
      startsAt: input.startsAt,
      durationMin: service.durationMin,
      timeZone: policy.timeZone
    },
    place: input.place,
    customer: input.customer,
    problem: input.problem,
    partner: partnerOf(input.partner),
    pickup: input.pickup,
    terms: {
      currency: policy.currency,
      vatBps: vatBps(market, input.day),
      commissionBps: rules.commissionBps.friend,
      guaranteeFeeMinor: promisedFeeMinor(rules.guaranteeFeeMinor, proOnly),
      visitFeeMinor: rules.visitFeeMinor,
      cancelTiers: rules.cancelTiers.map((each) => ({ ...each })),
      paymentTermDays: rules.paymentTermDays,
      catalogVersion: input.catalogVersion,
      termsVersion: input.termsVersion
    },
    checklist: service.checklist
  });
  return {
    _id: input.id,
    type: 'order',
    generation: 1,
    createdAt: input.now,
    channel: input.channel,
    token: input.token,
    job,
    requirement: {
      skill: service.skill,
      level: service.level,
      proOnly,
      tests: input.partner?.tests ?? [],
      papers: input.partner?.papers ?? [],
      ...(input.partner && { isPartners: true }),
      mostRadiusKm: rules.mostRadiusKm
    },
    rules: {
      version: rulesVersion,
      commissionBps: rules.commissionBps,
      guaranteeFeeMinor: rules.guaranteeFeeMinor,
      personalOfferMs: rules.personalOfferMs
    },
    payment: input.payment,
    personalProvider: input.personalProvider,
    assignments: [],
    offers: [],
    earlierOffers: [],
    round: 0,
    verdicts: {},
    countedEvents: [],
    // Due at once: nobody was asked yet.
    dueAt: 0,
    history: [
      {
        at: input.now,
        by: { type: 'customer' },
        what: 'order.book',
        from: 'requested',
        to: 'requested'
      }
    ]
  };
}
