import { Secret, TOTP } from 'otpauth';

/** An authenticator app: what it shows for a secret that was typed in, `ahead` codes from now. */
export function codeOf(secret: string, ahead = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
  return totp.generate({ timestamp: Date.now() + ahead * 30_000 });
}
