// Plugged in once: files that share a process share PouchDB's class, which takes no plugin twice.
import PouchDB from 'pouchdb-core';
import httpAdapter from 'pouchdb-adapter-http';
import memoryAdapter from 'pouchdb-adapter-memory';
import replication from 'pouchdb-replication';

export const Pouch = PouchDB.plugin(httpAdapter).plugin(memoryAdapter).plugin(replication);
export type Pouch = PouchDB;
