// What other features may use of this one.
export { default as PackageCard } from './PackageCard.svelte';
export { categoryName } from './category-name.ts';
