// Address and text of a mail go when the customer's data leave their order (C3.1): `contactKeptMs`
// after it was written.
// 1. The document stays, with what became of it: its id keeps the same mail from being written
//    again.
// 2. A mark remembers up to where everything is cleared; a crash before it is moved clears the same
//    mails again.
import { NEVER } from '#domain/order/order.ts';
import { TIME_POLICY } from '#domain/policy/policy.ts';
import type { Store } from '../store/store.ts';
import { MAILS_BY_AGE, type MailDocument } from './mail-document.ts';
import type { Clock } from '../clock.ts';
import type { StoredDocument } from '../store/stored-document.ts';

interface ClearedMark extends StoredDocument {
  type: 'mailsCleared';
  /** Of what was written before, nothing is left; ms of server time. */
  until: number;
}

const MARK = 'mails-cleared';
/** Another process' clock may be behind: what it wrote "earlier" is found all the same. */
const OVERLAP_MS = TIME_POLICY.clockSkewMs;

/** Clears what is old enough; how many mails were cleared. */
export async function clearOldMails({
  store: { mails },
  clock
}: {
  store: Pick<Store, 'mails'>;
  clock: Clock;
}): Promise<number> {
  const until = clock.now() - TIME_POLICY.contactKeptMs;
  const mark = await mails.get<ClearedMark>(MARK);
  const from = Math.max(0, (mark?.until ?? 0) - OVERLAP_MS);
  if (from >= until) return 0;
  let count = 0;
  for await (const { _id } of mails.findAll<MailDocument>({
    selector: { type: 'mail', createdAt: { $gte: from, $lt: until } },
    index: MAILS_BY_AGE,
    fields: ['_id']
  })) {
    const { written } = await mails.update<MailDocument>(_id, cleared);
    if (written) count += 1;
  }
  if (count > 0 || !mark || until - mark.until > OVERLAP_MS) {
    await mails.update<ClearedMark>(MARK, (current) =>
      current && current.until >= until ? undefined : { _id: MARK, type: 'mailsCleared', until }
    );
  }
  return count;
}

/** Undefined where it is done. What still waits after such a time has no reader any more. */
function cleared(mail: MailDocument | undefined): MailDocument | undefined {
  if (!mail || (mail.to === '' && mail.text === '')) return undefined;
  return {
    ...mail,
    to: '',
    subject: '',
    text: '',
    html: '',
    // A mail server may answer with the address.
    lastError: null,
    state: mail.state === 'waiting' ? 'expired' : mail.state,
    nextAttemptAt: NEVER
  };
}
