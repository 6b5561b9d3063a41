// What there is to know about a job beyond the glance, as pairs of name and value; empty ones are
// left out.
import { orderNumber } from '#domain/order/order-number.ts';
import { priceLines, priceTotals } from '#domain/price/price.ts';
import { settle } from '#domain/price/settlement.ts';
import { mailHref } from '#domain/text/email-address.ts';
import type { Job } from '#domain/order/job.ts';
import { m } from '$lib/paraglide/messages';
import { formatMoney } from '$lib/ui/values/format.ts';

export interface Fact {
  label: string;
  value: string;
  href?: string;
}

/** What it costs and brings, who sent it, and how to write. */
export function jobFacts(job: Job, locale: string): Fact[] {
  const lines = priceLines(job);
  const money = (minor: number) => formatMoney(minor, job.terms.currency, locale);
  const facts = [
    { label: m.jobs_number(), value: orderNumber(job.id) },
    { label: m.jobs_price(), value: money(priceTotals(lines).totalMinor) },
    { label: m.jobs_earnings(), value: money(settle(job, lines).payoutMinor) },
    { label: m.jobs_partner(), value: job.partner?.name ?? '' },
    { label: m.jobs_mail(), value: job.customer.email, href: mailHref(job.customer.email) }
  ];
  return facts.filter((fact) => fact.value.trim() !== '');
}
