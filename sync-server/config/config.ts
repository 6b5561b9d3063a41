import { resolve } from 'node:path';
import * as z from 'zod/mini';
import { cleanWords } from '#domain/text/clean-text.ts';
import { OPERATOR_SETTINGS, type OperatorValues } from './operator-settings.ts';

/** Everything that an operator can set, read from the environment once, at start. */
export interface Config {
  port: number;
  host: string;
  /** The address that people use, without a slash at the end; links in mails start with it. */
  publicUrl: string;
  dataDir: string;
  filesDir: string;
  /** The built app. */
  buildDir: string;
  /** Null: the embedded engine in `dataDir`. */
  couchdbUrl: string | null;
  /** Put before every database name, for several installations on one CouchDB. */
  couchdbPrefix: string;
  /** Null: mails are kept in memory and shown in the log. */
  smtpUrl: string | null;
  /** Null: the support's address. */
  mailFrom: string | null;
  geocoderUrl: string | null;
  demo: boolean;
  /** What the environment says of it: nobody changes that in /admin. */
  operatorSet: OperatorValues;
  /** How many proxies in front of this process may name the client's address; 0 = none. */
  trustedProxies: number;
  sessionDays: number;
  /**
   * Requests to /api and /sync a minute, for each session (or address, where nobody is signed in).
   */
  requestsPerMinute: number;
  /** Photos and papers of one provider, in megabytes. */
  filesQuotaMb: number;
  logLevel: (typeof LOG_LEVELS)[number];
}

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

type Environment = Record<string, string | undefined>;

const integer = (min: number, max: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,9}$/)),
    z.pipe(z.transform(Number), z.int().check(z.minimum(min), z.maximum(max)))
  );
const url = (...schemes: string[]) =>
  z.string().check(
    z.refine((text) => {
      const parsed = URL.parse(text);
      return !!parsed?.host && schemes.includes(parsed.protocol.slice(0, -1));
    })
  );
const ON = ['1', 'true', 'yes', 'on'];
const OFF = ['0', 'false', 'no', 'off'];
const flag = z.pipe(
  z.string().check(z.refine((text) => [...ON, ...OFF].includes(text.toLowerCase()))),
  z.transform((text) => ON.includes(text.toLowerCase()))
);
const path = z.string();

/** Each setting with the sentence that a wrong value is answered with. */
const SETTINGS = {
  PORT: [integer(0, 65_535), 'a port number from 0 to 65535 (0 takes a free one)'],
  HOST: [z.string().check(z.regex(/^[\w.:-]+$/)), 'a host name or address, such as 127.0.0.1'],
  PUBLIC_URL: [url('http', 'https'), 'an address such as https://mila.example'],
  DATA_DIR: [path, 'a folder'],
  FILES_DIR: [path, 'a folder'],
  BUILD_DIR: [path, 'a folder'],
  COUCHDB_URL: [url('http', 'https'), 'an address such as http://user:password@couchdb:5984'],
  COUCHDB_PREFIX: [
    z.string().check(z.regex(/^[a-z][a-z0-9_-]*$/)),
    'lower-case letters, digits, - and _, beginning with a letter'
  ],
  SMTP_URL: [url('smtp', 'smtps'), 'an address such as smtps://user:password@mail.example:465'],
  MAIL_FROM: [z.string().check(z.regex(/@/)), 'a sender such as Mila <no-reply@mila.example>'],
  GEOCODER_URL: [url('http', 'https'), 'the address of a Photon or Nominatim service'],
  DEMO: [flag, '1 or 0'],
  TRUST_PROXY: [integer(0, 10), 'the number of proxies in front of this server, 0 to 10'],
  SESSION_DAYS: [integer(1, 365), 'a number of days from 1 to 365'],
  REQUESTS_PER_MINUTE: [integer(1, 1_000_000), 'a number from 1 to 1000000'],
  FILES_QUOTA_MB: [integer(1, 1_000_000), 'a number of megabytes from 1 to 1000000'],
  LOG_LEVEL: [z.enum(LOG_LEVELS), `one of ${LOG_LEVELS.join(', ')}`]
} as const satisfies Record<string, readonly [z.ZodMiniType, string]>;

export const SETTING_NAMES: readonly string[] = Object.keys(SETTINGS);

type Read = { [Name in keyof typeof SETTINGS]?: z.output<(typeof SETTINGS)[Name][0]> };

/** One of these, set, says that this is no trial: demo data are then off unless asked for. */
const REAL_SETTINGS = ['COUCHDB_URL', 'PUBLIC_URL', 'SMTP_URL'] as const;

/**
 * Reads all settings; an empty value counts as not set and what is not a setting is not looked at.
 * A wrong one yields one message that names each wrong setting and what it takes.
 */
export function readConfig(
  environment: Environment
): { ok: true; config: Config } | { ok: false; message: string } {
  const read: Record<string, unknown> = {};
  const operator: Record<string, string> = {};
  const wrong: string[] = [];
  for (const [name, [schema, takes]] of Object.entries(SETTINGS)) {
    const text = environment[name]?.trim();
    if (!text) continue;
    const result = z.safeParse(schema, text);
    if (result.success) read[name] = result.data;
    else wrong.push(`  ${name} takes ${takes}; it is set to ${shown(name, text)}.`);
  }
  for (const [name, { schema, takes }] of Object.entries(OPERATOR_SETTINGS)) {
    const text = cleanWords(environment[name] ?? '');
    if (!text) continue;
    const result = z.safeParse(schema, text);
    if (result.success) operator[name] = result.data;
    else wrong.push(`  ${name} takes ${takes}; it is set to ${JSON.stringify(text)}.`);
  }
  if (wrong.length > 0) {
    return {
      ok: false,
      message: ['The server cannot start with these settings:', ...wrong].join('\n')
    };
  }
  return { ok: true, config: withDefaults(read as Read, operator) };
}

function isDemo(read: Read): boolean {
  return read.DEMO ?? REAL_SETTINGS.every((name) => read[name] === undefined);
}

/** Addresses may carry a password, which never belongs in a log. */
function shown(name: string, text: string): string {
  return name.endsWith('_URL') ? '(hidden, may contain a password)' : JSON.stringify(text);
}

function withDefaults(read: Read, operatorRead: Record<string, string>): Config {
  const port = read.PORT ?? 8080;
  const dataDir = resolve(read.DATA_DIR ?? './data');
  const publicUrl = (read.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, '');
  const demo = isDemo(read);
  return {
    port,
    host: read.HOST ?? '0.0.0.0',
    publicUrl,
    dataDir,
    filesDir: resolve(read.FILES_DIR ?? `${dataDir}/files`),
    buildDir: resolve(read.BUILD_DIR ?? './build'),
    couchdbUrl: read.COUCHDB_URL?.replace(/\/+$/, '') ?? null,
    couchdbPrefix: read.COUCHDB_PREFIX ?? '',
    smtpUrl: read.SMTP_URL ?? null,
    mailFrom: read.MAIL_FROM ?? null,
    geocoderUrl: read.GEOCODER_URL ?? null,
    demo,
    operatorSet: operatorRead,
    trustedProxies: read.TRUST_PROXY ?? 0,
    sessionDays: read.SESSION_DAYS ?? 30,
    requestsPerMinute: read.REQUESTS_PER_MINUTE ?? 1_200,
    filesQuotaMb: read.FILES_QUOTA_MB ?? 2_000,
    logLevel: read.LOG_LEVEL ?? 'warn'
  };
}
