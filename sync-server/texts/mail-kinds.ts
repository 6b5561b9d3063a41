/** Mails to customers, about their order. */
export const MAIL_KINDS = [
  'booked',
  'unplaced',
  'expired',
  'helperFound',
  'helperLost',
  'helperBack',
  'appointmentAsked',
  'appointmentMoved',
  'onTheWay',
  'cancelled',
  'invoice'
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];
