export { default as PlaceMap } from './PlaceMap.svelte';
