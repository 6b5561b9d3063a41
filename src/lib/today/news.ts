// What happened meanwhile and the helper has not read: reminders (R8), a job taken back (R8, R9,
// R27), answers to a new time (R7).
import type { NoticeDocument } from '#domain/order/views/inbox.ts';
import type { LocalText } from '#domain/catalog/service-package.ts';
import type { ListedVisit } from '$lib/device/visits/listed-visit.ts';
import { m } from '$lib/paraglide/messages';

export interface NewsItem {
  /** Of all notices that it stands for. */
  ids: string[];
  notice: NoticeDocument;
  /** Null: this device does not know the job (any more). */
  title: LocalText | null;
  /** Of the customer; empty where this device does not know it (any more). */
  customer: string;
}

/**
 * Latest first; of several reminders of one job only the last. What has been overtaken by what the
 * helper did is no news.
 */
export function news(
  notices: readonly NoticeDocument[],
  views: readonly ListedVisit[]
): NewsItem[] {
  const byOrder = new Map(views.map((view) => [view.order, view]));
  const items = new Map<string, NewsItem>();
  for (const notice of [...notices].sort((a, b) => b.at - a.at)) {
    const view = byOrder.get(notice.order ?? '');
    if (notice.kind === 'contact.remind' && view?.job.state !== 'accepted') continue;
    if (view && isUndone(notice, view)) continue;
    const key = `${notice.kind} ${notice.order ?? notice._id}`;
    const known = items.get(key);
    if (known) known.ids.push(notice._id);
    else {
      const { service, customer } = view?.job ?? {};
      const title = service?.title ?? null;
      items.set(key, { ids: [notice._id], notice, title, customer: customer?.name ?? '' });
    }
  }
  return [...items.values()];
}

/**
 * R8, R9: a late proof brings a job back that a limit had taken; what is lost later for another
 * reason is not lost for this one.
 */
function isUndone({ kind }: NoticeDocument, { document: { job, removed } }: ListedVisit): boolean {
  if (kind !== 'contact.lapsed' && kind !== 'confirm.lapsed') return false;
  return removed ? removed.why !== kind : job.provider !== null;
}

const TEXT: Record<NoticeDocument['kind'], (who: { name: string }) => string> = {
  'contact.remind': m.today_news_contact_remind,
  'contact.lapsed': m.today_news_contact_lapsed,
  'confirm.lapsed': m.today_news_confirm_lapsed,
  'order.cancelled': m.today_news_order_cancelled,
  'appointment.agreed': m.today_news_appointment_agreed,
  'appointment.rejected': m.today_news_appointment_rejected
};

/** What happened; undefined for a kind from a newer server. */
export function newsText({
  notice: { kind },
  customer
}: Pick<NewsItem, 'notice' | 'customer'>): string | undefined {
  return TEXT[kind]?.({ name: customer || m.today_news_customer() });
}
