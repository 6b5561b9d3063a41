import type { ApiCode } from '#domain/protocol/api-code.ts';
import { m } from '$lib/paraglide/messages';

/** What the server says of passkeys, in words. */
export const PASSKEY_WORDS = {
  'passkey.unknown': m.passkeys_unknown,
  'passkey.expired': m.passkeys_expired,
  'passkey.notVerified': m.passkeys_not_verified,
  'passkey.tooMany': m.passkeys_too_many,
  'passkey.last': m.passkeys_last
} satisfies Partial<Record<ApiCode, () => string>>;

export function refusalText(code: string): string {
  const isKnown = code in PASSKEY_WORDS;
  return (isKnown ? PASSKEY_WORDS[code as keyof typeof PASSKEY_WORDS] : m.passkeys_failed)();
}

/** By the names of WebAuthn's own errors. */
const ERRORS: Partial<Record<string, () => string>> = {
  NotAllowedError: m.passkeys_cancelled,
  AbortError: m.passkeys_cancelled,
  InvalidStateError: m.passkeys_known_here,
  ConstraintError: m.passkeys_weak,
  NotSupportedError: m.passkeys_unsupported_here,
  SecurityError: m.passkeys_elsewhere
};

/** Why an authenticator has not answered. */
export function errorText(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  return (ERRORS[name] ?? m.passkeys_failed)();
}
