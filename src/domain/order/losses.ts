// Who had the job and lost it: read from the history, which is only ever added to.
import type { JobLoss } from './views/inbox.ts';
import type { Order } from './order.ts';

export interface Loss {
  provider: string;
  at: number;
  why: JobLoss;
  /** Place in the history: the same for ever. */
  entry: number;
  /** Place in the history of the proof that was made in time and brought the job back (R8, R9); null where the loss stands. */
  undoneBy: number | null;
}

const WHY: Record<string, JobLoss> = {
  'contact.lapse': 'contact.lapsed',
  'confirm.lapse': 'confirm.lapsed',
  'job.giveBack': 'givenBack',
  'order.cancel': 'cancelled'
};

const LAPSES: readonly JobLoss[] = ['contact.lapsed', 'confirm.lapsed'];

/** Every loss of the job so far, oldest first; also those that a late proof has undone. */
export function lossesOf(order: Pick<Order, 'history'>): Loss[] {
  const losses: Loss[] = [];
  let holder: string | null = null;
  order.history.forEach(({ by, what, at }, entry) => {
    const [type, id] = by.split(':');
    // What a provider does to the job, they do as the one who has it; an offer is accepted as an offeree.
    const last = losses.at(-1);
    const isBack = type === 'provider' && holder === null && last?.provider === id;
    if (last && isBack && LAPSES.includes(last.why)) last.undoneBy = entry;
    if (type === 'provider' || what === 'offer.accept') holder = id ?? null;
    const why = WHY[what];
    if (!why || holder === null) return;
    losses.push({ provider: holder, at, why, entry, undoneBy: null });
    holder = null;
  });
  return losses;
}
