import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { newHashingTurns } from './hashing-turns.ts';

const derive = promisify(argon2);

/** A stored password with everything that is needed to check it years from now. */
export interface PasswordHash {
  algorithm: 'argon2id';
  memory: number;
  passes: number;
  parallelism: number;
  /** base64url, as the hash. */
  salt: string;
  hash: string;
}

/** OWASP's recommendation for argon2id: 19 MiB, two passes. */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const HASH_BYTES = 32;

/** Of this process: all its hashing shares the same threads. */
export const hashingTurns = newHashingTurns();

export async function hashPassword(
  password: string,
  place = hashingTurns.own()
): Promise<PasswordHash> {
  const salt = randomBytes(16);
  const hash = await place.run(() => argon2id(password, salt, PARAMETERS));
  return {
    algorithm: 'argon2id',
    ...PARAMETERS,
    salt: salt.toString('base64url'),
    hash: hash.toString('base64url')
  };
}

/** Takes as long for `undefined` (no such account) as for a wrong password. */
export async function isPassword(
  password: string,
  stored: PasswordHash | undefined,
  place = hashingTurns.own()
): Promise<boolean> {
  const { salt, hash, ...parameters } = stored ?? NOBODY;
  const expected = Buffer.from(hash, 'base64url');
  const actual = await place.run(() =>
    argon2id(password, Buffer.from(salt, 'base64url'), parameters)
  );
  return timingSafeEqual(actual, expected) && stored !== undefined;
}

/** Whether it should be hashed again with today's parameters, now that the password is known. */
export function isOutdated({ memory, passes }: PasswordHash): boolean {
  return memory < PARAMETERS.memory || passes < PARAMETERS.passes;
}

const NOBODY: PasswordHash = {
  algorithm: 'argon2id',
  ...PARAMETERS,
  salt: randomBytes(16).toString('base64url'),
  hash: randomBytes(HASH_BYTES).toString('base64url')
};

async function argon2id(
  password: string,
  salt: Buffer,
  parameters: Pick<PasswordHash, 'memory' | 'passes' | 'parallelism'>
): Promise<Buffer> {
  return derive('argon2id', {
    message: Buffer.from(password.normalize('NFKC'), 'utf8'),
    nonce: salt,
    memory: parameters.memory,
    passes: parameters.passes,
    parallelism: parameters.parallelism,
    tagLength: HASH_BYTES
  });
}
