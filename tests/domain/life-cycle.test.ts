import { describe, expect, it } from 'vitest';
import type { Product } from '#domain/catalog/service-package.ts';
import { allowedActions } from '#domain/order/life-cycle/allowed-actions.ts';
import { applyToJob } from '#domain/order/life-cycle/apply-to-job.ts';
import {
  ACTOR_TYPES,
  type Actor,
  type ActorType,
  type CommandKind,
  type Rules
} from '#domain/order/life-cycle/command.ts';
import { JOB_STATES, type JobState } from '#domain/order/job-states.ts';
import { COMMAND_KINDS, LIFE_CYCLE } from '#domain/order/life-cycle/table.ts';
import { ACTION_KINDS } from '#domain/protocol/action-body.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { A_CATALOG, aCommand, aJob, NOW } from '../support/builders.ts';

/**
 * The rules as a grid, written down by hand and apart from the code: one letter a state.
 * r requested, o offered, u unplaced, a accepted, c contacted, k confirmed, t travelling,
 * v arrived (visit), w working, d completed (done), h held, f failed, x cancelled.
 */
const LETTERS = 'ouacktvwdhfx';
const LETTER_OF: Record<JobState, string> = Object.fromEntries(
  JOB_STATES.map((state, index) => [state, `r${LETTERS}`[index]])
) as Record<JobState, string>;

/** kind, actor → from letter to letter, as pairs. */
const GRID: [CommandKind, ActorType, string][] = [
  ['offer.seen', 'offeree', 'oo uu'],
  ['offer.accept', 'offeree', 'oa ua'],
  ['offer.decline', 'offeree', 'oo uu'],
  ['customer.contacted', 'provider', 'ac cc kk'],
  ['appointment.confirm', 'provider', 'ck'],
  ['appointment.change', 'provider', 'aa cc kc'],
  ['appointment.agree', 'customer', 'aa cc kc'],
  ['appointment.reject', 'customer', 'aa cc kk'],
  ['job.giveBack', 'provider', 'ar cr kr'],
  ['delivery.pickedUp', 'provider', 'aa cc kk tt'],
  ['delivery.handedOver', 'provider', 'vv ww'],
  ['travel.start', 'provider', 'kt'],
  ['visit.arrive', 'provider', 'tv'],
  ['work.start', 'provider', 'vw'],
  ['work.progress', 'provider', 'ww'],
  ['checklist.set', 'provider', 'aa cc kk tt vv ww'],
  ['note.add', 'provider', 'aa cc kk tt vv ww'],
  ['photo.add', 'provider', 'aa cc kk tt vv ww'],
  ['photo.remove', 'provider', 'aa cc kk tt vv ww'],
  ['price.agree', 'provider', 'vv ww'],
  ['package.add', 'provider', 'vv ww'],
  ['product.sell', 'provider', 'vv ww'],
  ['addition.takeBack', 'provider', 'vv ww'],
  ['job.complete', 'provider', 'wd'],
  ['job.fail', 'provider', 'tf vf wf'],
  ['job.refuseToSign', 'provider', 'wh'],
  ['order.cancel', 'customer', 'rx ox ux ax cx kx'],
  ['order.cancel', 'support', 'rx ox ux ax cx kx tx vx wx'],
  ['order.reoffer', 'support', 'ur'],
  ['held.resolve', 'support', 'rr oo uu aa cc kk tt vv ww dd hh ff xx'],
  ['visit.settle', 'support', 'hd fd xd'],
  ['rating.give', 'customer', 'dd'],
  ['offers.send', 'clock', 'ro'],
  ['order.unplace', 'clock', 'ou'],
  ['contact.remind', 'clock', 'aa'],
  ['contact.lapse', 'clock', 'ar'],
  ['confirm.lapse', 'clock', 'ar cr'],
  ['visit.miss', 'clock', 'aa cc kk tt'],
  ['visit.overrun', 'clock', 'vv ww'],
  ['contact.remove', 'clock', 'dd hh ff xx uu'],
  ['assignment.reopen', 'authority', 'rc oc uc'],
  ['visit.hold', 'authority', 'ah ch kh th vh wh xx ff'],
  ['order.bill', 'billing', 'dd ff xx'],
  ['order.hold', 'billing', 'dh fh xh']
];

/** Also those that are about no order: nobody may do them to one. */
const KINDS = [...new Set<string>([...COMMAND_KINDS, ...ACTION_KINDS])] as CommandKind[];

const actorOf = (type: ActorType): Actor =>
  type === 'provider' || type === 'offeree' || type === 'support'
    ? { type, id: type === 'support' ? 'staff' : 'anna' }
    : { type };

const WAITING = {
  action: 'x',
  from: 0,
  startsAt: NOW + 96 * HOUR_MS,
  customerWish: '',
  confirmedBy: 'link',
  at: NOW,
  state: 'waiting'
} as const;

const CABLE: Product = {
  _id: 'product:cable',
  type: 'product',
  id: 'cable',
  version: 1,
  brand: 'Wabe',
  title: { de: 'Kabel' },
  prices: { CH: 1200 },
  salesCommissionBps: 1000,
  goesWith: ['wlan'],
  active: true
};
const RULES: Rules = { catalog: { ...A_CATALOG, productAt: () => CABLE } };

/** A job in this state to which every guard says yes. */
const jobIn = (state: JobState, kind?: CommandKind) =>
  aJob({
    state,
    provider: { id: 'anna', name: 'Anna', role: kind === 'package.add' ? 'pro' : 'friend' },
    appointment: { startsAt: NOW + 25 * HOUR_MS, durationMin: 60, timeZone: 'Europe/Zurich' },
    appointmentChanges: [WAITING],
    checked: { 'wlan.explain': { done: true, at: NOW } },
    arrivedAt: NOW - HOUR_MS,
    billing: { ...aJob().billing, state: kind === 'visit.settle' ? 'held' : 'none' }
  });
/** Inside the confirmation window, and before it for the customer's free cancellation. */
const momentOf = (kind: CommandKind) => NOW + (kind === 'appointment.confirm' ? 2 * HOUR_MS : 0);

describe('[R27.3, R27.10, R15.17, R19.1] the life cycle allows exactly the grid', () => {
  for (const by of ACTOR_TYPES) {
    for (const kind of KINDS) {
      const row = GRID.find(([each, actor]) => each === kind && actor === by);
      const ways = new Map(row?.[2].split(' ').map((pair) => [pair[0], pair[1]]));
      it.each(JOB_STATES.map((state) => [state] as const))(`${by} · ${kind} · %s`, (state) => {
        const job = jobIn(state, kind);
        const command = aCommand(kind, job, { actor: actorOf(by), at: momentOf(kind) });
        const decision = applyToJob(job, command, RULES);
        const target = ways.get(LETTER_OF[state]);
        if (target === undefined) {
          expect(decision.outcome).toBe('refused');
        } else {
          expect(decision).toMatchObject({ outcome: 'applied' });
          if (decision.outcome === 'applied') expect(LETTER_OF[decision.next.state]).toBe(target);
        }
      });
    }
  }

  it('names no kind that the grid does not know', () => {
    const known = new Set(GRID.map(([kind]) => kind));
    expect(COMMAND_KINDS.filter((kind) => !known.has(kind))).toEqual([]);
    expect(Object.keys(LIFE_CYCLE).toSorted()).toEqual(COMMAND_KINDS.toSorted());
  });
});

describe('allowedActions', () => {
  it('agrees with applyToJob on every state, actor and kind', () => {
    for (const state of JOB_STATES) {
      for (const by of ACTOR_TYPES) {
        const job = jobIn(state);
        const offered = allowedActions(job, by, NOW).filter((each) => !each.blockedBy);
        for (const { kind } of offered) {
          const command = aCommand(kind, job, { actor: actorOf(by) });
          expect(applyToJob(job, command, RULES), `${state} ${by} ${kind}`).toMatchObject({
            outcome: 'applied'
          });
        }
      }
    }
  });

  it('[R14.1] shows completion as blocked while a required item is open', () => {
    const job = { ...jobIn('working'), checked: {} };
    const complete = allowedActions(job, 'provider', NOW).find(
      (each) => each.kind === 'job.complete'
    );
    expect(complete).toEqual({ kind: 'job.complete', blockedBy: 'checklist.open' });
  });

  it('[R13.3] blocks a higher price for a Pro and a further package for a Friend', () => {
    const friend = jobIn('working');
    const pro = { ...friend, provider: { id: 'anna', name: 'Anna', role: 'pro' as const } };
    const blocked = (job: typeof friend, kind: CommandKind) =>
      allowedActions(job, 'provider', NOW).find((each) => each.kind === kind)?.blockedBy;
    expect(blocked(friend, 'price.agree')).toBeNull();
    expect(blocked(friend, 'package.add')).toBe('package.notAPro');
    expect(blocked(pro, 'price.agree')).toBe('price.notAFriend');
    expect(blocked(pro, 'package.add')).toBeNull();
  });
});
