import { relative } from 'node:path';

export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { name: string; startTime: number; endTime: number }[];
}

interface Suite {
  file: string;
  specs?: { tests: { results: { duration: number }[] }[] }[];
  suites?: Suite[];
}

export interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  suites: Suite[];
}

export function secondsOfVitest({ testResults }: VitestReport): Map<string, number> {
  return new Map(
    testResults.map(({ name, startTime, endTime }) => [
      relative('.', name),
      (endTime - startTime) / 1_000
    ])
  );
}

/** Of a file's tests one after another, whichever worker had them. */
export function secondsOfPlaywright({ suites }: PlaywrightReport): Map<string, number> {
  return new Map(suites.map((suite) => [`tests/${suite.file}`, secondsOf(suite)]));
}

function secondsOf({ specs = [], suites = [] }: Suite): number {
  const runs = specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results));
  const own = runs.reduce((sum, { duration }) => sum + duration / 1_000, 0);
  return suites.reduce((sum, suite) => sum + secondsOf(suite), own);
}
