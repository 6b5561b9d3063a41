/** From what a client sent to what the new revision stores: stubs found, new bytes kept. */
import { keepBytes, parseStored, type StoredAttachment } from '../storage/blob-rows.ts';
import { findRevision } from '../storage/document-rows.ts';
import type { Sql } from '../storage/sqlite.ts';
import type { RevisionPath } from '../tree/revision-tree.ts';
import { missingStub, type IncomingAttachment } from './attachment.ts';

/** Where stubs point: the edited revision, or any stored ancestor of a replicated one. */
export interface StubSource {
  doc: number;
  rev: string | undefined;
  path?: RevisionPath;
}

/** The JSON text that the revision stores; null without attachments. */
export function resolveAttachments(
  sql: Sql,
  db: number,
  incoming: { id: string; attachments: readonly IncomingAttachment[] },
  position: number,
  source: StubSource | undefined
): string | null {
  if (incoming.attachments.length === 0) return null;
  const parents = incoming.attachments.some((one) => !one.bytes) ? known(sql, source) : [];
  const stored = incoming.attachments.map((one) =>
    one.bytes
      ? fresh(sql, db, one, position, source?.path !== undefined)
      : inherited(one, parents, incoming.id)
  );
  return JSON.stringify(stored);
}

function fresh(
  sql: Sql,
  db: number,
  one: IncomingAttachment,
  position: number,
  isReplica: boolean
): StoredAttachment {
  const bytes = one.bytes!;
  return {
    name: one.name,
    contentType: bytes.contentType,
    revpos: isReplica ? (one.revpos ?? position) : position,
    digest: bytes.digest,
    length: bytes.data.length,
    blob: keepBytes(sql, db, bytes)
  };
}

function inherited(
  one: IncomingAttachment,
  parents: StoredAttachment[],
  id: string
): StoredAttachment {
  const sameName = parents.filter((parent) => parent.name === one.name);
  const found = sameName.find((parent) => parent.digest === one.digest) ?? sameName[0];
  if (!found) throw missingStub(id, one.name);
  return found;
}

function known(sql: Sql, source: StubSource | undefined): StoredAttachment[] {
  if (!source) return [];
  if (source.rev !== undefined) {
    return parseStored(findRevision(sql, source.doc, source.rev)?.attachments ?? null);
  }
  const { start, ids } = source.path!;
  for (let index = 1; index < ids.length; index++) {
    const revision = findRevision(sql, source.doc, `${start - index}-${ids[index]}`);
    if (revision) return parseStored(revision.attachments);
  }
  return [];
}
