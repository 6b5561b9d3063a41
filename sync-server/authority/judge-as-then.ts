// An action that this server judged before it was restored from a backup that lacks it, with the
// genuine receipt of that verdict (decisions/0001-judged-as-it-was-then.md).
// 1. What counted counts again, as of then: the verdict is the same to the millisecond, and so is its
//    receipt.
// 2. What was turned away stays so, with its reason.
// 3. Who got the job by an offer that the backup does not know gets it again, as long as nobody has
//    it.
// 4. Where it cannot count any more (somebody else has the job, the order has gone another way) it
//    is held, never merely refused: support sees what differs.
import { newOffers } from '#domain/offer/new-offers.ts';
import { rank } from '#domain/matching/ranking.ts';
import type { Provider } from '#domain/matching/provider.ts';
import { startRound } from '#domain/order/advance-order.ts';
import { UNASSIGNED_STATES } from '#domain/order/job-states.ts';
import type { Offer, Order } from '#domain/order/order.ts';
import type { Judgement } from '#domain/protocol/verdict.ts';
import type { SoundAction } from './inspect-action.ts';
import {
  judgeOnOrder,
  recordKnown,
  repeatOnOrder,
  type JudgeContext,
  type OnOrder
} from './judge-on-order.ts';

interface AsThen extends JudgeContext {
  earlier: Judgement;
  /** Whose action it is. */
  as: Provider | undefined;
}

export function judgeAsThen(
  order: Order,
  action: SoundAction,
  { rules, now, earlier, as }: AsThen
): OnOrder {
  if (earlier.outcome !== 'applied') {
    const repeated = repeatOnOrder(order, action, earlier, rules);
    return repeated.what === 'stranger' ? saidOfOffer(order, action, earlier) : repeated;
  }
  const { id, kind } = action;
  const offered = kind === 'offer.accept' && as ? withOffer(order, as, earlier.at) : order;
  const answer = judgeOnOrder(offered, action, { rules, now: earlier.at });
  if (answer.what === 'stranger') return saidOfOffer(order, action, earlier);
  if (answer.what !== 'judged') return answer;
  const said = answer.order.verdicts[id];
  // Undefined: it waits for a proof, as it did then.
  if (!said || said.outcome === 'applied') return answer;
  if (kind === 'offer.seen' || kind === 'offer.decline') return saidOfOffer(order, action, earlier);
  const held: Judgement = { outcome: 'held', code: said.code, at: now };
  return { what: 'judged', order: recordKnown(answer.order, action, held) };
}

/** That an offer was seen, declined or missed changes nothing where it does not exist any more. */
function saidOfOffer(order: Order, action: SoundAction, earlier: Judgement): OnOrder {
  const isOfOffer = action.kind.startsWith('offer.') && earlier.outcome !== 'held';
  const isMissed = isOfOffer && !(action.kind === 'offer.accept' && earlier.outcome === 'applied');
  return isMissed
    ? { what: 'judged', order: recordKnown(order, action, earlier) }
    : { what: 'stranger' };
}

/** The order with an offer that they may accept, as the server had made it then. */
function withOffer(order: Order, provider: Provider, at: number): Order {
  const { job, requirement, personalProvider } = order;
  if (job.provider || !UNASSIGNED_STATES.includes(job.state)) return order;
  const theirs = order.offers.find((each) => each.provider === provider.id);
  if (theirs?.state === 'open') return order;
  const ranked = rank(provider, requirement.skill, job.place, personalProvider);
  const made = theirs ?? newOffers(job, [ranked], order.rules)[0]!;
  if (job.state === 'requested') return startRound(order, [{ ...made, state: 'waiting' }], at);
  const open: Offer = { ...made, state: 'open', step: made.step ?? 0, sentAt: made.sentAt ?? at };
  const others = order.offers.filter((each) => each !== theirs);
  return { ...order, offers: [...others, { ...open, rank: others.length + 1 }] };
}
