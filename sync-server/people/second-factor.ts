// The second thing that staff show at sign-in, where it is no passkey: a code of their authenticator
// app (RFC 6238, 30 s, six digits), or one of ten recovery codes, each good for once. A code is taken
// once too: whoever has looked over a shoulder comes too late.
import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

export interface SecondFactor {
  /** Base32; null: passkeys stand in for an app. */
  secret: string | null;
  /** The newest 30-second step whose code was taken; none of it or before it is taken again. */
  usedStep: number;
  /** Hashes of the recovery codes that are left. */
  recovery: string[];
}

const STEP_MS = 30_000;
/** Steps by which a phone's clock may be off. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
const ISSUER = 'Mila Onsite';

export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app reads from the square. */
export function authenticatorUri(secret: string, email: string): string {
  return totpOf(secret, email).toString();
}

/** Ten codes as `abcd-efgh-jkmn`; only their hashes are kept. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  return { codes, hashes: codes.map(hashOfCode) };
}

/** The factor with this code used up; undefined where it is not one of its codes. */
export function useCode(factor: SecondFactor, code: string, now: number): SecondFactor | undefined {
  const typed = code.replace(/[\s-]/g, '').toLowerCase();
  if (/^\d{6}$/.test(typed)) {
    if (factor.secret === null) return undefined;
    const delta = totpOf(factor.secret, '').validate({
      token: typed,
      timestamp: now,
      window: WINDOW
    });
    const step = Math.floor(now / STEP_MS) + (delta ?? 0);
    return delta === null || step <= factor.usedStep ? undefined : { ...factor, usedStep: step };
  }
  const hash = hashOfCode(typed);
  if (!factor.recovery.includes(hash)) return undefined;
  return { ...factor, recovery: factor.recovery.filter((each) => each !== hash) };
}

function totpOf(secret: string, email: string): TOTP {
  return new TOTP({ issuer: ISSUER, label: email, secret: Secret.fromBase32(secret) });
}

/** 60 bits: guessing is counted like every sign-in. No letters that look like digits. */
function newRecoveryCode(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const text = [...randomBytes(12)].map((byte) => letters[byte % letters.length]).join('');
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

function hashOfCode(code: string): string {
  return createHash('sha256').update(code.replaceAll('-', '')).digest('base64url');
}
