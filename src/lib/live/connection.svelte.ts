import { syncState, type SyncState } from '$lib/device/sync-state.svelte.ts';
import { online } from 'svelte/reactivity/window';

/**
 * How far device and server are in step, as people should see it: where the device itself knows
 * that it has no network, that is said at once and not only when the next request has failed.
 */
export const connection = {
  get current(): SyncState {
    const state = syncState.current;
    const isCut = state.condition === 'online' && online.current === false;
    return isCut ? { ...state, condition: 'offline' } : state;
  }
};
