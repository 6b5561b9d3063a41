// What every inbox should hold about an order: derived from the order document alone, by
// deterministic ids.
import { hash } from 'node:crypto';
import type { CatalogLookup } from '#domain/catalog/service-package.ts';
import { wasReached } from '#domain/offer/waterfall.ts';
import type { JobDocument, NoticeDocument, OfferDocument } from '#domain/order/views/inbox.ts';
import { endsOf } from '#domain/order/assignment/assignment.ts';
import { noticesOf } from '#domain/order/views/notices.ts';
import type { Order } from '#domain/order/order.ts';
import type { Judgement } from '#domain/protocol/verdict.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import type { InboxWrite } from './inbox-writer.ts';
import { jobDocument, lostJobDocument } from './job-document.ts';
import { offerDocument } from './offer-document.ts';
import { verdictWrite } from './verdict-document.ts';

export interface OrderWrite extends InboxWrite {
  provider: string;
  /** Equal prints are equal documents: what this process wrote last need not be written again. */
  print: string;
}

export interface Projecting {
  catalog: CatalogLookup;
  keys: Pick<ServerKeys, 'sign'>;
}

export function inboxOfOrder(order: Order, { catalog, keys }: Projecting): OrderWrite[] {
  const judgedOf = judgementsByProvider(order);
  const judged = (provider: string) => judgedOf.get(provider) ?? {};
  return [
    ...offerWrites(order, judged, catalog),
    ...jobWrites(order, judged),
    ...noticeWrites(order),
    ...Object.entries(order.verdicts).map(([id, { provider, ...judgement }]) => ({
      ...verdictWrite(keys, { id, order: order._id, ...judgement }),
      provider,
      print: ''
    }))
  ];
}

type JudgedOf = (provider: string) => Record<string, Judgement>;

function judgementsByProvider(order: Order): Map<string, Record<string, Judgement>> {
  const byProvider = new Map<string, Record<string, Judgement>>();
  for (const [id, { provider, outcome, code, at }] of Object.entries(order.verdicts)) {
    const judged = byProvider.get(provider) ?? {};
    judged[id] = { outcome, code, at };
    byProvider.set(provider, judged);
  }
  return byProvider;
}

function printOf(value: unknown): string {
  return hash('sha1', JSON.stringify(value), 'base64');
}

function whole(provider: string, document: OfferDocument | JobDocument): OrderWrite {
  const { _id: id, generation } = document;
  const print = printOf({ ...document, generation: 0 });
  return { provider, id, generation, print, build: () => document };
}

/** Also those of earlier rounds: their inboxes still carry the offer, as it ended. */
function offerWrites(order: Order, judged: JudgedOf, catalog: CatalogLookup): OrderWrite[] {
  const reached = [...order.earlierOffers, ...order.offers].filter(wasReached);
  const newest = new Map(reached.map((offer) => [offer.provider, offer]));
  return [...newest.values()].map((offer) => {
    const { provider } = offer;
    return whole(provider, offerDocument(order, offer, judged(provider), catalog));
  });
}

function jobWrites(order: Order, judged: JudgedOf): OrderWrite[] {
  const holder = order.job.provider?.id;
  const isRemoved = order.job.contactRemovedAt !== undefined;
  const writes = holder === undefined ? [] : [whole(holder, jobDocument(order, judged(holder)))];
  const last = new Map(endsOf(order).map((end) => [end.provider, end]));
  for (const [provider, end] of last) {
    if (provider === holder) continue;
    const theirs = judged(provider);
    writes.push({
      provider,
      id: `job:${order._id}`,
      generation: order.generation,
      print: printOf([end.id, theirs, isRemoved]),
      needsCurrent: true,
      build: (current) =>
        current?.type === 'job' ? lostJobDocument(current, order, theirs, end) : undefined
    });
  }
  return writes;
}

function noticeWrites(order: Order): OrderWrite[] {
  return noticesOf(order).map(({ id, provider, kind, at }) => {
    const notice: NoticeDocument = {
      _id: `notice:${id}`,
      type: 'notice',
      generation: order.generation,
      order: order._id,
      kind,
      at
    };
    return { provider, id: notice._id, generation: null, print: '', build: () => notice };
  });
}
