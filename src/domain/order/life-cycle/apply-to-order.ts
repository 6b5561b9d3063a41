// What a command does to the whole order: who may act at all, offers, hand-backs, late proofs. The job's own rules are applyToJob's.
// 1. At most one provider has the job; the only ways to get it are accepting an open offer and a proof in time while nobody has it.
// 2. What a provider who does not have the job says about it is held as evidence, never applied and never dropped.
// 3. What the customer has signed is never merely refused to who has the job or had it (signed.ts).
import { applied, held, refused, type Decision } from '../../protocol/verdict.ts';
import { applyToJob } from './apply-to-job.ts';
import { asRemoved } from '../contact-data.ts';
import type { Command, Rules } from './command.ts';
import { settleHeld } from '../signing/signed-paper.ts';
import { withHistory } from '../history.ts';
import { UNASSIGNED } from '../new-order.ts';
import type { Job } from '../job.ts';
import { restoreJob, settleAwaiting } from '../assignment/reopen.ts';
import type { Offer, Order } from '../order.ts';
import { isSignedHere } from '../signing/hold-signed.ts';
import { withdrawOthers } from '../withdraw-others.ts';

/** A provider's action or a customer's, support's or clock's command, judged against the order as it is. */
export function applyToOrder(order: Order, command: Command, rules: Rules): Decision<Order> {
  const decision = decide(order, command, rules);
  if (decision.outcome === 'applied') return applied(settleAwaiting(decision.next, command.at));
  return decision.outcome === 'refused' && isSignedHere(order, command)
    ? held(decision.code)
    : decision;
}

function decide(order: Order, command: Command, rules: Rules): Decision<Order> {
  const { actor } = command;
  if (actor.type !== 'provider' && actor.type !== 'offeree') return onJob(order, command, rules);
  if (command.kind.startsWith('offer.')) {
    return onOffer(order, { ...command, actor: { type: 'offeree', id: actor.id } }, rules);
  }
  const theirs: Command = { ...command, actor: { type: 'provider', id: actor.id } };
  if (order.job.provider?.id === actor.id) return onJob(order, theirs, rules);
  if (order.lapsed?.provider === actor.id) return onLateProof(order, theirs, rules);
  return held(order.passed.includes(actor.id) ? 'job.reassigned' : 'order.notYours');
}

function onJob(order: Order, command: Command, rules: Rules): Decision<Order> {
  const decision = applyToJob(order.job, command, rules);
  if (decision.outcome !== 'applied') return decision;
  if (command.kind === 'held.settle')
    return applied(onHeld(order, command as Command<'held.settle'>));
  const next = asRemoved(withHistory({ ...order, job: decision.next }, order, command));
  if (command.kind === 'job.giveBack') return applied(releaseJob(next, order, 'passed'));
  if (command.kind === 'order.cancel' || command.kind === 'order.reoffer') {
    return applied({ ...next, offers: withdrawOthers(order.offers, null) });
  }
  return applied(next);
}

/** The same order where nothing of that action is held, or it is settled already. */
function onHeld(order: Order, command: Command<'held.settle'>): Order {
  const next = settleHeld(order, command.body.action, command.at);
  return next === order ? order : withHistory(next, order, command);
}

function onOffer(order: Order, command: Command, rules: Rules): Decision<Order> {
  const id = 'id' in command.actor ? command.actor.id : '';
  const offer = order.offers.find((each) => each.provider === id);
  if (!offer) return held('order.notYours');
  if (order.job.provider?.id === id) return onOfferOfOnesOwn(order, command);
  if (order.job.provider) return refused('offer.taken');
  if (order.job.state === 'cancelled') return refused('offer.withdrawn');
  if (offer.state === 'waiting') return refused('offer.notOpen');
  if (offer.state === 'withdrawn' || offer.state === 'lapsed') return refused('offer.withdrawn');

  const decision = applyToJob(order.job, command, rules);
  if (decision.outcome !== 'applied') return decision;
  const withOffer = (fields: Partial<Offer>) =>
    order.offers.map((each) => (each === offer ? { ...each, ...fields } : each));
  switch (command.kind) {
    case 'offer.seen':
      return applied({ ...order, offers: withOffer({ seenAt: offer.seenAt ?? command.at }) });
    case 'offer.decline':
      return applied(
        withHistory({ ...order, offers: withOffer({ state: 'declined' }) }, order, command)
      );
    default: {
      const { name, role, commissionBps } = offer;
      const terms = { ...decision.next.terms, commissionBps };
      const job: Job = { ...decision.next, provider: { id, name, role }, terms };
      const offers = withdrawOthers(withOffer({ state: 'accepted' }), id);
      const next = { ...order, job, offers, lapsed: null, reminders: { contact: 0 } };
      return applied(withHistory(next, order, command));
    }
  }
}

/** Said by the one who has the job, from a second device or once more: it is as they say, except that they no longer can decline. */
function onOfferOfOnesOwn(order: Order, command: Command): Decision<Order> {
  return command.kind === 'offer.decline' ? refused('job.wrongState') : applied(order);
}

/** R8, R9: a proof that was made in time and comes late is honoured unless another has the job. */
function onLateProof(order: Order, command: Command, rules: Rules): Decision<Order> {
  const restored = restoreJob(order, command);
  return restored.outcome === 'applied' ? onJob(restored.next, command, rules) : restored;
}

/** The job without an assignee, ready to go out again; `how` tells whether a late proof may bring it back. */
export function releaseJob(order: Order, before: Order, how: 'passed' | 'lapsed'): Order {
  const provider = before.job.provider?.id ?? '';
  return {
    ...order,
    job: { ...order.job, ...UNASSIGNED, state: 'requested' },
    offers: withdrawOthers(order.offers, null).map((offer) =>
      offer.provider === provider ? { ...offer, state: 'lapsed' } : offer
    ),
    personalProvider: null,
    passed: [...new Set([...order.passed, provider])],
    lapsed: how === 'lapsed' ? order.lapsed : null
  };
}
