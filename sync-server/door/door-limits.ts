/**
 * What one request may carry and how long it may take. Outside clients read them in PROTOCOL.md,
 * which a test compares.
 */
export const DOOR_LIMITS = {
  bodyBytes: 4 * 1024 * 1024,
  /** One document handed in. The largest honest one is a signature of a few hundred thousand. */
  documentBytes: 1024 * 1024,
  /** Of brackets in a body. A signed action has no more than 64; what is deeper is not read. */
  levels: 100,
  localDocumentBytes: 64 * 1024,
  /** Documents in one `_bulk_docs`. */
  documents: 500,
  /** Keys in one `_all_docs`, ids in one `_changes` or `_revs_diff`. */
  keys: 2_000,
  /** Documents in one `_bulk_get`. */
  revisions: 500,
  /** Of one `_changes` or `_all_docs` of inbox or catalogue. */
  rows: 2_000,
  /** Reads that one session has open at once: two feeds a tab, and a household has a few tabs. */
  openReads: 24,
  /**
   * Requests of one session that wait while another one of it reads or sends much: one such at a
   * time, and a pause after it, so that nobody else waits for a session that asks without end.
   */
  waitingTurns: 24,
  /** Of actions that one `_all_docs` of the outbox reads back. */
  answerBytes: 4 * 1024 * 1024,
  /** A longer poll would outlive a session that was ended. */
  longestPollMs: 60_000,
  shortestHeartbeatMs: 1_000
} as const;
