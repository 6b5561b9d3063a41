import type { SignInResult } from '$lib/device/device.ts';
import { cleanEmail } from '#domain/text/email-address.ts';
import { m } from '$lib/paraglide/messages';
import { formatDuration } from '$lib/ui/values/format.ts';

export interface SignInProblem {
  text: string;
  /** At which field it is said as well. */
  field: 'email' | 'password' | null;
  /** Where to go instead. */
  link?: { href: string; label: string };
}

/** What a refused sign-in means and what to do, in words. */
export function signInProblem(
  { code, retryAfterMs }: Extract<SignInResult, { ok: false }>,
  locale: string
): SignInProblem {
  switch (code) {
    case 'session.wrongPassword':
      return { text: m.session_wrong_password(), field: 'password' };
    case 'session.throttled': {
      const wait = formatDuration(Math.max(60_000, retryAfterMs), locale);
      return { text: m.session_throttled({ wait }), field: null };
    }
    case 'session.forbidden':
      return { text: m.session_not_allowed(), field: null };
    case 'staff':
      return {
        text: m.session_staff(),
        field: null,
        link: { href: '/support', label: m.session_to_support() }
      };
    case 'applicant':
      return {
        text: m.helpers_session_applicant(),
        field: null,
        link: { href: '/helpers/status', label: m.helpers_session_to_status() }
      };
    case 'app.tooOld':
      return { text: m.session_too_old(), field: null };
    case 'unreachable':
      return { text: m.session_unreachable(), field: null };
    case 'passkey.expired':
      return { text: m.passkeys_expired(), field: null };
    case 'request.invalid':
      return { text: m.session_email_invalid(), field: 'email' };
    default:
      return { text: m.session_server_error(), field: null };
  }
}

/** Before anything is sent; null where nothing is missing. */
export function missingField(email: string, password: string): SignInProblem | null {
  if (!/^\S+@\S+$/.test(cleanEmail(email)))
    return { text: m.session_email_invalid(), field: 'email' };
  return password === '' ? { text: m.session_password_missing(), field: 'password' } : null;
}
