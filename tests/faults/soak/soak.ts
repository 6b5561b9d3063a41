import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { startFilledServer, type SweepHelper } from '../sweep/filled-server.ts';
import { StubbornDevice, type Acknowledged } from '../sweep/stubborn-device.ts';
import { attacksOf } from './attacks.ts';
import type { AttackOrder } from './attacker.ts';
import { memoryByMinute, readWatch, rowOf, type Row, type Span } from './figures.ts';
import { playHonestly, type Heard } from './honest-helper.ts';

interface Soak {
  helpers: number;
  /** Of each row, and half as long alone before it. */
  seconds: number;
  minutes: number;
  /** Only rows whose name has this in it. */
  only: string;
  /** Which core the server has, and which everybody else; null: as the system likes. */
  cores: { server: string; clients: string } | null;
  say(line: string): void;
}

const WARM_UP_S = 20;
const SETTLE_MS = 8_000;
const ORDERS_OF_ATTACKER = 3;
const here = (name: string) => join(import.meta.dirname, name);

export async function soak(
  options: Soak
): Promise<{ rows: Row[]; memory: string[]; failed: string[] }> {
  const watch = join(tmpdir(), `loop-watch-${process.pid}.jsonl`);
  const rows = Object.keys(attacksOf([])).filter((row) => row.includes(options.only));
  const { server, helpers } = await startFilledServer(options.helpers + rows.length + 1, {
    LOOP_WATCH: watch,
    NODE_OPTIONS: `--import=${pathToFileURL(here('loop-watch.ts')).href}`
  });
  const said: Acknowledged = { actions: [], photos: [], bookings: [], again: 0 };
  const heard: Heard[] = [];
  const failed: string[] = [];
  let isOver = false;
  try {
    if (options.cores) {
      await onCore(options.cores.server, server.pid()!);
      await onCore(options.cores.clients, process.pid);
    }
    const honest = helpers.slice(0, options.helpers);
    // One for each row, so that no row is held by what another one has used up; their orders are
    // the last one's.
    const attackers = helpers.slice(options.helpers);
    const { token: worker, orders } = await prepare(server.url, attackers.at(-1)!);
    const tokens = await Promise.all(
      attackers.slice(0, -1).map((each) => signInAlone(server.url, each))
    );
    const playing = honest.map(async (helper) => {
      try {
        const device = await StubbornDevice.signIn(server.url, helper, said);
        await playHonestly(server.url, device, { said, heard, isOver: () => isOver });
      } catch (error) {
        failed.push(String(error));
      }
    });
    await wait(WARM_UP_S * 1_000);
    const spans: { row: string; alone: Span; attacked: Span }[] = [];
    const endsAt = Date.now() + options.minutes * 60_000;
    do {
      for (const [index, row] of rows.entries()) {
        // Invoices are read by whoever has worked for them.
        const token = row.includes('PDF') ? worker : tokens[index]!;
        const alone = await during(() => wait(options.seconds * 500));
        const order = { url: server.url, token, orders, row, seconds: options.seconds };
        let answered = '';
        const attacked = await during(async () => (answered = await attack(order)));
        spans.push({ row, alone, attacked });
        const measured = rowOf(row, heard, readWatch(watch), { alone, attacked });
        options.say(`${JSON.stringify(measured)} ${answered}`);
        // What it has left to be judged or drawn is not the next row's.
        await wait(SETTLE_MS);
      }
    } while (Date.now() < endsAt);
    isOver = true;
    await Promise.all(playing);
    const watched = readWatch(watch);
    const table = spans.map(({ row, ...span }) => rowOf(row, heard, watched, span));
    return { rows: table, memory: memoryByMinute(watched), failed };
  } finally {
    await server.remove();
    rmSync(watch, { force: true });
  }
}

async function onCore(core: string, pid: number): Promise<void> {
  const [code] = (await once(spawn('taskset', ['-apc', core, String(pid)]), 'exit')) as [number];
  if (code !== 0) throw new Error('taskset refused');
}

async function during(work: () => Promise<unknown>): Promise<Span> {
  const from = Date.now();
  await work();
  return { from, to: Date.now() };
}

async function signInAlone(url: string, helper: SweepHelper): Promise<string> {
  const said: Acknowledged = { actions: [], photos: [], bookings: [], again: 0 };
  return (await StubbornDevice.signIn(url, helper, said)).token;
}

/** The attacker is a helper who has worked a little before. */
async function prepare(url: string, helper: SweepHelper) {
  const said: Acknowledged = { actions: [], photos: [], bookings: [], again: 0 };
  const device = await StubbornDevice.signIn(url, helper, said);
  let visits = 0;
  const isOver = () => (visits += 1) > ORDERS_OF_ATTACKER;
  const orders = await playHonestly(url, device, { said, heard: [], isOver });
  return { token: device.token, orders };
}

async function attack(order: AttackOrder): Promise<string> {
  // Behind the honest ones where they share a core: it is the server that is measured.
  const child = spawn('nice', ['-n', '10', process.execPath, here('attacker.ts')], {
    env: { ...process.env, ATTACK: JSON.stringify(order) },
    stdio: ['ignore', 'pipe', 'inherit']
  });
  let output = '';
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`the attacker of "${order.row}" ended with ${code}`);
  return output.trim();
}
