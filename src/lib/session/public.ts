// What other features may use of this one.
export { default as SessionNotice } from './SessionNotice.svelte';
