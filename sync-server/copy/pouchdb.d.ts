// The little of PouchDB 9 that is used; its packages bring no types.
declare module 'pouchdb-core' {
  export interface Replication extends Promise<{
    ok: boolean;
    docs_read: number;
    docs_written: number;
  }> {
    on(event: 'error' | 'paused' | 'active' | 'complete', listener: (value: unknown) => void): this;
    cancel(): void;
  }
  export interface ReplicationOptions {
    batch_size?: number;
    live?: boolean;
    retry?: boolean;
    checkpoint?: 'target';
  }
  export interface PouchDocument {
    _id: string;
    _rev?: string;
    _conflicts?: string[];
    [member: string]: unknown;
  }
  export default class PouchDB {
    static plugin(plugin: unknown): typeof PouchDB;
    static fetch(url: string, options: RequestInit): Promise<Response>;
    constructor(name: string, options?: Record<string, unknown>);
    replicate: {
      from(source: PouchDB, options?: ReplicationOptions): Replication;
      to(target: PouchDB, options?: ReplicationOptions): Replication;
    };
    sync(other: PouchDB, options?: ReplicationOptions): Replication;
    put(document: PouchDocument): Promise<{ ok: true; id: string; rev: string }>;
    bulkDocs(documents: PouchDocument[]): Promise<{ ok?: true; id: string; rev: string }[]>;
    get(id: string, options?: { conflicts?: boolean }): Promise<PouchDocument>;
    remove(document: PouchDocument): Promise<{ ok: true; id: string; rev: string }>;
    getAttachment(id: string, name: string): Promise<Blob | Buffer>;
    allDocs(options?: { include_docs?: boolean; startkey?: string; endkey?: string }): Promise<{
      rows: { id: string; value: { rev: string }; doc?: PouchDocument }[];
    }>;
    info(): Promise<{ db_name: string; doc_count: number }>;
    close(): Promise<void>;
    destroy(): Promise<void>;
  }
}
declare module 'pouchdb-adapter-http' {
  const plugin: unknown;
  export default plugin;
}
declare module 'pouchdb-adapter-memory' {
  const plugin: unknown;
  export default plugin;
}
declare module 'pouchdb-replication' {
  const plugin: unknown;
  export default plugin;
}
declare module 'pouchdb-browser' {
  export { default, type PouchDocument } from 'pouchdb-core';
}
