export { default as PauseBanner } from './PauseBanner.svelte';
export { default as PauseLine } from './PauseLine.svelte';
