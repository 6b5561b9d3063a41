import type { CustomerView } from '#domain/order/views/customer-view.ts';
import type { JourneyStep, Phase, Station } from '#domain/order/views/journey.ts';
import { isolated } from '#domain/text/foreign-text.ts';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { formatMoney } from '$lib/ui/values/format.ts';

interface Words {
  head: string;
  text: string;
}

/** What a page says first, in the customer's words. */
export function phaseWords(view: CustomerView): Words {
  const name = isolated(view.provider?.firstName ?? '');
  const words: Record<Phase, () => Words> = {
    searching: () => ({ head: m.tracking_head_searching(), text: m.tracking_text_searching() }),
    found: () => ({ head: m.tracking_head_found({ name }), text: m.tracking_text_found({ name }) }),
    arranged: () => ({
      head: m.tracking_head_arranged(),
      text: m.tracking_text_arranged({ name })
    }),
    confirmed: () => ({
      head: m.tracking_head_confirmed(),
      text: m.tracking_text_confirmed({ name })
    }),
    travelling: () => ({ head: m.tracking_head_travelling({ name }), text: '' }),
    working: () => ({ head: m.tracking_head_working({ name }), text: m.tracking_text_working() }),
    completed: () => ({
      head: m.tracking_head_completed(),
      text: view.signed ? m.tracking_text_completed() : m.tracking_text_completed_unsigned()
    }),
    review: () => ({ head: m.tracking_head_review(), text: m.tracking_text_review() }),
    failed: () => ({ head: m.tracking_head_failed(), text: m.tracking_text_failed() }),
    cancelled: () => ({ head: m.tracking_head_cancelled(), text: cancelledText(view) })
  };
  return words[view.phase]();
}

function cancelledText({ cancellation, price }: CustomerView): string {
  if (price.isHeld) return m.tracking_text_cancelled_held();
  if (cancellation && cancellation.feeMinor > 0) {
    const fee = formatMoney(cancellation.feeMinor, price.currency, getLocale());
    return m.tracking_text_cancelled_fee({ fee });
  }
  return cancellation?.by === 'support'
    ? m.tracking_text_cancelled_support()
    : m.tracking_text_cancelled();
}

const STATIONS: Record<Station, () => string> = {
  booked: m.tracking_step_booked,
  found: m.tracking_step_found,
  arranged: m.tracking_step_arranged,
  confirmed: m.tracking_step_confirmed,
  travelling: m.tracking_step_travelling,
  working: m.tracking_step_working,
  completed: m.tracking_step_completed
};

/** What goes on where the name of the station would say that it is reached. */
const NOW: Partial<Record<Station, () => string>> = {
  found: m.tracking_step_found_now,
  arranged: m.tracking_step_arranged_now,
  confirmed: m.tracking_step_confirmed_now,
  travelling: m.tracking_step_travelling_next
};

export function stationName({
  station,
  state,
  at
}: Pick<JourneyStep, 'station' | 'state' | 'at'>): string {
  const isGoingOn = state === 'current' && at === null;
  return ((isGoingOn && NOW[station]) || STATIONS[station])();
}
