/** Everything that a person may have to look at. The list is closed: support has words for each. */
export const CASE_KINDS = [
  'action.held',
  'action.fork',
  'support.ask',
  'contact.lapsed',
  'confirm.lapsed',
  'unplaced',
  'followUp.failed',
  'visit.missed',
  'visit.unfinished',
  'signature.refused',
  'judging.failed',
  'billing.mismatch',
  'billing.failed',
  'charge.failed',
  'payout.failed',
  'mail.failed',
  'store.conflict'
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];
