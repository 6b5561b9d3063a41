import type { PaymentMethod } from '#domain/order/order.ts';

/**
 * What a mail speaks of, already formatted in the customer's language and the visit's time zone.
 */
export interface MailFacts {
  /** Empty: of nobody whom one could greet by it. */
  name: string;
  service: string;
  day: string;
  time: string;
  /** Of a change of the appointment: the time so far and the new one. */
  before: { day: string; time: string };
  after: { day: string; time: string };
  place: string;
  helper: string;
  eta: string;
  number: string;
  total: string;
  /** What the visit costs as it stands, all in. */
  price: string;
  payment: PaymentMethod['kind'];
  /** R21: from the date of the invoice. */
  paymentDays: number;
  freeCancelUntil: string | null;
  /** R27: how long cancelling stays free after somebody has accepted, at least. */
  graceMinutes: number;
  /** Somebody had said that they come. */
  wasAccepted: boolean;
  isBySupport: boolean;
  /** What cancelling costs the customer; null where it is free. */
  cancelFee: string | null;
  /** What is charged instead of a visit that was not done. */
  feeFor: 'journey' | 'cancellation' | null;
  /** R15.31: support has decided what is charged; nobody signed it. */
  isSettled: boolean;
  canRate: boolean;
  /** R8 */
  contactHours: number;
}
