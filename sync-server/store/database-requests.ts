import { WITH_CONFLICTS } from './conflicts.ts';
import type { StoreAnswer, StoreRequest } from './connection.ts';
import type { Stored, StoredDocument } from './stored-document.ts';

export interface Index {
  name: string;
  fields: string[];
}

export interface Query {
  selector: Record<string, unknown>;
  /** Declared before the first query that names it; every query names one. */
  index: Index;
  sort?: Record<string, 'asc' | 'desc'>[];
  fields?: string[];
  limit?: number;
  skip?: number;
}

export interface Change<D = StoredDocument> {
  id: string;
  seq: string;
  deleted?: boolean;
  /** All leaves with `allLeaves`, else the winner. */
  changes: { rev: string }[];
  doc?: Stored<D>;
}

export interface ChangesRequest {
  since: string;
  limit?: number;
  includeDocs?: boolean;
  allLeaves?: boolean;
  /** Waits this long for a first change. */
  waitMs?: number;
  signal?: AbortSignal | undefined;
  /** @throws AnswerTooLarge where the answer is longer */
  mostBytes?: number;
}

const CHANGES_AT_ONCE = 200;

export function changesQuery(request: ChangesRequest): Record<string, unknown> {
  const { since, limit = CHANGES_AT_ONCE, waitMs } = request;
  return {
    since,
    limit,
    ...(request.includeDocs ? { include_docs: true, ...WITH_CONFLICTS } : {}),
    ...(request.allLeaves ? { style: 'all_docs' } : {}),
    ...(waitMs === undefined ? {} : { feed: 'longpoll', timeout: waitMs })
  };
}

/** As much of a database as a module needs that asks it something of its own. */
export interface AskedDatabase {
  readonly name: string;
  get<T extends StoredDocument>(
    id: string,
    query?: Record<string, unknown>
  ): Promise<Stored<T> | undefined>;
  ask<T>(request: Omit<StoreRequest, 'db'>): Promise<StoreAnswer<T>>;
  /** @throws where it is refused */
  demand<T>(request: Omit<StoreRequest, 'db'>): Promise<T>;
}
