import { orderNumber } from '#domain/order/order-number.ts';
import type { MailPage, MailRow, MailText } from '#domain/order/views/mail-view.ts';
import type { Store } from '../store/store.ts';
import { MAILS_BY_AGE, type MailDocument } from './mail-document.ts';

const BY_STATE = { name: 'mails-by-state', fields: ['type', 'state', 'createdAt'] };
export const MAILS_A_PAGE = 100;

/** The newest first; what a demo shows instead of a mailbox. */
export function listMails(
  { mails }: Pick<Store, 'mails'>,
  limit = MAILS_A_PAGE,
  skip = 0
): Promise<(MailDocument & { _rev: string })[]> {
  return mails.find<MailDocument>({
    selector: { type: 'mail', createdAt: { $gte: 0 } },
    index: MAILS_BY_AGE,
    sort: [{ type: 'desc' }, { createdAt: 'desc' }],
    limit,
    skip
  });
}

interface Wanted {
  state?: MailRow['state'] | undefined;
  order?: string | undefined;
  page: number;
  limit: number;
}

/** One page of those in a state, of one order, or of all. */
export async function pageOfMails(
  store: Pick<Store, 'mails'>,
  { state, order, page, limit }: Wanted
): Promise<MailPage> {
  const [at, skip] = [page * limit, page * limit];
  // One more than is shown says whether there is another page.
  const found = order
    ? (await mailsOfOrder(store, order)).filter((each) => !state || each.state === state).slice(at)
    : state
      ? await inState(store, state, limit + 1, skip)
      : await listMails(store, limit + 1, skip);
  return {
    mails: found.slice(0, limit).map((mail) => mailTextOf(mail)),
    page,
    isMore: found.length > limit
  };
}

/** Of one order, the newest first. */
async function mailsOfOrder({ mails }: Pick<Store, 'mails'>, order: string) {
  const found = await mails.withPrefix<MailDocument>(`mail:${order}:`);
  return found.sort((a, b) => b.createdAt - a.createdAt);
}

function inState({ mails }: Pick<Store, 'mails'>, state: string, limit: number, skip: number) {
  return mails.find<MailDocument>({
    selector: { type: 'mail', state, createdAt: { $gte: 0 } },
    index: BY_STATE,
    sort: [{ type: 'desc' }, { state: 'desc' }, { createdAt: 'desc' }],
    limit,
    skip
  });
}

/** @param isOwner reads also what opens an account, where there is no mail server to send it */
export async function readMail(
  { mails }: Pick<Store, 'mails'>,
  id: string,
  isOwner = false
): Promise<MailText | undefined> {
  const found = await mails.get<MailDocument>(id);
  return found?.type === 'mail' ? mailTextOf(found, isOwner && found.state === 'kept') : undefined;
}

function mailTextOf(mail: MailDocument, isForAll = false): MailText {
  const { _id: id, kind, order, to, subject, text, attachesInvoice, state } = mail;
  const { createdAt, sentAt, attempts, lastError } = mail;
  const number = order ? orderNumber(order) : '';
  const row = { id, kind, order, orderNumber: number, to, subject, state, createdAt };
  const shown = mail.isPrivate && !isForAll ? { text: '', isPrivate: true } : { text };
  return { ...row, ...shown, attachesInvoice, sentAt, attempts, lastError };
}
