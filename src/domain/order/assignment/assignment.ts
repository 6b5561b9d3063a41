// An assignment: one provider has the job, from accepting it until it ends. An order keeps every
// one that it had.
// 1. At most the last one runs; it then has the order's own job. One that ended keeps the job as
//    its provider left it.
// 2. A new one starts empty: nothing that an earlier provider did, signed for or still has to say
//    can reach the next.
// 3. Only one that the clock ended can be reopened, by a proof in time that comes late (reopen.ts):
//    the end then moves to `reopened`, where it counts for nothing but is still known.
// 4. Who had the job, who lost it, what they are told and what counts against them is read from
//    here and from nowhere else.
import { COMMAND_KINDS } from '../life-cycle/table.ts';
import * as z from 'zod/mini';
import type { ProviderId } from '../../brand.ts';
import { instantMs, providerId } from '../../branded.ts';
import type { Command } from '../life-cycle/command.ts';
import type { Code } from '../../protocol/code.ts';
import { jobSchema } from '../job.ts';
import type { Order } from '../order.ts';
import { signedPaperSchema } from '../signing/signed-paper.ts';

const at = instantMs;

/** As the provider's inbox says it. */
export const END_REASONS = ['contact.lapsed', 'confirm.lapsed', 'givenBack', 'cancelled'] as const;
export type EndReason = (typeof END_REASONS)[number];

const end = z.object({
  at,
  why: z.enum(END_REASONS),
  /** The time limit that was missed; null where the clock did not end it. */
  limitAt: z.nullable(at)
});
export type End = z.infer<typeof end>;

/** What of a command is kept of an action that cannot be judged yet. */
type KeptCommand = Pick<Command, 'id' | 'kind' | 'body' | 'at'>;

const pendingAction = z.object({
  hash: z.string(),
  /** When it was first looked at. */
  since: at,
  command: z.custom<KeptCommand>((value) =>
    COMMAND_KINDS.includes((value as Partial<KeptCommand> | null)?.kind as never)
  )
});
/** Came while it is not known whether a proof brings the job back: it has no verdict yet. */
export type PendingAction = z.infer<typeof pendingAction>;

export const assignmentSchema = z.object({
  provider: providerId,
  acceptedAt: at,
  /** How often the provider was reminded to call (R8). */
  reminders: z.number(),
  /** Null while it runs. `job`: as its provider left it. */
  ended: z.nullable(z.extend(end, { job: jobSchema })),
  /** Earlier ends, each undone by a proof in time. */
  reopened: z.array(z.extend(end, { reopenedAt: at })),
  pending: z.array(pendingAction),
  /** What the customer signed in it, or would not sign, and support has to look at. */
  papers: z.array(signedPaperSchema)
});
export interface Assignment extends z.infer<typeof assignmentSchema> {}

export function newAssignment(provider: ProviderId, acceptedAt: number): Assignment {
  const none = { ended: null, reopened: [], pending: [], papers: [] };
  return { provider, acceptedAt, reminders: 0, ...none };
}

type Assigned = Pick<Order, 'assignments'>;

/** The one that runs. */
export function runningAssignment({ assignments }: Assigned): Assignment | undefined {
  const last = assignments.at(-1);
  return last?.ended === null ? last : undefined;
}

/** This provider's last one. */
export function assignmentOf(
  { assignments }: Assigned,
  provider: ProviderId
): Assignment | undefined {
  return assignments.findLast((each) => each.provider === provider);
}

/** The job went to somebody else, or has to: a cancelled one nobody lost. */
export function isLoss({ why }: Pick<End, 'why'>): boolean {
  return why !== 'cancelled';
}

/** Providers who gave the job back or lost it to the clock: they are not asked again. */
export function formerProviders({ assignments }: Assigned): string[] {
  return assignments
    .filter(({ ended }) => ended !== null && isLoss(ended))
    .map(({ provider }) => provider);
}

/** Why something that this provider says about the job is held: they do not have it (any more). */
export function whyHeld({ assignments }: Assigned, provider: ProviderId): Code {
  const theirs = assignmentOf({ assignments }, provider);
  if (!theirs) return 'order.notYours';
  // Only as long as nobody had it since may it be said that the clock took it and no more.
  const isLast = assignments.at(-1) === theirs;
  return isLast && theirs.ended?.limitAt != null ? 'job.lapsed' : 'job.reassigned';
}

/** The order with one assignment changed. */
export function withAssignment<O extends Assigned>(
  order: O,
  assignment: Assignment,
  change: Partial<Assignment>
): O {
  const assignments = order.assignments.map((each) =>
    each === assignment ? { ...each, ...change } : each
  );
  return { ...order, assignments };
}

/** The order with its running assignment ended; the same order where none runs. */
export function endAssignment(order: Order, ended: End): Order {
  const running = runningAssignment(order);
  return running ? withAssignment(order, running, { ended: { ...ended, job: order.job } }) : order;
}

/**
 * Every end of every assignment, oldest first, with an id that never changes; `reopenedAt`: it was
 * undone.
 */
export function endsOf({ assignments }: Assigned) {
  return assignments.flatMap(({ provider, reopened, ended }, place) => {
    const all = [...reopened, ...(ended ? [{ ...ended, reopenedAt: null }] : [])];
    return all.map(({ at, why, reopenedAt }, index) => ({
      ...{ id: `${place}.${index}`, provider, at, why, reopenedAt }
    }));
  });
}
