import { NOW } from './builders.ts';

/** Moments near NOW as `+48:00` (hours and minutes after it, and the seconds where there are any): literals can be read. */
export function moments(value: unknown): unknown {
  if (typeof value === 'number') return Math.abs(value - NOW) < 1e10 ? moment(value) : value;
  if (Array.isArray(value)) return value.map(moments);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(members.map(([key, each]) => [key, moments(each)]));
}

function moment(ms: number): string {
  const seconds = Math.abs(ms - NOW) / 1000;
  const two = (part: number) => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = Math.round((seconds % 60) * 1000) / 1000;
  return `${ms < NOW ? '-' : '+'}${hours}:${two(minutes)}${rest === 0 ? '' : `:${rest}`}`;
}

/** What of a value is another than before, member by member. */
export function changes(before: object, after: object): unknown {
  const old = before as Record<string, unknown>;
  const entries = Object.entries(after).filter(([key, value]) => value !== old[key]);
  const gone = Object.keys(old).filter((key) => !(key in after));
  return moments({
    ...Object.fromEntries(entries),
    ...Object.fromEntries(gone.map((key) => [key, 'gone']))
  });
}
