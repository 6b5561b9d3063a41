// `npm run mutants`: draws small changes of the code and says which of them no test notices. By hand, never as part of `npm test`.
//   --seed 7               the same draw again; printed where none is given
//   --count 240            how many are drawn
//   --only src/domain/a    from files whose path begins so
//   --minutes 20           ends then, with what was tried
//   --workers 2            how many at a time
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts';
import { coverageOf, type Coverage } from './coverage.ts';
import { isReadable, mutated, mutationsOf, type Mutation } from './mutations.ts';
import { probeAt } from './probes.ts';
import { ROOMS, type Room } from './rooms.ts';
import { TestRunner } from './test-runner.ts';

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string' },
    count: { type: 'string', default: '240' },
    only: { type: 'string', default: '' },
    minutes: { type: 'string', default: '20' },
    workers: { type: 'string', default: '2' }
  }
});
const seed = Number(options.seed ?? Date.now() % 1_000_000);
const endsAt = Date.now() + Number(options.minutes) * 60_000;

interface Tried extends Mutation {
  room: string;
  /** What noticed it; null: nothing did. */
  failure: string | null;
}

const textOf = (file: string) => readFileSync(file, 'utf8');
const filesOf = (globs: readonly string[]) =>
  [...new Set(globSync([...globs]).map((file) => file.replaceAll('\\', '/')))].sort();
const sourcesOf = (room: Room) =>
  filesOf(room.sources).filter((file) => file.startsWith(options.only));

/** In a random order, as many as asked for. */
function draw(room: Room, count: number, random: SeededRandom): Mutation[] {
  const all = sourcesOf(room).flatMap((file) => mutationsOf(file, textOf(file)));
  const drawn: Mutation[] = [];
  while (drawn.length < count && all.length > 0) {
    const [mutation] = all.splice(random.below(all.length), 1);
    if (isReadable(textOf(mutation!.file), mutation!)) drawn.push(mutation!);
  }
  return drawn;
}

/** Quick ones first, and before them those that have noticed something in this file. */
function testsFor(
  mutation: Mutation,
  { reachedBy, times }: Coverage,
  told: Map<string, number>
): string[] {
  const probe = probeAt(mutation.file, textOf(mutation.file), mutation);
  const weight = (test: string) =>
    (times[test] ?? 0) / (1 + (told.get(`${mutation.file} ${test}`) ?? 0) * 20);
  return (reachedBy[probe] ?? []).toSorted((one, other) => weight(one) - weight(other));
}

async function tryAll(room: Room, mutations: Mutation[]): Promise<Tried[]> {
  if (mutations.length === 0) return [];
  const coverage = await coverageOf(filesOf(room.sources), filesOf(room.tests));
  const told = new Map<string, number>();
  const tried: Tried[] = [];
  const waiting = [...mutations];
  await Promise.all(
    Array.from({ length: Number(options.workers) }, async () => {
      const runner = new TestRunner();
      for (let next = waiting.shift(); next && Date.now() < endsAt; next = waiting.shift()) {
        const tests = testsFor(next, coverage, told);
        const usual = tests.reduce((total, test) => total + (coverage.times[test] ?? 0), 0);
        const text = mutated(textOf(next.file), next);
        const task = { tests, mutant: { file: next.file, text } };
        const failure =
          tests.length > 0 ? (await runner.run(task, usual * 4 + 60_000)).failure : null;
        const test = failure?.split(': ')[0] ?? '';
        told.set(`${next.file} ${test}`, 1 + (told.get(`${next.file} ${test}`) ?? 0));
        tried.push({ ...next, room: room.name, failure });
        process.stderr.write(failure === null ? 'S' : '.');
      }
      runner.close();
    })
  );
  return tried;
}

function folderOf({ file }: Mutation): string {
  return file.split('/').slice(0, -1).join('/');
}

function rate(tried: readonly Tried[]): string {
  const noticed = tried.filter(({ failure }) => failure !== null).length;
  const percent = Math.round((1000 * noticed) / tried.length) / 10;
  return `${String(noticed).padStart(4)} of ${String(tried.length).padStart(4)}  ${percent} %`;
}

function shown(mutation: Mutation): string {
  const text = textOf(mutation.file);
  const begin = text.lastIndexOf('\n', mutation.start - 1) + 1;
  const end = text.indexOf('\n', mutation.end);
  const line = (changed: string) => changed.trim().replace(/\s*\n\s*/g, ' ⏎ ');
  const before = text.slice(begin, end);
  const after =
    text.slice(begin, mutation.start) + mutation.replacement + text.slice(mutation.end, end);
  const { file, line: at, kind } = mutation;
  return `${file}:${at} (${kind})\n  - ${line(before)}\n  + ${line(after)}`;
}

const started = Date.now();
console.info(`seed ${seed}`);
const random = seededRandom(seed);
const rooms = ROOMS.filter((room) => sourcesOf(room).length > 0);
const shares = rooms.reduce((total, { share }) => total + share, 0);
const tried: Tried[] = [];
for (const room of rooms) {
  const count = Math.round((Number(options.count) * room.share) / shares);
  tried.push(...(await tryAll(room, draw(room, count, random))));
}

const survivors = tried.filter(({ failure }) => failure === null);
console.info(`\n\nNot noticed:\n${survivors.map(shown).join('\n')}\n`);
for (const folder of [...new Set(tried.map(folderOf))].sort()) {
  const here = tried.filter((each) => folderOf(each) === folder);
  console.info(`${folder.padEnd(42)} ${rate(here)}`);
}
console.info('');
for (const { name, atLeast } of rooms) {
  const here = tried.filter(({ room }) => room === name);
  if (here.length > 0) console.info(`${name.padEnd(42)} ${rate(here)}  (at least ${atLeast} %)`);
}
console.info(`seed ${seed}, ${Math.round((Date.now() - started) / 1000)} s`);
process.exit(0);
