/**
 * What one request may carry and how long it may take. Outside clients read them in PROTOCOL.md,
 * which a test compares.
 */
export const DOOR_LIMITS = {
  bodyBytes: 4 * 1024 * 1024,
  localDocumentBytes: 64 * 1024,
  /** Documents in one `_bulk_docs`. */
  documents: 500,
  /** Keys in one `_all_docs` or `_revs_diff` of the outbox. */
  keys: 2_000,
  /** A longer poll would outlive a session that was ended. */
  longestPollMs: 60_000,
  shortestHeartbeatMs: 1_000
} as const;
