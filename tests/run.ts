// `npm test`: builds the app, runs every suite and ends with the true sums on a line of its own.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureChromium } from './support/chromium.ts';
import {
  secondsOfPlaywright,
  secondsOfVitest,
  type PlaywrightReport,
  type VitestReport
} from './support/seconds-by-file.ts';

const RESULTS = 'test-results';
const SHOWN = 10;
// Servers, workers and tools start a thousand times in a run, each from the same sources: compiled once.
process.env.NODE_COMPILE_CACHE ??= resolve('node_modules/.cache/tests');
const sums = { passed: 0, failed: 0 };
const seconds = new Map<string, number>();

function run(command: string, args: string[]): boolean {
  console.info(`\n> ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

/** Adds what a runner counted; a runner that ended badly without a failed test counts as one failure. */
function count<Report>(
  file: string,
  isGreen: boolean,
  read: (report: Report) => typeof sums,
  timed: (report: Report) => Map<string, number>
): void {
  let found = { passed: 0, failed: 0 };
  try {
    const report = JSON.parse(readFileSync(`${RESULTS}/${file}`, 'utf8')) as Report;
    found = read(report);
    for (const [name, each] of timed(report)) seconds.set(name, each);
  } catch (error) {
    console.error(`${file}: ${String(error)}`);
  }
  sums.passed += found.passed;
  sums.failed += found.failed + (!isGreen && found.failed === 0 ? 1 : 0);
}

function printSlowest(): void {
  const slowest = [...seconds].toSorted(([, one], [, other]) => other - one).slice(0, SHOWN);
  console.info('\nThe slowest files:');
  for (const [file, each] of slowest) console.info(`${each.toFixed(1).padStart(7)} s  ${file}`);
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
ensureChromium();

if (run('npm', ['run', '--silent', 'build'])) {
  const unit = run('npx', [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${RESULTS}/vitest.json`
  ]);
  count<VitestReport>(
    'vitest.json',
    unit,
    ({ numPassedTests: passed, numFailedTests: failed }) => ({ passed, failed }),
    secondsOfVitest
  );
  const browser = run('npx', ['playwright', 'test']);
  count<PlaywrightReport>(
    'playwright.json',
    browser,
    ({ stats: { expected, unexpected, flaky } }) => ({
      passed: expected,
      failed: unexpected + flaky
    }),
    secondsOfPlaywright
  );
  printSlowest();
} else {
  sums.failed += 1;
}

console.info(`\n${sums.passed} passed, ${sums.failed} failed`);
process.exit(sums.failed === 0 && sums.passed > 0 ? 0 : 1);
