// What every inbox should hold about an order: derived from the order document alone, by deterministic ids.
import { hash } from 'node:crypto';
import type { CatalogLookup } from '#domain/catalog/service-package.ts';
import type { JobDocument, NoticeDocument, OfferDocument } from '#domain/order/views/inbox.ts';
import { lossesOf } from '#domain/order/losses.ts';
import { noticesOf } from '#domain/order/views/notices.ts';
import type { Order } from '#domain/order/order.ts';
import type { Judgement } from '#domain/protocol/verdict.ts';
import type { ServerKeys } from '../people/server-keys.ts';
import type { InboxWrite } from './inbox-writer.ts';
import { jobDocument, lostJobDocument } from './job-document.ts';
import { offerDocument, offerStateFor } from './offer-document.ts';
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

function offerWrites(order: Order, judged: JudgedOf, catalog: CatalogLookup): OrderWrite[] {
  const reached = order.offers.filter((offer) => offer.step !== null);
  const now = new Set(reached.map((offer) => offer.provider));
  return [
    ...reached.map((offer) => {
      const { provider } = offer;
      return whole(provider, offerDocument(order, offer, judged(provider), catalog));
    }),
    ...order.formerOfferees
      .filter((provider) => !now.has(provider))
      .map((provider) => formerOffer(order, provider, judged(provider)))
  ];
}

/** An offer of an earlier round, of which only the inbox still knows the details; the customer's leave it with the order. */
function formerOffer(
  order: Order,
  provider: string,
  judged: Record<string, Judgement>
): OrderWrite {
  const { generation } = order;
  const state = offerStateFor(order, provider);
  const isRemoved = order.job.contactRemovedAt !== undefined;
  return {
    provider,
    id: `offer:${order._id}`,
    generation,
    print: printOf([state, judged, isRemoved]),
    needsCurrent: true,
    build: (current) => {
      if (current?.type !== 'offer') return undefined;
      const former = { ...current, generation, state, exclusiveUntil: null, judged };
      return isRemoved ? { ...former, ...emptied(current) } : former;
    }
  };
}

/** As `offerDocument` makes it of an order without contact data. */
function emptied({ area: { postcode, city } }: OfferDocument): Partial<OfferDocument> {
  return { problem: '', area: { postcode, city, lat: 0, lon: 0 } };
}

function jobWrites(order: Order, judged: JudgedOf): OrderWrite[] {
  const holder = order.job.provider?.id;
  const isRemoved = order.job.contactRemovedAt !== undefined;
  const writes = holder === undefined ? [] : [whole(holder, jobDocument(order, judged(holder)))];
  const last = new Map(lossesOf(order).map((loss) => [loss.provider, loss]));
  for (const [provider, loss] of last) {
    if (provider === holder) continue;
    const theirs = judged(provider);
    writes.push({
      provider,
      id: `job:${order._id}`,
      generation: order.generation,
      print: printOf([loss.entry, theirs, isRemoved]),
      needsCurrent: true,
      build: (current) =>
        current?.type === 'job' ? lostJobDocument(current, order, theirs, loss) : undefined
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
