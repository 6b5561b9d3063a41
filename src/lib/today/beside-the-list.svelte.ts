import type { ListedVisit } from '$lib/device/visits/listed-visit.ts';
import { MediaQuery } from 'svelte/reactivity';
import { agenda } from './agenda.ts';

/** From where on the list has a place beside it (as `lg:` in Split). */
const wide = new MediaQuery('width >= 64rem');

/** Whether there is room for a visit beside its list. */
export const isRoomBeside = (): boolean => wide.current;

/**
 * The visit in hand, else the next one: what a tablet shows beside *Today* by itself. Nothing on a
 * phone.
 */
export function besideTheList(
  views: readonly ListedVisit[] | undefined,
  now: number
): string | undefined {
  if (!wide.current) return undefined;
  const { running, next } = agenda(views ?? [], now);
  return (running[0] ?? next[0])?.order;
}
