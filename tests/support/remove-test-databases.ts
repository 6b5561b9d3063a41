import { randomBytes } from 'node:crypto';
import { removeTestDatabases } from './store-under-test.ts';

/** Run once, around all test files; their processes inherit the name. */
export function setup(): void {
  process.env.TEST_RUN = randomBytes(4).toString('hex');
}

export const teardown = () => removeTestDatabases();
