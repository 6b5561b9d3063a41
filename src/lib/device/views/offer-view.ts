import type { OfferDocument } from '#domain/order/views/inbox.ts';
import type { OutboxRow } from '../store/rows.ts';

export interface OfferView {
  order: string;
  offer: OfferDocument;
  /**
   * What this device has answered, until the server has judged it; the server alone decides who
   * gets the job (R5).
   */
  asked: { answer: 'accept' | 'decline'; row: OutboxRow } | null;
  /** An answer that was refused or held, with its reason in `row.code`, until dismissed. */
  notAccepted: OutboxRow | null;
  /** offer.seen has been recorded here (it starts the exclusive two minutes, so say it once). */
  seen: boolean;
}

/** @param rows this device's outbox rows of this order, by seq */
export function offerView(offer: OfferDocument, rows: readonly OutboxRow[]): OfferView {
  // Whatever the server has judged of this provider's about this offer, they had seen it.
  const seen = Object.keys(offer.judged).length > 0;
  const view: OfferView = { order: offer.order, offer, asked: null, notAccepted: null, seen };
  for (const row of rows) {
    if (row.kind === 'offer.seen') view.seen = true;
    if (row.kind !== 'offer.accept' && row.kind !== 'offer.decline') continue;
    if (row.state === 'refused' || row.state === 'held') view.notAccepted = row;
    else if (!Object.hasOwn(offer.judged, row.id)) {
      view.asked = { answer: row.kind === 'offer.accept' ? 'accept' : 'decline', row };
    }
  }
  return view;
}
