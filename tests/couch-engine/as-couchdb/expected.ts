/** What the engine has to answer where CouchDB gave this answer. */
import type { Answered } from './script.ts';

/**
 * The same; but where CouchDB breaks (500), the engine may refuse in its own words or give an
 * answer: never break too.
 */
export function expected(couchdb: Answered, engine: Answered): Answered {
  return couchdb.status === 500 && engine.status < 500 ? engine : couchdb;
}
