/** What a catalogue consists of. Alone in its file: addresses are matched by it before any page is there. */
export const CATALOG_KINDS = ['package', 'product'] as const;
export type CatalogKind = (typeof CATALOG_KINDS)[number];
