import type { Draft } from './draft.svelte.ts';

/**
 * By key. Not reactive on purpose: a draft is made while a component is drawn, and each is reactive
 * itself.
 */
export const openDrafts = new Map<string, Draft>();
