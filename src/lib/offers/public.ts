// What other features may use of this one.
export { offersToDecide, resumeDeclines } from './declining.svelte.ts';
