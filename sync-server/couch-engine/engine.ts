/** All that is public of the engine: how it is started, in this thread or in one of its own. */
export type { EngineOptions, RunningEngine } from './engine-options.ts';
export { startEngineWorker } from './engine-worker.ts';
export { EngineLockedError } from './errors/engine-locked-error.ts';
export { renewIdentity } from './storage/renew-identity.ts';
export { startEngine } from './start-engine.ts';
export { isNestedDeeper, scanBrackets } from './json/nesting.ts';
