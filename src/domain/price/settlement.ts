// Who gets what of a customer's payment (R20–R22). Invariants, proven by properties:
// 1. payout + commission + fee + merchandise + VAT = what the customer pays, to the minor unit.
// 2. A Friend gets the service price less the commission (20 %), both gross; the commission carries
//    the platform's VAT.
// 3. A Pro gets the net service price less the commission of the contract, net; the VAT is the
//    platform's to hand over.
// 4. VAT is taken out of the sum of a rate, so single amounts can be a minor unit off: that unit is
//    always the platform's (the fee, else products), never the provider's.
// 5. A visit fee or a cancellation fee (R26, R27) is compensation: no commission is kept of it, and
//    nothing was sold.
import type { Minor } from '../brand.ts';
import { shareOf, sum, vatInside } from '../money/money.ts';
import type { Job } from '../order/job.ts';
import { priceTotals, type PriceLine } from './price.ts';

export type PayoutLineKind = 'service' | 'visitFee' | 'cancelFee' | 'commission' | 'vat' | 'sales';

export interface Settlement {
  totalMinor: Minor;
  /** To the provider: service share and sales commission. */
  payoutMinor: Minor;
  /** The platform's, net. */
  commissionMinor: Minor;
  /** Guarantee fee, net. */
  feeMinor: Minor;
  /** Products, net of the provider's sales commission. */
  merchandiseMinor: Minor;
  /** Owed to the tax office. */
  vatMinor: Minor;
  /** The lines behind the payout, for the provider (R20). */
  payoutLines: { kind: PayoutLineKind; amountMinor: Minor }[];
}

/** Whose a line is: the provider's, the platform's fee, or goods. A new kind has to say it here. */
const PART: Record<PriceLine['kind'], 'service' | 'compensation' | 'fee' | 'goods'> = {
  service: 'service',
  additionalWork: 'service',
  package: 'service',
  visitFee: 'compensation',
  cancelFee: 'compensation',
  guarantee: 'fee',
  product: 'goods'
};
const COMPENSATION = ['visitFee', 'cancelFee'] as const;
const isService = ({ kind }: PriceLine) =>
  PART[kind] === 'service' || PART[kind] === 'compensation';

export function settle(
  job: Pick<Job, 'terms' | 'soldProducts'>,
  lines: readonly PriceLine[]
): Settlement {
  const { vatBps, commissionBps } = job.terms;
  const totals = priceTotals(lines);
  const amount = (kept: (line: PriceLine) => boolean) =>
    sum(lines.filter(kept).map((each) => each.amountMinor));

  const invoiceVat = sum(totals.vat.map((each) => each.vatMinor));
  const feeGross = amount((each) => PART[each.kind] === 'fee');
  const productGross = amount((each) => PART[each.kind] === 'goods');
  const serviceGross = amount(isService);
  const compensation = COMPENSATION.find((kind) => lines.some((each) => each.kind === kind));
  const serviceVat = sum(priceTotals(lines.filter(isService)).vat.map((each) => each.vatMinor));
  const serviceNet = serviceGross - serviceVat;
  const platformVat = invoiceVat - serviceVat;
  const productVat = feeGross === 0 ? platformVat : vatInside(productGross, vatBps);
  const feeVat = platformVat - productVat;

  const commissionKept = compensation ? 0 : shareOf(serviceNet, commissionBps);
  const isAgency = lines.some((each) => isService(each) && each.vatBps === 0);
  const commissionVat = isAgency ? vatInside(commissionKept, vatBps) : 0;
  const sold = productGross > 0 ? job.soldProducts : [];
  const sales = sum(
    sold.map(({ quantity, unitMinor, salesCommissionBps }) =>
      shareOf(quantity * unitMinor - vatInside(quantity * unitMinor, vatBps), salesCommissionBps)
    )
  );

  const kind = compensation ?? 'service';
  const payoutLines: Settlement['payoutLines'] = [{ kind, amountMinor: serviceGross }];
  if (serviceVat !== 0) payoutLines.push({ kind: 'vat', amountMinor: -serviceVat });
  if (commissionKept !== 0) payoutLines.push({ kind: 'commission', amountMinor: -commissionKept });
  if (sales !== 0) payoutLines.push({ kind: 'sales', amountMinor: sales });

  return {
    totalMinor: totals.totalMinor,
    payoutMinor: serviceNet - commissionKept + sales,
    commissionMinor: commissionKept - commissionVat,
    feeMinor: feeGross - feeVat,
    merchandiseMinor: productGross - productVat - sales,
    vatMinor: invoiceVat + commissionVat,
    payoutLines
  };
}
