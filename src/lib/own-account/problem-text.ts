import type { ApiCode } from '#domain/protocol/api-code.ts';
import { PASSKEY_WORDS } from '$lib/passkeys/passkey-words.ts';
import { m } from '$lib/paraglide/messages';

const refused = m.helpers_refused;
const busy = m.helpers_server_busy;
const WORDS: Record<ApiCode | 'away', () => string> = {
  away: m.helpers_away,
  'request.invalid': m.helpers_invalid,
  'request.tooLarge': m.helpers_paper_large,
  'request.tooMany': m.helpers_too_many,
  'request.crossSite': refused,
  'request.unknown': refused,
  'app.tooOld': m.helpers_too_old,
  'session.required': m.helpers_account_out,
  'session.forbidden': m.helpers_is_staff,
  'session.wrongPassword': m.helpers_password_wrong,
  'session.throttled': m.helpers_too_many,
  'session.codeRequired': m.helpers_is_staff,
  'session.wrongCode': refused,
  ...PASSKEY_WORDS,
  'device.required': m.helpers_is_helper,
  'device.badKey': refused,
  'device.otherKey': refused,
  'device.taken': refused,
  'document.conflict': refused,
  'link.over': m.helpers_link_used,
  'account.taken': m.helpers_email_taken,
  'application.wrongState': m.helpers_changed,
  'application.changed': m.helpers_changed,
  'application.missing': m.helpers_missing_still,
  'application.openItems': refused,
  'application.noReason': refused,
  'application.tooManyPapers': m.helpers_paper_many,
  'test.pause': m.helpers_test_later,
  'invite.over': m.helpers_link_used,
  'mail.notSet': busy,
  'staff.known': refused,
  'staff.lastOwner': refused,
  'file.badOffset': m.helpers_paper_failed,
  'file.badHash': m.helpers_paper_failed,
  'file.notAnImage': m.helpers_paper_type_wrong,
  'file.notAPaper': m.helpers_paper_type_wrong,
  'file.heic': m.helpers_paper_heic,
  'file.quota': refused,
  'outbox.full': refused,
  'server.busy': busy,
  'store.unavailable': busy,
  'store.otherCopy': busy,
  'server.failed': busy
};

/** Where a code means something more: which field is wrong, what is not there. */
export type WordsHere = Partial<Record<ApiCode | 'away', () => string>>;

/** Of what a mailed link leads to. */
export const LINK_WORDS: WordsHere = { 'request.unknown': m.helpers_link_unknown };

/** What a refusal means and what to do, in words; `here` goes first. */
export function problemText(code: ApiCode | 'away', here: WordsHere = {}): string {
  return (here[code] ?? WORDS[code] ?? refused)();
}
