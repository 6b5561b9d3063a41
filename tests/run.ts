// `npm test`: builds the app, runs every suite and ends with the true sums on a line of its own.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureChromium } from './support/chromium.ts';

const RESULTS = 'test-results';
const sums = { passed: 0, failed: 0 };

function run(command: string, args: string[]): boolean {
  console.info(`\n> ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

/** Adds what a runner counted; a runner that ended badly without a failed test counts as one failure. */
function count(file: string, isGreen: boolean, read: (report: never) => typeof sums): void {
  let found = { passed: 0, failed: 0 };
  try {
    found = read(JSON.parse(readFileSync(`${RESULTS}/${file}`, 'utf8')) as never);
  } catch (error) {
    console.error(`${file}: ${String(error)}`);
  }
  sums.passed += found.passed;
  sums.failed += found.failed + (!isGreen && found.failed === 0 ? 1 : 0);
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
  count('vitest.json', unit, (report: { numPassedTests: number; numFailedTests: number }) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests
  }));
  const browser = run('npx', ['playwright', 'test']);
  count(
    'playwright.json',
    browser,
    (report: { stats: { expected: number; unexpected: number; flaky: number } }) => ({
      passed: report.stats.expected,
      failed: report.stats.unexpected + report.stats.flaky
    })
  );
} else {
  sums.failed += 1;
}

console.info(`\n${sums.passed} passed, ${sums.failed} failed`);
process.exit(sums.failed === 0 && sums.passed > 0 ? 0 : 1);
