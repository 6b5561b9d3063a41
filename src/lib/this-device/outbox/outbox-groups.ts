// The device's own actions as *This device* lists them: what needs an eye first, the rest by job.
import type { OutboxRow } from '$lib/device/store/rows.ts';

export interface OutboxGroup {
  order: string | null;
  rows: OutboxRow[];
}

export interface OutboxLists {
  /** Latest first. */
  refused: OutboxRow[];
  /** With support, latest first. */
  held: OutboxRow[];
  /**
   * On this device only, and those that the server has but has not judged; by job, in the order in
   * which they were done.
   */
  waiting: OutboxGroup[];
}

export function outboxLists(rows: readonly OutboxRow[]): OutboxLists {
  const open = rows.filter((row) => row.state === 'local' || row.state === 'received');
  return {
    refused: rows.filter((row) => row.state === 'refused').reverse(),
    held: rows.filter((row) => row.state === 'held').reverse(),
    waiting: [...Map.groupBy(open, (row) => row.order)].map(([order, list]) => ({
      order,
      rows: list
    }))
  };
}
