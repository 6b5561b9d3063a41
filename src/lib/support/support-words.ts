import type { Code } from '#domain/protocol/code.ts';
import type { CaseDetail, UnplacedReason } from '#domain/order/views/support-view.ts';
import type { Ineligible } from '#domain/matching/eligibility.ts';
import type { OfferState } from '#domain/order/order.ts';
import type { MailState } from '#domain/order/views/mail-view.ts';
import type { Resolution } from '#domain/order/views/notices.ts';
import type { CaseKind } from '#domain/support/case-kind.ts';
import { isolated } from '#domain/text/foreign-text.ts';
import { m } from '$lib/paraglide/messages';
import { codeText } from '$lib/words/code-text.ts';

const KINDS: Record<CaseKind, () => string> = {
  'action.held': m.support_kind_action_held,
  'action.fork': m.support_kind_action_fork,
  'support.ask': m.support_kind_support_ask,
  'contact.lapsed': m.support_kind_contact_lapsed,
  'confirm.lapsed': m.support_kind_confirm_lapsed,
  unplaced: m.support_kind_unplaced,
  'followUp.failed': m.support_kind_followUp_failed,
  'visit.missed': m.support_kind_visit_missed,
  'visit.unfinished': m.support_kind_visit_unfinished,
  'signature.refused': m.support_kind_signature_refused,
  'judging.failed': m.support_kind_judging_failed,
  'billing.mismatch': m.support_kind_billing_mismatch,
  'billing.failed': m.support_kind_billing_failed,
  'charge.failed': m.support_kind_charge_failed,
  'payout.failed': m.support_kind_payout_failed,
  'mail.failed': m.support_kind_mail_failed,
  'store.conflict': m.support_kind_store_conflict
};
const REASONS: Record<UnplacedReason, () => string> = {
  notSentYet: m.support_reason_notSentYet,
  nobodyFits: m.support_reason_nobodyFits,
  allDeclined: m.support_reason_allDeclined,
  noAnswer: m.support_reason_noAnswer,
  running: m.support_reason_running,
  expired: m.support_reason_expired
};
const AGAINST: Record<Ineligible, () => string> = {
  notVetted: m.support_against_notVetted,
  notActive: m.support_against_notActive,
  otherMarket: m.support_against_otherMarket,
  skill: m.support_against_skill,
  proOnly: m.support_against_proOnly,
  test: m.support_against_test,
  papers: m.support_against_papers,
  tooFar: m.support_against_tooFar,
  onVacation: m.support_against_onVacation,
  publicHoliday: m.support_against_publicHoliday,
  outsideHours: m.support_against_outsideHours,
  notFree: m.support_against_notFree
};
const OFFERS: Record<OfferState, () => string> = {
  waiting: m.support_offer_waiting,
  open: m.support_offer_open,
  declined: m.support_offer_declined,
  withdrawn: m.support_offer_withdrawn,
  accepted: m.support_offer_accepted,
  lapsed: m.support_offer_lapsed
};

const RESOLVED: Record<Resolution, () => string> = {
  'proof.honoured': m.support_closed_proof,
  'order.taken': m.support_closed_taken,
  'order.billed': m.support_closed_billed,
  'charge.collected': m.support_closed_collected,
  'payout.paid': m.support_closed_paid,
  'mail.sent': m.support_closed_mail
};

const MAILS: Record<MailState, () => string> = {
  waiting: m.support_mail_waiting,
  sent: m.support_mail_state_sent,
  kept: m.support_mail_kept,
  failed: m.support_mail_failed,
  expired: m.support_mail_expired
};
export const mailStateText = (state: MailState): string => MAILS[state]?.() ?? state;

/** What support made of a held visit. */
export const settledText = ({ way, payer }: NonNullable<CaseDetail['settled']>): string => {
  if (way === 'agreed') return m.support_settled_agreed();
  return payer === 'customer' ? m.support_settled_fee_customer() : m.support_settled_fee_platform();
};

/** What closing a case resolves, before the click. */
export const resolvesText = (kind: string): string =>
  kind === 'signature.refused' ? m.support_close_resolves_visit() : m.support_close_resolves();

/** What a newer server calls something is shown as it is. */
const saidBy = (words: Record<string, () => string>, name: string): string =>
  words[name]?.() ?? name;

export const kindText = (kind: string): string => saidBy(KINDS, kind);
export const reasonText = (reason: UnplacedReason): string => REASONS[reason]();
export const againstText = (reason: Ineligible): string => AGAINST[reason]();
export const offerText = (state: string): string => saidBy(OFFERS, state);

/** Who closed a case, or that it closed by itself; and why. */
type Closed = NonNullable<CaseDetail['closed']>;
export const closedTitle = ({ by, reason }: Closed): string =>
  reason ? m.support_closed_itself() : m.support_closed_by({ name: isolated(by) });
export const closedText = ({ note, reason }: Closed): string =>
  reason ? (RESOLVED[reason]?.() ?? reason) : note;

export const caseCodeText = (code: string | null): string => (code ? codeText(code as Code) : '');
