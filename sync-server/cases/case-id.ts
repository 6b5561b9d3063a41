// Ids of all cases. An id says what its case is about, so opening a case twice is opening it once,
// and whoever knows the subject finds the case without a search.

/** What a case is about, by the names that make it one of its kind. */
export type CaseSubject =
  /** An action whose id is its sender's own. */
  | { action: string }
  /** An action under an id that its sender may have no right to. */
  | { action: string; sentBy: string }
  /** All that a device has sent beyond what is shown one by one. */
  | { manyFrom: string; provider: string }
  /** A second content under the id of an action. */
  | { action: string; sentBy: string; hash: string }
  /**
   * Something that has to be told of an order; its id names the order (domain/order/views/notices).
   */
  | { escalation: string }
  /** An action that the authority failed on, in one of its stored revisions. */
  | { unjudged: string; provider: string; rev: string }
  /** What should have followed from one state of an order, a profile or the mails of an order. */
  | { followUp: string; generation: number }
  | { profile: string; rev: string }
  | { mailsOf: string; generation: number }
  /** A job that cannot be billed as it was signed, or not at all. */
  | { bill: string }
  | { failedBill: string }
  | { charge: string }
  /** A mail that cannot be delivered. */
  | { mail: string }
  /** A revision beside the one that stands; `conflict` is the database and the document's id. */
  | { conflict: string; rev: string }
  | { payout: number; provider: string; currency: string };

export function caseId(subject: CaseSubject): string {
  return `case:${namesOf(subject).join(':')}`;
}

function namesOf(subject: CaseSubject): (string | number)[] {
  if ('action' in subject) {
    if ('hash' in subject) return [subject.sentBy, subject.action, subject.hash];
    return 'sentBy' in subject ? [subject.sentBy, subject.action] : [subject.action];
  }
  if ('manyFrom' in subject) return ['many', subject.provider, subject.manyFrom];
  if ('escalation' in subject) return [subject.escalation];
  if ('unjudged' in subject) return ['judging', subject.provider, subject.unjudged, subject.rev];
  if ('followUp' in subject) return ['followUp', subject.followUp, subject.generation];
  if ('profile' in subject) return ['profile', subject.profile, subject.rev];
  if ('mailsOf' in subject) return ['mails', subject.mailsOf, subject.generation];
  if ('bill' in subject) return ['billing', subject.bill];
  if ('failedBill' in subject) return ['billing-failed', subject.failedBill];
  if ('mail' in subject) return ['undelivered', subject.mail];
  if ('conflict' in subject) return ['conflict', subject.conflict, subject.rev];
  if ('charge' in subject) return ['charge', subject.charge];
  return ['payout', subject.provider, subject.currency, subject.payout];
}
