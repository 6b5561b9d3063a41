// R13, R18: what the provider sold, added or agreed on the spot is taken back before the customer signs.
// 1. Taking back only ever lowers the price: a higher price taken back leaves the one that was
//    booked, never an agreed one before it.
// 2. It is idempotent, and it does not matter which of both comes first: what is taken back before
//    it is there stays away when it comes.
// 3. What the customer signed for it was signed: it stays with the job as it was, and counts for
//    nothing.
import type { ActionId } from '../../brand.ts';
import type { Job, TakenBack } from '../job.ts';

/** The job without what this action added to its price. */
export function withoutAddition(job: Job, action: ActionId, at: number): Job {
  const takenBack = job.takenBack ?? [];
  if (takenBack.some((each) => each.action === action)) return job;
  return moved({ ...job, takenBack: [...takenBack, { action, at, was: null }] }, action);
}

/** The same job, or without what was just added to it, where that was taken back before it came. */
export function unlessTakenBack(job: Job, action: ActionId): Job {
  return job.takenBack?.some((each) => each.action === action) ? moved(job, action) : job;
}

function moved(job: Job, action: ActionId): Job {
  const isIt = (each: { action: ActionId } | null) => each?.action === action;
  const was = [job.agreedPrice, ...job.addedPackages, ...job.soldProducts].find(isIt) ?? null;
  const keep = (each: TakenBack): TakenBack => (isIt(each) ? { ...each, was } : each);
  return {
    ...withoutPackage(job, action),
    agreedPrice: isIt(job.agreedPrice) ? null : job.agreedPrice,
    soldProducts: job.soldProducts.filter((each) => !isIt(each)),
    takenBack: job.takenBack?.map(keep)
  };
}

/** Its checklist items go with it, unless another package asks for the same. */
function withoutPackage(job: Job, action: ActionId): Job {
  const addedPackages = job.addedPackages.filter((each) => each.action !== action);
  const asked = new Set(addedPackages.flatMap(({ items = [] }) => items));
  const gone = job.addedPackages
    .filter((each) => each.action === action)
    .flatMap(({ items = [] }) => items)
    .filter((id) => !asked.has(id));
  const checked = Object.entries(job.checked).filter(([id]) => !gone.includes(id));
  return {
    ...job,
    addedPackages,
    checklist: job.checklist.filter(({ id }) => !gone.includes(id)),
    checked: Object.fromEntries(checked)
  };
}
