import { orderNumber } from '#domain/order/views/customer-view.ts';
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
  return { mails: found.slice(0, limit).map(mailTextOf), page, isMore: found.length > limit };
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

export async function readMail(
  { mails }: Pick<Store, 'mails'>,
  id: string
): Promise<MailText | undefined> {
  const found = await mails.get<MailDocument>(id);
  return found?.type === 'mail' ? mailTextOf(found) : undefined;
}

function mailTextOf(mail: MailDocument): MailText {
  const { _id: id, kind, order, to, subject, text, attachesInvoice, state } = mail;
  const { createdAt, sentAt, attempts, lastError } = mail;
  const row = { id, kind, order, orderNumber: orderNumber(order), to, subject, state, createdAt };
  return { ...row, text, attachesInvoice, sentAt, attempts, lastError };
}
