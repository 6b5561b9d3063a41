import type { Store } from '../store/store.ts';
import { MAILS_BY_AGE, type MailDocument } from './mail-document.ts';

/** The newest first; what a demo shows instead of a mailbox. */
export function listMails(
  { mails }: Pick<Store, 'mails'>,
  limit = 100
): Promise<(MailDocument & { _rev: string })[]> {
  return mails.find<MailDocument>({
    selector: { type: 'mail', createdAt: { $gte: 0 } },
    index: MAILS_BY_AGE,
    sort: [{ type: 'desc' }, { createdAt: 'desc' }],
    limit
  });
}
