import type { End } from '#domain/order/assignment/assignment.ts';
import type { JobDocument } from '#domain/order/views/inbox.ts';
import { withoutContact } from '#domain/order/contact-data.ts';
import type { Job } from '#domain/order/job.ts';
import type { Order } from '#domain/order/order.ts';
import type { Statement } from '#domain/order/signing/statement.ts';
import { LINE_TITLES } from '#domain/price/line-titles.ts';
import type { Judgement } from '#domain/protocol/verdict.ts';

/**
 * `job:<orderId>` of the one who has it. A cancelled job stays with them without the customer's
 * data, an old one too.
 */
export function jobDocument(order: Order, judged: Record<string, Judgement>): JobDocument {
  const { job, generation } = order;
  const about = { _id: `job:${order._id}`, type: 'job', generation, order: order._id } as const;
  const base = { ...about, payment: order.payment.kind };
  if (job.state === 'cancelled') {
    const removed = { at: job.cancellation?.at ?? 0, why: 'cancelled' } as const;
    return { ...base, job: withoutCustomer(job), judged, removed };
  }
  const isKept = job.contactRemovedAt === undefined;
  return { ...base, job: isKept ? told(job) : withoutCustomer(job), judged, removed: null };
}

/** Why support has settled a visit, in its own words, is not the provider's to read. */
function told({ settled, ...job }: Job): Job {
  return settled ? { ...job, settled: { ...settled, reason: '' } } : job;
}

/**
 * What stays with one who lost the job: what they did, when and why it went, and nothing about the
 * customer.
 */
export function lostJobDocument(
  current: JobDocument,
  order: Order,
  judged: Record<string, Judgement>,
  { at, why }: Pick<End, 'at' | 'why'>
): JobDocument {
  const job: Job = { ...withoutCustomer(current.job), state: 'requested', provider: null };
  return { ...current, generation: order.generation, job, judged, removed: { at, why } };
}

const NO_SIGNATURE = { method: 'typed', typedName: '' } as const;

/** What was done and what it cost; the signed one, to the byte, stays in the order. */
function anonymous(statement: Statement): Statement {
  const { role } = statement.signer;
  return {
    ...statement,
    customer: { name: '', company: '' },
    place: { ...statement.place, street: '', houseNumber: '' },
    lines: statement.lines.map((line) =>
      line.kind === 'additionalWork'
        ? { ...line, title: LINE_TITLES.additionalWork[statement.language] }
        : line
    ),
    signer: { name: '', role }
  };
}

/** On a device what was signed goes as well: only amounts, times and hashes stay. */
function withoutCustomer(job: Job): Job {
  return {
    ...withoutContact(job),
    completion: job.completion && {
      ...job.completion,
      statement: anonymous(job.completion.statement),
      signature: NO_SIGNATURE
    },
    pickup: job.pickup && { ...job.pickup, reference: '' },
    agreedPrice: job.agreedPrice && unsigned(job.agreedPrice),
    addedPackages: job.addedPackages.map(unsigned),
    ...(job.takenBack && {
      takenBack: job.takenBack.map((each) => ({ ...each, was: each.was && unsigned(each.was) }))
    })
  };
}

/** Of what was agreed on the spot neither who signed nor why: those are the customer's words. */
function unsigned<T extends object>(agreed: T): T {
  return {
    ...agreed,
    ...('signature' in agreed && { signature: NO_SIGNATURE }),
    ...('reason' in agreed && { reason: '' })
  };
}
