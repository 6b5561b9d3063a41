// A link that was mailed opens one thing, once: whoever has it can read that mailbox. The store has
// only its hash; looking at it (as mail systems do) uses nothing up.
import { createHash, randomBytes } from 'node:crypto';
import { APPLICATION_POLICY } from '#domain/application/policy.ts';
import { DAY_MS, HOUR_MS, type Locale, type Market } from '#domain/policy/policy.ts';
import { cleanEmail } from '#domain/text/email-address.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { accountId, generationOf, type Account } from './account.ts';

export type LinkPurpose = 'apply' | 'password' | 'email';

/** People database: `link:<hash of the token>`. */
export interface MailedLink extends StoredDocument {
  type: 'link';
  purpose: LinkPurpose;
  /** To which it was mailed. */
  email: string;
  /** Whose password or address it is; null: there is no account yet. */
  account: string | null;
  /** Whose account that is: its address may be somebody else's since. */
  person: string | null;
  /** Of the account when it was mailed: whatever has ended its sessions since has ended the link. */
  generation: number | null;
  locale: Locale;
  market: Market;
  createdAt: number;
  expiresAt: number;
  usedAt: number | null;
}

/** People database: `mailed:<hash of purpose and address>`. */
interface MailedCount extends StoredDocument {
  type: 'mailed';
  times: number[];
}

type People = Pick<Store, 'people'>;

const LIFE_MS: Record<LinkPurpose, number> = {
  apply: APPLICATION_POLICY.confirmLinkMs,
  password: APPLICATION_POLICY.resetLinkMs,
  email: APPLICATION_POLICY.confirmLinkMs
};

/** As long it says that it is over, and not that it never was. */
const KEPT_MS = 7 * DAY_MS;
const BY_END = { name: 'links-by-end', fields: ['type', 'expiresAt'] };

export async function newMailedLink(
  { people }: People,
  {
    account,
    ...fields
  }: Pick<MailedLink, 'purpose' | 'email' | 'locale' | 'market'> & {
    account: Account | null;
  },
  now: number
): Promise<{ token: string; link: MailedLink }> {
  const token = randomBytes(24).toString('base64url');
  const link: MailedLink = {
    _id: linkId(token),
    type: 'link',
    ...fields,
    account: account?._id ?? null,
    person: account && account.person.id,
    generation: account && generationOf(account),
    email: cleanEmail(fields.email),
    createdAt: now,
    expiresAt: now + LIFE_MS[fields.purpose],
    usedAt: null
  };
  const put = await people.put<MailedLink>(link);
  if (!put.ok) throw new Error('a link of this token is already there');
  return { token, link };
}

export async function findLink(
  { people }: People,
  token: string,
  purpose: LinkPurpose
): Promise<MailedLink | undefined> {
  if (!/^[\w-]{32}$/.test(token)) return undefined;
  const link = await people.get<MailedLink>(linkId(token));
  return link?.purpose === purpose ? link : undefined;
}

/** Whether it is the account that the link was mailed for, and nothing has ended its links since. */
export function isLinkOf(
  { person, generation }: Pick<MailedLink, 'person' | 'generation'>,
  account: Account
): boolean {
  return person === account.person.id && generation === generationOf(account);
}

export function whyLinkIsOver(
  { usedAt, expiresAt }: MailedLink,
  now: number
): 'used' | 'expired' | undefined {
  if (usedAt !== null) return 'used';
  return expiresAt <= now ? 'expired' : undefined;
}

/** Of two who come with one link, one is let in. */
export async function useLink({ people }: People, id: string, now: number): Promise<boolean> {
  const { written } = await people.update<MailedLink>(id, (current) =>
    current && !whyLinkIsOver(current, now) ? { ...current, usedAt: now } : undefined
  );
  return written;
}

/** Those that ended a while ago: they name an address, and opened it for a day at most. */
export async function dropOldLinks({
  store: { people },
  clock
}: {
  store: People;
  clock: Clock;
}): Promise<void> {
  const selector = { type: 'link', expiresAt: { $lt: clock.now() - KEPT_MS } };
  for await (const { _id, _rev } of people.findAll<MailedLink>({
    ...{ selector, index: BY_END, fields: ['_id', '_rev'] }
  })) {
    await people.remove(_id, _rev);
  }
}

/** Whether one more mail of this sort may go to this address: nobody's mailbox is flooded by us. */
export async function mayMail(
  { people }: People,
  purpose: LinkPurpose,
  email: string,
  now: number
): Promise<boolean> {
  const hash = createHash('sha256')
    .update(`${purpose} ${accountId(email)}`)
    .digest('base64url');
  const { written } = await people.update<MailedCount>(`mailed:${hash}`, (current) => {
    const times = (current?.times ?? []).filter((at) => now - at < HOUR_MS);
    if (times.length >= APPLICATION_POLICY.mailsAnHour) return undefined;
    return { ...current, _id: `mailed:${hash}`, type: 'mailed', times: [...times, now] };
  });
  return written;
}

function linkId(token: string): string {
  return `link:${createHash('sha256').update(token).digest('base64url')}`;
}
