import type { PayoutLine } from '#domain/billing/payout-line.ts';
import type { InboxDocument } from '#domain/order/views/inbox.ts';
import type { Order } from '#domain/order/order.ts';
import type { Found } from '../../reach/read-pages.ts';
import { checkInboxDocument, orderOf } from '../checks/check-inbox-document.ts';
import { reportConflicts, type Verifying } from '../verifying.ts';

export async function verifyInboxes(verifying: Verifying): Promise<void> {
  const { pages } = verifying;
  for (const name of await pages.names()) {
    const provider = /^inbox-(.+)$/.exec(name)?.[1];
    if (!provider) continue;
    for await (const page of pages.documents(name)) {
      reportConflicts(verifying, name, page);
      await checkPage(provider, page, verifying);
    }
  }
}

async function checkPage(
  provider: string,
  page: readonly Found[],
  { pages, untold, report }: Verifying
): Promise<void> {
  const documents = page as unknown as (InboxDocument & { _id: string })[];
  const orders = await pages.many(
    'orders',
    documents.flatMap((each) => orderOf(each) ?? [])
  );
  const actions = await pages.many(
    `outbox-${provider}`,
    documents.flatMap((each) => (each.type === 'verdict' ? [each.action] : []))
  );
  const lines = await pages.many(
    'ledger',
    documents.flatMap((each) => (each.type === 'earning' ? [`payoutLine:${each.order}`] : []))
  );
  for (const document of documents) {
    const named = orderOf(document);
    const isUntold = named !== null && untold.has(named);
    const order = (named === null ? undefined : orders.get(named)) as Order | undefined;
    const isOwn = isOwnDocument(provider, document, { actions, lines });
    report(checkInboxDocument(provider, document, { order, isOwn, isUntold }));
  }
}

function isOwnDocument(
  provider: string,
  document: InboxDocument,
  { actions, lines }: Record<'actions' | 'lines', ReadonlyMap<string, unknown>>
): boolean {
  if (document.type === 'verdict') {
    // Demo data are told as verdicts of a phone that has no outbox.
    const isOfDemo = document.action.startsWith(`demo-${document.order}:`);
    return isOfDemo || actions.has(document.action);
  }
  if (document.type !== 'earning') return true;
  const line = lines.get(`payoutLine:${document.order}`) as PayoutLine | undefined;
  return line?.provider === provider;
}
