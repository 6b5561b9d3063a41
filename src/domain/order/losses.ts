// Who had the job and lost it: read from the history, which is only ever added to.
import type { JobLoss } from './inbox.ts';
import type { Order } from './order.ts';

export interface Loss {
  provider: string;
  at: number;
  why: JobLoss;
  /** Place in the history: the same for ever. */
  entry: number;
}

const WHY: Record<string, JobLoss> = {
  'contact.lapse': 'contact.lapsed',
  'confirm.lapse': 'confirm.lapsed',
  'job.giveBack': 'givenBack',
  'order.cancel': 'cancelled'
};

/** Every loss of the job so far, oldest first. A proof honoured late does not undo the loss before it. */
export function lossesOf(order: Pick<Order, 'history'>): Loss[] {
  const losses: Loss[] = [];
  let holder: string | null = null;
  order.history.forEach(({ by, what, at }, entry) => {
    const [type, id] = by.split(':');
    // What a provider does to the job, they do as the one who has it; an offer is accepted as an offeree.
    if (type === 'provider' || what === 'offer.accept') holder = id ?? null;
    const why = WHY[what];
    if (!why || holder === null) return;
    losses.push({ provider: holder, at, why, entry });
    holder = null;
  });
  return losses;
}
