// PouchDB's replication between two stores that speak HTTP. Plugged in once: the class takes no
// plugin twice.
import PouchDB from 'pouchdb-core';
import httpAdapter from 'pouchdb-adapter-http';
import replication from 'pouchdb-replication';

export const Pouch = PouchDB.plugin(httpAdapter).plugin(replication);
