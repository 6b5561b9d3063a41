// What a job costs. Everything is gross minor units in the job's currency.
// 1. The customer's price is the booked price, plus what they agreed to on the spot (R13), plus
//    products (R18), plus the guarantee fee (R22).
// 2. Each line carries the VAT rate inside it. A Friend is a private person whose contract is with
//    the customer: no VAT on their service. A Pro works as the platform's subcontractor: the
//    platform's service, with VAT. Fee and products: with VAT.
// 3. VAT is taken out of the sum of each rate, once, so that lines and totals can never disagree by
//    a rounding.
import type { Bps, Minor } from '../brand.ts';
import type { LocalText } from '../catalog/service-package.ts';
import { sum, vatInside } from '../money/money.ts';
import type { Job } from '../order/job.ts';
import { inEveryLanguage } from '../policy/policy.ts';
import { LINE_TITLES } from './line-titles.ts';

export interface PriceLine {
  kind:
    'service' | 'additionalWork' | 'package' | 'product' | 'guarantee' | 'visitFee' | 'cancelFee';
  /** Package or product id; null where there is none. */
  ref: string | null;
  title: LocalText;
  quantity: number;
  unitMinor: Minor;
  amountMinor: Minor;
  vatBps: Bps;
}

export interface VatTotal {
  bps: Bps;
  grossMinor: Minor;
  netMinor: Minor;
  vatMinor: Minor;
}

export interface PriceTotals {
  totalMinor: Minor;
  vat: VatTotal[];
}

function line(
  kind: PriceLine['kind'],
  ref: string | null,
  title: LocalText,
  quantity: number,
  unitMinor: Minor,
  vatBps: Bps
): PriceLine {
  return { kind, ref, title, quantity, unitMinor, amountMinor: quantity * unitMinor, vatBps };
}

/** What a price follows from: a job, or what is known of it before it is booked. */
export interface Priced extends Pick<
  Job,
  'provider' | 'agreedPrice' | 'addedPackages' | 'soldProducts'
> {
  service: Pick<Job['service'], 'packageId' | 'title' | 'priceMinor'>;
  terms: Pick<Job['terms'], 'vatBps' | 'guaranteeFeeMinor'>;
}

/** VAT rate inside the service's own lines. */
export function serviceVatBps(job: Pick<Priced, 'provider' | 'terms'>): Bps {
  return job.provider?.role === 'pro' ? job.terms.vatBps : 0;
}

/** The lines of a visit that is completed as the job stands now. */
export function priceLines(job: Priced): PriceLine[] {
  const serviceVat = serviceVatBps(job);
  const lines = [
    line('service', job.service.packageId, job.service.title, 1, job.service.priceMinor, serviceVat)
  ];
  if (job.agreedPrice) {
    const { reason } = job.agreedPrice;
    const title = reason ? inEveryLanguage(reason) : LINE_TITLES.additionalWork;
    const more = job.agreedPrice.priceMinor - job.service.priceMinor;
    lines.push(line('additionalWork', null, title, 1, more, serviceVat));
  }
  for (const added of job.addedPackages) {
    lines.push(
      line('package', added.packageId, added.title, added.quantity, added.unitMinor, serviceVat)
    );
  }
  for (const sold of job.soldProducts) {
    const { productId, title, quantity, unitMinor } = sold;
    lines.push(line('product', productId, title, quantity, unitMinor, job.terms.vatBps));
  }
  lines.push(
    line('guarantee', null, LINE_TITLES.guarantee, 1, job.terms.guaranteeFeeMinor, job.terms.vatBps)
  );
  return lines;
}

/** The line of a visit that failed through the customer (R26, R27). */
export function visitFeeLines(job: Job): PriceLine[] {
  return [
    line('visitFee', null, LINE_TITLES.visitFee, 1, job.terms.visitFeeMinor, serviceVatBps(job))
  ];
}

/** The line of a visit that was cancelled late (R27). */
export function cancelFeeLines(job: Job, feeMinor: Minor): PriceLine[] {
  return [line('cancelFee', null, LINE_TITLES.cancelFee, 1, feeMinor, serviceVatBps(job))];
}

export function priceTotals(lines: readonly PriceLine[]): PriceTotals {
  const rates = [...new Set(lines.map((each) => each.vatBps))].sort((a, b) => b - a);
  const vat = rates.map((bps) => {
    const grossMinor = sum(lines.filter((each) => each.vatBps === bps).map((l) => l.amountMinor));
    const vatMinor = vatInside(grossMinor, bps);
    return { bps, grossMinor, netMinor: grossMinor - vatMinor, vatMinor };
  });
  return { totalMinor: sum(lines.map((each) => each.amountMinor)), vat };
}
