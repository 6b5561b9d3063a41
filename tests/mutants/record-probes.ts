// Runs beside each test file of the first, unchanged run.
import { appendFileSync } from 'node:fs';
import { afterAll, expect } from 'vitest';

const probes = new Set<string>();
Object.assign(globalThis, { mutantProbes: probes });

afterAll(() => {
  const { testPath } = expect.getState();
  const line = JSON.stringify({ test: testPath, probes: [...probes] });
  appendFileSync(process.env.MUTANT_PROBES!, `${line}\n`);
});
