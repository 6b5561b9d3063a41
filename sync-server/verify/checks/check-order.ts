// What must hold of one order by itself: one assignee, each action once, and something that comes
// next.
import { withDueAt } from '#domain/order/advance-order.ts';
import { runningAssignment } from '#domain/order/assignment/assignment.ts';
import { hasExpired } from '#domain/order/expired-order.ts';
import { ASSIGNED_STATES, ENDED_STATES, RUNNING_STATES } from '#domain/order/job-states.ts';
import type { Job } from '#domain/order/job.ts';
import { NEVER, type Order } from '#domain/order/order.ts';
import { escalationsOf } from '#domain/order/views/notices.ts';
import { found, type Finding } from '../finding.ts';

export function checkOrder(order: Order): Finding[] {
  return [...checkAssignee(order), ...checkEffects(order), ...checkNextStep(order)];
}

const about = ({ _id }: Pick<Order, '_id'>) => ({ database: 'orders', document: _id });

function checkAssignee(order: Order): Finding[] {
  const { job, assignments } = order;
  const running = runningAssignment(order);
  const open = assignments.filter(({ ended }) => ended === null);
  const isAssigned = ASSIGNED_STATES.includes(job.state);
  const holder = job.provider?.id;
  return [
    ...found(open.length > 1, about(order), 'Several assignments run at once.'),
    ...found(open.length === 1 && !running, about(order), 'An earlier assignment still runs.'),
    ...found(
      isAssigned && (holder === undefined || running?.provider !== holder),
      about(order),
      `The job is ${job.state} and its assignment is not that of the helper who has it.`
    ),
    ...found(
      !isAssigned && job.state !== 'cancelled' && (holder !== undefined || !!running),
      about(order),
      `The job is ${job.state} and somebody still has it.`
    )
  ];
}

/** What an action has brought into a job, by the name of the list. */
function effectsOf(job: Job): string[] {
  const { progress, notes, photos, addedPackages, soldProducts, appointmentChanges } = job;
  const lists = { progress, notes, photos, addedPackages, soldProducts, appointmentChanges };
  return [
    ...Object.values(lists).flatMap((list) => list.map(({ action }) => action as string)),
    ...[job.agreedPrice, job.completion, job.refusal].flatMap((one) => one?.action ?? [])
  ];
}

function checkEffects(order: Order): Finding[] {
  const jobs = [order.job, ...order.assignments.flatMap(({ ended }) => (ended ? [ended.job] : []))];
  return jobs.flatMap((job) => {
    const actions = effectsOf(job);
    return actions.flatMap((action, index) => [
      ...found(
        actions.indexOf(action) !== index,
        about(order),
        `The action ${action} is in the job twice.`
      ),
      ...found(
        order.verdicts[action]?.outcome === 'refused',
        about(order),
        `The action ${action} was refused and is in the job.`
      )
    ]);
  });
}

function checkNextStep(order: Order): Finding[] {
  const { job } = order;
  const { dueAt } = withDueAt(order);
  const isWithSupport = escalationsOf(order).some(({ resolution }) => resolution === null);
  const hasNext =
    dueAt < NEVER || ENDED_STATES.includes(job.state) || hasExpired(order) || isWithSupport;
  return [
    ...found(!hasNext, about(order), `The job is ${job.state} and nothing comes next.`),
    ...found(
      order.dueAt > dueAt,
      about(order),
      'The clock would come too late: dueAt is later than what is due next.'
    ),
    ...found(
      RUNNING_STATES.includes(job.state) && job.billing.state !== 'none',
      about(order),
      `The job is ${job.state} and billing is ${job.billing.state}.`
    ),
    ...found(
      job.state === 'completed' && job.billing.state === 'none',
      about(order),
      'The visit is completed and nobody bills it.'
    )
  ];
}
