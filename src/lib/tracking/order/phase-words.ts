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
    unplaced: () => ({ head: m.tracking_head_unplaced(), text: m.tracking_text_unplaced() }),
    expired: () => ({ head: m.tracking_head_expired(), text: m.tracking_text_expired() }),
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

const DONE: Record<Station, () => string> = {
  booked: m.tracking_step_booked,
  found: m.tracking_step_found,
  arranged: m.tracking_step_arranged,
  confirmed: m.tracking_step_confirmed,
  travelling: m.tracking_step_travelling,
  working: m.tracking_step_working,
  completed: m.tracking_step_completed
};
/** What is not done yet must not read as if it were. */
const TO_DO: Record<Station, () => string> = {
  booked: m.tracking_step_booked,
  found: m.tracking_step_found_now,
  arranged: m.tracking_todo_arranged,
  confirmed: m.tracking_todo_confirmed,
  travelling: m.tracking_todo_travelling,
  working: m.tracking_todo_working,
  completed: m.tracking_todo_completed
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
  if (state === 'later') return TO_DO[station]();
  const isGoingOn = state === 'current' && at === null;
  return ((isGoingOn && NOW[station]) || DONE[station])();
}

/** How the customer pays, before the visit and once it is signed for. */
export function paymentText(
  { payment, paymentTermDays }: Pick<CustomerView, 'payment' | 'paymentTermDays'>,
  isSigned: boolean
): string {
  const days = { days: paymentTermDays };
  const before = {
    directDebit: () => m.tracking_pay_directDebit(),
    invoice: () => m.tracking_pay_invoice(days),
    card: () => m.tracking_pay_card()
  };
  const due = {
    directDebit: () => m.tracking_due_directDebit(),
    invoice: () => m.tracking_due_invoice(days),
    card: () => m.tracking_due_card()
  };
  return (isSigned ? due : before)[payment]();
}
