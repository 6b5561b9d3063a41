/**
 * Tables of the engine. All databases share them: ten thousand small ones cost rows, not files.
 *
 * - `documents.tree` is last: it may spill to overflow pages, which feeds and lists never read.
 * - `revisions.body` is the document's JSON without its underscore members, kept until compaction.
 * - `index_rows.key` is the encoded field values and the document id: it sorts as (key, id).
 */

/** "Cou1": marks a file as this engine's, whatever number its format has. */
export const applicationId = 0x43_6f_75_31;
/** Goes up with every change of the tables. */
export const formatVersion = 1;

export const schema = `
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE databases (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  uuid TEXT NOT NULL,
  seq INTEGER NOT NULL DEFAULT 0,
  docCount INTEGER NOT NULL DEFAULT 0,
  deletedCount INTEGER NOT NULL DEFAULT 0,
  purgeSeq INTEGER NOT NULL DEFAULT 0,
  revsLimit INTEGER NOT NULL,
  bytes INTEGER NOT NULL DEFAULT 0,
  supersededBytes INTEGER NOT NULL DEFAULT 0,
  indexCount INTEGER NOT NULL DEFAULT 0,
  createdAt INTEGER NOT NULL,
  security TEXT NOT NULL DEFAULT '{}'
);

CREATE TABLE documents (
  pk INTEGER PRIMARY KEY,
  db INTEGER NOT NULL,
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  leaves INTEGER NOT NULL,
  winner TEXT NOT NULL,
  tree TEXT NOT NULL,
  UNIQUE (db, id),
  UNIQUE (db, seq)
);

CREATE TABLE revisions (
  doc INTEGER NOT NULL,
  rev TEXT NOT NULL,
  attachments TEXT,
  body TEXT NOT NULL,
  PRIMARY KEY (doc, rev)
) WITHOUT ROWID;

CREATE TABLE local_documents (
  db INTEGER NOT NULL,
  id TEXT NOT NULL,
  rev INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (db, id)
) WITHOUT ROWID;

CREATE TABLE blobs (
  pk INTEGER PRIMARY KEY,
  db INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  data BLOB NOT NULL,
  UNIQUE (db, sha256)
);

CREATE TABLE blob_chunks (
  pk INTEGER PRIMARY KEY,
  blob INTEGER NOT NULL,
  n INTEGER NOT NULL,
  data BLOB NOT NULL,
  UNIQUE (blob, n)
);

CREATE TABLE indexes (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  db INTEGER NOT NULL,
  designId TEXT NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  builtSeq INTEGER NOT NULL DEFAULT 0,
  ready INTEGER NOT NULL DEFAULT 0,
  UNIQUE (db, designId, name)
);

CREATE TABLE index_rows (
  idx INTEGER NOT NULL,
  key BLOB NOT NULL,
  doc INTEGER NOT NULL,
  PRIMARY KEY (idx, key)
) WITHOUT ROWID;
CREATE UNIQUE INDEX index_rows_by_document ON index_rows (doc, idx);
`;
