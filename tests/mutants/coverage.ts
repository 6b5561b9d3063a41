// One unchanged run of all tests: which functions each test file runs, and how long it takes. Kept until a file changes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { TestRunner } from './test-runner.ts';

export interface Coverage {
  /** Probe → test files that reach it. */
  reachedBy: Record<string, string[]>;
  /** ms of each test file. */
  times: Record<string, number>;
}

const CACHE = 'node_modules/.cache/mutants';
const RUN_LIMIT_MS = 20 * 60_000;

/** @throws where a test fails as it is: nothing can be said of a change then */
export async function coverageOf(
  sources: readonly string[],
  tests: readonly string[]
): Promise<Coverage> {
  const hash = createHash('sha256');
  for (const file of [...sources, ...tests]) hash.update(file).update(readFileSync(file));
  const name = path.join(CACHE, hash.digest('hex').slice(0, 20));
  if (existsSync(`${name}.json`)) {
    return JSON.parse(readFileSync(`${name}.json`, 'utf8')) as Coverage;
  }

  mkdirSync(CACHE, { recursive: true });
  const lines = `${name}.lines`;
  rmSync(lines, { force: true });
  const env = { MUTANT_PROBED: JSON.stringify(sources), MUTANT_PROBES: path.resolve(lines) };
  const runner = new TestRunner(env);
  const { failure, times } = await runner.run({ tests: [...tests], mutant: null }, RUN_LIMIT_MS);
  runner.close();
  if (failure !== null) throw new Error(`without any change: ${failure}`);

  const coverage: Coverage = { reachedBy: {}, times };
  for (const line of readFileSync(lines, 'utf8').trim().split('\n')) {
    const { test, probes } = JSON.parse(line) as { test: string; probes: string[] };
    const file = path.relative(process.cwd(), test).replaceAll(path.sep, '/');
    for (const probe of probes) (coverage.reachedBy[probe] ??= []).push(file);
  }
  writeFileSync(`${name}.json`, JSON.stringify(coverage));
  rmSync(lines);
  return coverage;
}
