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
