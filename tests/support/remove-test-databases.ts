import { removeTestDatabases } from './store-under-test.ts';

/** Runs once, around all test files. */
export const teardown = () => removeTestDatabases();
