// What other features may use of this one.
export { default as PackageCard } from './packages/PackageCard.svelte';
export { categoryName } from './packages/category-name.ts';
