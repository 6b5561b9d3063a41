// R13: the job with more work agreed. The device shows it to the customer before it is signed, the
// server applies it after.
import { inMarketsGerman } from '../../catalog/in-german.ts';
import { saleAt, type CatalogLookup, type ServicePackage } from '../../catalog/service-package.ts';
import type { Command } from '../life-cycle/command.ts';
import type { AddedPackage, AgreedPrice, Job } from '../job.ts';

export function withAgreedPrice(job: Job, agreedPrice: AgreedPrice): Job {
  return { ...job, agreedPrice };
}

/** Undefined where the package was not sold at that version in the job's market at that time. */
export function withAddedPackage(
  job: Job,
  written: ServicePackage | undefined,
  added: Omit<AddedPackage, 'title' | 'unitMinor' | 'items'>
): Job | undefined {
  const service = written && inMarketsGerman(written, job.market);
  const { market } = job;
  const sale = service && saleAt(service, added.packageVersion, { market, at: added.at });
  if (!sale) return undefined;
  const { unitMinor } = sale;
  const { title, checklist } = sale.item;
  const known = new Set(job.checklist.map((item) => item.id));
  const ofOthers = new Set(job.addedPackages.flatMap(({ items = [] }) => items));
  const items = checklist.map((item) => item.id).filter((id) => !known.has(id) || ofOthers.has(id));
  return {
    ...job,
    addedPackages: [...job.addedPackages, { ...added, title, unitMinor, items }],
    checklist: [...job.checklist, ...checklist.filter((item) => !known.has(item.id))]
  };
}

type Said<K extends 'price.agree' | 'package.add'> = Pick<Command<K>, 'id' | 'at' | 'body'>;

/** The job as this action would have it. */
export function withActionsPrice(job: Job, { id, at, body }: Said<'price.agree'>): Job {
  const { priceMinor, reason, consentHash, signature } = body;
  return withAgreedPrice(job, { action: id, priceMinor, reason, at, consentHash, signature });
}

/** As above; undefined where the package was never sold at that version in the job's market. */
export function withActionsPackage(
  job: Job,
  { id, at, body }: Said<'package.add'>,
  catalog: CatalogLookup
): Job | undefined {
  const { packageId, packageVersion, quantity, consentHash, signature } = body;
  const service = catalog.packageAt(packageId, packageVersion);
  const added = { action: id, packageId, packageVersion, quantity, at, consentHash, signature };
  return withAddedPackage(job, service, added);
}
