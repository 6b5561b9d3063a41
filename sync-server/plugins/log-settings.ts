import type { Config } from '../config/config.ts';
import { loggedRequest } from './logged-request.ts';

/** Should anybody ever log them: who has them is signed in, or known. */
const SECRETS = ['authorization', 'cookie', 'set-cookie', 'token', 'password'].flatMap((name) => [
  `["${name}"]`,
  `*["${name}"]`,
  `*.*["${name}"]`
]);

export function logSettings({ logLevel: level }: Config, stream?: { write(line: string): void }) {
  return {
    level,
    serializers: { req: loggedRequest },
    redact: { paths: SECRETS, censor: '…' },
    ...(stream ? { stream } : {})
  };
}
