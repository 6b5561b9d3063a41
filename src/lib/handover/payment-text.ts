import type { PaymentMethod } from '#domain/order/order.ts';
import type { Job } from '#domain/order/job.ts';
import { paymentTermDays } from '#domain/order/limits.ts';
import type { Locale } from '#domain/policy/policy.ts';
import { m } from '$lib/paraglide/messages';

/** How what is signed is paid, in the signer's language; undefined: this device was not told. */
export function paymentText(
  payment: PaymentMethod['kind'] | undefined,
  job: Pick<Job, 'terms'>,
  locale: Locale
): string {
  const words = { locale };
  switch (payment) {
    case 'directDebit':
      return m.handover_pay_directDebit({}, words);
    case 'invoice':
      return m.handover_pay_invoice({ days: paymentTermDays(job) }, words);
    case 'card':
      return m.handover_pay_card({}, words);
    case undefined:
      return m.handover_pay_chosen({}, words);
  }
}
