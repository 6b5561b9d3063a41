// The little of PouchDB's pure modules that serves as a witness here; they bring no types.
declare module 'pouchdb-merge' {
  export function merge(tree: any[], path: any, depth: number): { tree: any[] };
  export function winningRev(metadata: { rev_tree: any[] }): string;
  export function collectConflicts(metadata: { rev_tree: any[] }): string[];
}
declare module 'pouchdb-collate' {
  export function collate(a: unknown, b: unknown): number;
}
