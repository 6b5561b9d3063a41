// PouchDB as the product has it, and a database in memory. Its class is one for all files that share
// a process, and takes no plugin twice.
import memoryAdapter from 'pouchdb-adapter-memory';
import { Pouch as HttpPouch } from '../../sync-server/copy/pouch.ts';

export const Pouch = HttpPouch.plugin(memoryAdapter);
export type Pouch = InstanceType<typeof HttpPouch>;
