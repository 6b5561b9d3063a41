// The little of PouchDB's pure modules that serves as a witness here; they bring no types.
declare module 'pouchdb-merge' {
  interface Path {
    pos: number;
    ids: unknown[];
  }
  export function merge(tree: Path[], path: Path, depth: number): { tree: Path[] };
  export function winningRev(metadata: { rev_tree: Path[] }): string;
  export function collectConflicts(metadata: { rev_tree: Path[] }): string[];
}
declare module 'pouchdb-collate' {
  export function collate(a: unknown, b: unknown): number;
}
