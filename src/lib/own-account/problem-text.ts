import type { ApiCode } from '#domain/protocol/api-code.ts';
import { m } from '$lib/paraglide/messages';

const WORDS: Partial<Record<ApiCode | 'away', () => string>> = {
  'session.wrongPassword': m.helpers_password_wrong,
  'session.throttled': m.helpers_too_many,
  'request.tooMany': m.helpers_too_many,
  'request.invalid': m.helpers_email_invalid,
  'device.required': m.helpers_is_helper,
  'session.codeRequired': m.helpers_is_staff,
  'session.forbidden': m.helpers_is_staff,
  'link.over': m.helpers_link_used,
  'request.unknown': m.helpers_link_unknown,
  'account.taken': m.helpers_email_taken,
  'file.heic': m.helpers_paper_heic,
  'file.notAPaper': m.helpers_paper_type_wrong,
  'request.tooLarge': m.helpers_paper_large,
  'application.tooManyPapers': m.helpers_paper_many
};

/** What a refusal means and what to do, in words. */
export function problemText(code: ApiCode | 'away'): string {
  return (WORDS[code] ?? m.helpers_away)();
}
