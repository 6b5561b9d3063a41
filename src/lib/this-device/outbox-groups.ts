// The device's own actions as *This device* lists them: what needs an eye first, the rest by job.
import type { OutboxRow } from '$lib/device/store/rows.ts';

export interface OutboxGroup {
  order: string | null;
  rows: OutboxRow[];
}

export interface OutboxLists {
  /** Refused or held, latest first. */
  turnedAway: OutboxRow[];
  /** On this device only, and those that the server has but has not judged; by job, in the order in which they were done. */
  waiting: OutboxGroup[];
}

export function outboxLists(rows: readonly OutboxRow[]): OutboxLists {
  const isTurnedAway = (row: OutboxRow) => row.state === 'refused' || row.state === 'held';
  const open = rows.filter((row) => row.state === 'local' || row.state === 'received');
  return {
    turnedAway: rows.filter(isTurnedAway).reverse(),
    waiting: [...Map.groupBy(open, (row) => row.order)].map(([order, list]) => ({
      order,
      rows: list
    }))
  };
}
