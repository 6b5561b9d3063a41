// What a command does to the whole order: who may act at all, offers, assignments, papers. The
// job's own rules are applyToJob's.
// 1. At most one provider has the job; the only ways to get it are accepting an open offer and a
//    proof in time while nobody has it (assignment/reopen.ts).
// 2. What a provider who does not have the job says about it is held as evidence, never applied and
//    never dropped.
// 3. Every change of the job is a line of the history; an offer that was seen adds none.
import { withVisitAt } from '../billing/settle-visit.ts';
import { hasBegun } from '../booking/visit-time.ts';
import { withdrawOffers } from '../offer/withdraw-offers.ts';
import { openNextStep, wasReached } from '../offer/waterfall.ts';
import { applied, held, refused, type Decision } from '../protocol/verdict.ts';
import {
  endAssignment,
  newAssignment,
  runningAssignment,
  whyHeld,
  withAssignment
} from './assignment/assignment.ts';
import { asRemoved } from './contact-data.ts';
import { withHistory } from './history.ts';
import { bookingOf, newJob } from './new-job.ts';
import { applyToJob } from './life-cycle/apply-to-job.ts';
import { NO_RULES, type Command, type CommandKind, type Rules } from './life-cycle/command.ts';
import { promisedFeeMinor, termsFor } from '../price/guarantee-fee.ts';
import type { Booking } from './job.ts';
import type { Offer, Order } from './order.ts';
import { resolveLastPapers, resolvePaper, withPaper } from './signing/signed-paper.ts';

/**
 * A provider's action, or what customer, support, clock or the server do, judged against the order
 * as it is.
 */
export function applyToOrder(order: Order, command: Command, rules: Rules): Decision<Order> {
  const { actor } = command;
  if (actor.type !== 'provider' && actor.type !== 'offeree') return onJob(order, command, rules);
  if (command.kind.startsWith('offer.')) {
    return onOffer(order, { ...command, actor: { type: 'offeree', id: actor.id } }, rules);
  }
  if (order.job.provider?.id !== actor.id) return held(whyHeld(order, actor.id));
  return onJob(order, { ...command, actor: { type: 'provider', id: actor.id } }, rules);
}

/**
 * What the server itself does to an order.
 * @throws where the table forbids it: whoever asks has to know that it is due
 */
export function applyOwn<K extends CommandKind>(
  order: Order,
  by: 'clock' | 'authority' | 'billing',
  own: Pick<Command<K>, 'kind' | 'body' | 'at'>
): Order {
  const command = { id: '', actor: { type: by }, ...own } as Command;
  const decision = applyToOrder(order, command, NO_RULES);
  if (decision.outcome !== 'applied') throw new Error(`${own.kind}: ${decision.code}`);
  return decision.next;
}

function onJob(order: Order, command: Command, rules: Rules): Decision<Order> {
  const decision = applyToJob(order.job, command, rules);
  if (decision.outcome !== 'applied') return decision;
  const next = effectOf(command)({ ...order, job: decision.next }, command, order);
  // Nothing to do, as where a paper is resolved already.
  if (next === order) return applied(order);
  return applied(
    asRemoved(command.kind === 'offer.seen' ? next : withHistory(next, order, command))
  );
}

function onOffer(
  order: Order,
  command: Command & { actor: { type: 'offeree'; id: string } },
  rules: Rules
): Decision<Order> {
  const { id } = command.actor;
  const isTheirs = (each: Offer) => each.provider === id;
  const offer = order.offers.find(isTheirs);
  if (!offer && !order.earlierOffers.some(isTheirs)) return held('order.notYours');
  // Said by the one who has the job, from a second device or once more: it is as they say, but they
  // can no longer decline.
  if (order.job.provider?.id === id) {
    return command.kind === 'offer.decline' ? refused('job.wrongState') : applied(order);
  }
  if (order.job.state === 'cancelled') return refused('offer.withdrawn');
  if (order.job.provider) return refused('offer.taken');
  // Of an earlier round, and not asked again.
  if (!offer) return refused('offer.withdrawn');
  if (offer.state === 'waiting') return refused('offer.notOpen');
  if (offer.state === 'withdrawn' || offer.state === 'lapsed') return refused('offer.withdrawn');
  return onJob(order, command, rules);
}

/** @param order with the job as the command leaves it @param before as it was */
type OrderEffect<K extends CommandKind = CommandKind> = (
  order: Order,
  command: Command<K>,
  before: Order
) => Order;

const jobOnly: OrderEffect = (order) => order;

const withOffer = (order: Order, provider: string, fields: Partial<Offer>): Offer[] =>
  order.offers.map((each) => (each.provider === provider ? { ...each, ...fields } : each));

const idOf = ({ actor }: Command): string => ('id' in actor ? actor.id : '');

const EFFECTS: { [K in CommandKind]: OrderEffect<K> } = {
  'offer.seen': (order, command) => ({
    ...order,
    offers: order.offers.map((each) =>
      each.provider === idOf(command) ? { ...each, seenAt: each.seenAt ?? command.at } : each
    )
  }),
  'offer.decline': (order, command) => ({
    ...order,
    offers: withOffer(order, idOf(command), { state: 'declined' })
  }),
  'offer.accept': (order, command) => {
    const id = idOf(command);
    const { name, role, commissionBps } = order.offers.find((each) => each.provider === id)!;
    const terms = { ...termsFor(order, role), commissionBps };
    return {
      ...order,
      job: { ...order.job, provider: { id, name, role }, terms },
      offers: withdrawOffers(withOffer(order, id, { state: 'accepted' }), id),
      assignments: [...order.assignments, newAssignment(id, command.at)]
    };
  },

  'customer.contacted': jobOnly,
  'appointment.confirm': jobOnly,
  'appointment.change': jobOnly,
  'appointment.agree': jobOnly,
  'appointment.reject': jobOnly,
  'job.giveBack': (order, { at }, before) =>
    release(order, before, { at, why: 'givenBack', limitAt: null }),

  'delivery.pickedUp': jobOnly,
  'delivery.handedOver': jobOnly,
  'travel.start': jobOnly,
  'visit.arrive': jobOnly,
  'work.start': jobOnly,
  'work.progress': jobOnly,
  'checklist.set': jobOnly,
  'note.add': jobOnly,
  'photo.add': jobOnly,
  'photo.remove': jobOnly,
  'price.agree': jobOnly,
  'package.add': jobOnly,
  'product.sell': jobOnly,
  'addition.takeBack': jobOnly,
  'job.complete': jobOnly,
  'job.fail': jobOnly,
  'job.refuseToSign': (order, { id, at }) => {
    const none = { code: null, body: null, rebuilt: null, resolvedAt: null };
    const running = runningAssignment(order);
    return running
      ? withPaper(order, running, { action: id, kind: 'refusal', at, ...none })
      : order;
  },

  'order.cancel': (order, { at }) => ({
    ...endAssignment(order, { at, why: 'cancelled', limitAt: null }),
    offers: withdrawOffers(order.offers)
  }),
  'order.reoffer': (order) => ({ ...order, offers: withdrawOffers(order.offers) }),
  'held.resolve': (order, { body, at }, before) => {
    const resolved = resolvePaper(before, body.action, at);
    return resolved === before ? before : { ...resolved, job: order.job };
  },
  // What support has decided on is resolved with it.
  'visit.settle': (order, { at }) => {
    const job = withVisitAt(order.job, order.assignments.at(-1)?.papers ?? []);
    return resolveLastPapers({ ...order, job }, at);
  },
  'rating.give': jobOnly,

  'offers.send': (order, { body, at }) => ({
    ...order,
    offers: openNextStep(body.offers, at),
    earlierOffers: [...order.earlierOffers, ...order.offers.filter(wasReached)],
    round: order.round + 1
  }),
  'order.unplace': (order, { at }) => ({
    ...order,
    offers: hasBegun(order.job.appointment, at) ? withdrawOffers(order.offers) : order.offers
  }),
  'order.expire': (order) => ({ ...order, offers: withdrawOffers(order.offers) }),
  'contact.remind': (order) => {
    const running = runningAssignment(order);
    return running ? withAssignment(order, running, { reminders: running.reminders + 1 }) : order;
  },
  'contact.lapse': (order, { at, body }, before) =>
    release(order, before, { at, why: 'contact.lapsed', ...body }),
  'confirm.lapse': (order, { at, body }, before) =>
    release(order, before, { at, why: 'confirm.lapsed', ...body }),
  'visit.miss': jobOnly,
  'visit.overrun': jobOnly,
  'contact.remove': jobOnly,

  'assignment.reopen': (order, { at }) => {
    const last = order.assignments.at(-1)!;
    const { job: _, ...end } = last.ended!;
    const reopened = [...last.reopened, { ...end, reopenedAt: at }];
    const next = withAssignment(order, last, { ended: null, reopened });
    return { ...next, offers: withdrawOffers(order.offers) };
  },
  'visit.hold': jobOnly,
  'order.bill': jobOnly,
  'order.hold': jobOnly
};

function effectOf({ kind }: Command): OrderEffect {
  return EFFECTS[kind] as OrderEffect;
}

/** R22: whoever has it next may be of the other role. */
function withPromisedFee({ job, rules, requirement }: Order): Booking {
  const booking = bookingOf(job);
  if (!rules) return booking;
  const guaranteeFeeMinor = promisedFeeMinor(rules.guaranteeFeeMinor, requirement.proOnly);
  if (guaranteeFeeMinor === booking.terms.guaranteeFeeMinor) return booking;
  return { ...booking, terms: { ...booking.terms, guaranteeFeeMinor } };
}

/**
 * The order without a provider, ready to go out again: the next job is made of the booking alone.
 */
function release(order: Order, before: Order, end: Parameters<typeof endAssignment>[1]): Order {
  const provider = before.job.provider?.id ?? '';
  const { assignments } = endAssignment(before, end);
  return {
    ...order,
    assignments,
    job: { ...newJob(withPromisedFee(order)), state: order.job.state },
    offers: withdrawOffers(withOffer(order, provider, { state: 'lapsed' })),
    personalProvider: null
  };
}
