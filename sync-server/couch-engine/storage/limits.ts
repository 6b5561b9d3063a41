/** What the engine bears, and the values it takes if it is told nothing. */
export interface Limits {
  /** CouchDB's `max_document_size`: the JSON of one document without its attachments. */
  maxDocumentBytes: number;
  /** One request, attachments and batches included. */
  maxRequestBytes: number;
  /** CouchDB's `revs_limit` for new databases. */
  revsLimit: number;
  /**
   * Old revision bodies stay readable until compaction, as in CouchDB, because replicators and
   * conflict views may ask for them. A database compacts itself when such bodies outweigh both
   * this size and everything else: far beyond any test, well before a hot document fills a disk.
   */
  autoCompactBytes: number;
  /** The longest that a quiet feed is kept without heartbeat or timeout of its own. */
  defaultFeedTimeoutMs: number;
}

export const defaultLimits: Limits = {
  maxDocumentBytes: 8_000_000,
  maxRequestBytes: 256 * 1024 * 1024,
  revsLimit: 1000,
  autoCompactBytes: 32 * 1024 * 1024,
  defaultFeedTimeoutMs: 60_000
};
