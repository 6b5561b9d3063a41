// No inbox has a document of somebody else's: whose each one is follows from the order.
import { isDeepStrictEqual } from 'node:util';
import type { InboxDocument, JobDocument } from '#domain/order/views/inbox.ts';
import { noticesOf } from '#domain/order/views/notices.ts';
import type { Order } from '#domain/order/order.ts';
import { found, type Finding } from '../finding.ts';

interface AroundInbox {
  order: Order | undefined;
  /** What of the outbox or the ledger it is about is this provider's. */
  isOwn: boolean;
  isUntold: boolean;
}

export function orderOf(document: InboxDocument): string | null {
  return document.type === 'profile' ? null : document.order;
}

export function checkInboxDocument(
  provider: string,
  document: InboxDocument,
  around: AroundInbox
): Finding[] {
  const place = { database: `inbox-${provider}`, document: document._id };
  const { order, isOwn, isUntold } = around;
  const foreign = `It is not for ${provider}.`;
  switch (document.type) {
    case 'profile':
      return found(document.id !== provider, place, foreign);
    case 'verdict':
      return found(!isOwn, place, `It is of an action that ${provider} has not handed in.`);
    case 'earning':
      return found(!isOwn, place, foreign);
    case 'job':
      return checkJob(provider, document, around);
    case 'offer':
      return found(!wasAsked(order, provider), place, foreign, isUntold);
    case 'notice':
      return found(!isNotice(order, provider, document._id), place, foreign, isUntold);
    default:
      return [];
  }
}

function checkJob(
  provider: string,
  document: JobDocument,
  { order, isUntold }: AroundInbox
): Finding[] {
  const place = { database: `inbox-${provider}`, document: document._id };
  const holder = order?.job.provider?.id;
  const had = order?.assignments.some((each) => each.provider === provider) === true;
  const isLost = holder !== provider;
  const { removed, job } = document;
  const shows = job.customer.name !== '' || job.customer.phone !== '' || job.place.street !== '';
  return [
    ...found(!had, place, `${provider} never had this job.`, isUntold && order !== undefined),
    ...found(
      had && isLost && !removed,
      place,
      `${provider} has lost this job and still has it as theirs.`,
      isUntold
    ),
    ...found(
      had && isLost && shows && !!removed,
      place,
      'It still shows a customer of a job that was lost.'
    ),
    ...found(
      !isLost && order !== undefined && document.generation > order.generation,
      place,
      'It is of a later state than the order itself.'
    ),
    ...found(
      !isLost && !!order && !showsJob(document, order),
      place,
      'It shows another job than the order says.',
      isUntold
    )
  ];
}

/** To the byte, as long as nothing of it has to be left out. */
function showsJob({ job }: JobDocument, { job: kept }: Order): boolean {
  const isLeftOut = kept.state === 'cancelled' || kept.contactRemovedAt !== undefined;
  return isLeftOut || isDeepStrictEqual(job, kept);
}

function wasAsked(order: Order | undefined, provider: string): boolean {
  if (!order) return false;
  return [...order.offers, ...order.earlierOffers].some((offer) => offer.provider === provider);
}

/** Of an end that was undone the notice stays with whoever was told. */
function isNotice(order: Order | undefined, provider: string, id: string): boolean {
  if (!order) return false;
  const notice = noticesOf(order).find((each) => `notice:${each.id}` === id);
  if (notice) return notice.provider === provider;
  return order.assignments.some((each) => each.provider === provider);
}
