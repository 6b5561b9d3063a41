/** One request on its way through the engine. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StoredBytes } from '../storage/blob-rows.ts';
import type { Store } from '../storage/store.ts';
import type { Authentication } from './authentication.ts';
import type { Query } from './query.ts';

export interface Exchange {
  store: Store;
  authentication: Authentication;
  request: IncomingMessage;
  response: ServerResponse;
  /** HEAD arrives as GET; node leaves out the body by itself. */
  method: string;
  /** Decoded, without empty segments at the end. */
  path: readonly string[];
  query: Query;
  /** Name of the signed-in user; undefined for nobody or in admin-party mode. */
  user: string | undefined;
}

export interface Reply {
  status: number;
  /** JSON text, or bytes together with a content type of their own. */
  body?: string | StoredBytes;
  headers?: Record<string, string>;
}

/** Nothing means that the handler has sent its answer itself. */
export type Handler = (exchange: Exchange) => Promise<Reply | undefined> | Reply | undefined;

/** The database that the address names. Throws 404. */
export const namedDatabase = ({ store, path }: Exchange) => store.database(path[0]!);
