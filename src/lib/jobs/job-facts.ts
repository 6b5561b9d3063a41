// What there is to know about a job, as pairs of name and value; empty ones are left out.
import { priceLines, priceTotals } from '#domain/price/price.ts';
import { settle } from '#domain/price/settlement.ts';
import type { Job } from '#domain/order/job.ts';
import { m } from '$lib/paraglide/messages';
import { formatDuration, formatMoney, formatWhen } from '$lib/ui/format.ts';

export interface Fact {
  label: string;
  value: string;
  href?: string;
}

export function addressOf({ place }: Pick<Job, 'place'>): string {
  return `${place.street} ${place.houseNumber}, ${place.postcode} ${place.city}`;
}

/** When, where, who and why: what is needed on the way. */
export function visitFacts(job: Job, now: number, locale: string): Fact[] {
  const { startsAt, durationMin, timeZone } = job.appointment;
  const { place, customer } = job;
  const address = addressOf(job);
  return filled([
    {
      label: m.jobs_when(),
      value: `${formatWhen(startsAt, { now, timeZone, locale })} · ${formatDuration(durationMin * 60_000, locale)}`
    },
    {
      label: m.jobs_where(),
      value: address,
      href: `geo:${place.lat},${place.lon}?q=${encodeURIComponent(address)}`
    },
    { label: m.jobs_hint(), value: place.hint },
    {
      label: m.jobs_customer(),
      value: [customer.name, customer.company].filter(Boolean).join(', ')
    },
    { label: m.jobs_phone(), value: customer.phone, href: `tel:${customer.phone}` },
    { label: m.jobs_problem(), value: job.problem }
  ]);
}

/** What it costs and brings, and who sent it. */
export function moneyFacts(job: Job, locale: string): Fact[] {
  const lines = priceLines(job);
  const money = (minor: number) => formatMoney(minor, job.terms.currency, locale);
  return filled([
    { label: m.jobs_price(), value: money(priceTotals(lines).totalMinor) },
    { label: m.jobs_earnings(), value: money(settle(job, lines).payoutMinor) },
    { label: m.jobs_partner(), value: job.partner?.name ?? '' },
    { label: m.jobs_mail(), value: job.customer.email, href: `mailto:${job.customer.email}` }
  ]);
}

const filled = (facts: Fact[]) => facts.filter((fact) => fact.value.trim() !== '');
