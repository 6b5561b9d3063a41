import { readFileSync } from 'node:fs';
import type { Heard } from './honest-helper.ts';

export interface Row {
  row: string;
  'alone ms': number;
  'attacked ms': number;
  ratio: number;
  verdicts: number;
  'held ms': string;
  'RSS MB': string;
}

interface Watched {
  at: number;
  /** main, engine, or as it is named. */
  thread: string;
  held: number;
  rss: number;
  heapUsed: number;
  heapTotal: number;
  external: number;
}

export const p95 = (all: readonly number[]): number => {
  const sorted = all.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN);
};

export interface Span {
  from: number;
  to: number;
}

const isIn = ({ from, to }: Span, at: number) => at >= from && at < to;
const heardIn = (heard: readonly Heard[], span: Span) =>
  heard.filter(({ at }) => isIn(span, at)).map(({ ms }) => ms);

export function readWatch(path: string): Watched[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Watched);
}

/** Of one attack: what honest helpers waited before it and during it. */
export function rowOf(
  row: string,
  heard: readonly Heard[],
  watched: readonly Watched[],
  { alone, attacked }: { alone: Span; attacked: Span }
): Row {
  const quiet = p95(heardIn(heard, alone));
  const during = heardIn(heard, attacked);
  const slow = p95(during);
  const within = watched.filter(({ at }) => isIn(attacked, at));
  const heldBy = (thread: Watched['thread']) =>
    Math.max(0, ...within.filter((each) => each.thread === thread).map(({ held }) => held));
  const rss = within.map((each) => Math.round(each.rss / 1e6));
  return {
    row,
    'alone ms': quiet,
    'attacked ms': slow,
    ratio: Math.round((slow / quiet) * 10) / 10,
    verdicts: during.length,
    'held ms': `${heldBy('main')} / ${heldBy('engine')}`,
    'RSS MB': `${rss[0]} → ${rss.at(-1)} (${Math.max(...rss)})`
  };
}

/** The least that the process held within each minute: what does not come back down. */
export function memoryByMinute(watched: readonly Watched[]): string[] {
  const from = watched[0]?.at ?? 0;
  const minutes = Map.groupBy(watched, ({ at }) => Math.floor((at - from) / 60_000));
  const least = (all: readonly number[]) => Math.round(Math.min(...all) / 1e6);
  return [...minutes].map(([minute, each]) => {
    const threads = [...Map.groupBy(each, ({ thread }) => thread)].map(([thread, theirs]) => {
      const used = least(theirs.map(({ heapUsed }) => heapUsed));
      const total = least(theirs.map(({ heapTotal }) => heapTotal));
      return `${thread} ${used} of ${total} + ${least(theirs.map(({ external }) => external))}`;
    });
    return `${minute}: ${least(each.map(({ rss }) => rss))} MB; ${threads.join(', ')}`;
  });
}

/** For a note or a commit. */
export function asTable(rows: readonly Row[]): string[] {
  const names = Object.keys(rows[0] ?? {}) as (keyof Row)[];
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [
    line(names),
    line(names.map(() => '---')),
    ...rows.map((row) => line(names.map((name) => row[name])))
  ];
}
