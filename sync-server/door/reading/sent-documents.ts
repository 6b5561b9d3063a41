import { randomUUID } from 'node:crypto';
import { scanBrackets } from '../../couch-engine/engine.ts';
import {
  claimOf,
  readableReceipts,
  type Claim,
  type SentReceipt
} from '../../outbox/read-receipts.ts';
import { namedAction, Unreadable, type NamedAction } from '../../outbox/stored-action.ts';
import { hasLoneSurrogate } from '../../store/well-formed-text.ts';
import { DOOR_LIMITS } from '../door-limits.ts';
import { jsonObject } from './json-body.ts';

/** The depth of a document in `{"docs":[ … ]}`. */
const DOCUMENT_LEVEL = 3;

/** A document that was handed in, as it will be kept. */
export interface SentDocument {
  action: NamedAction;
  bytes: number;
  isWellFormed: boolean;
  claim: Claim;
}

export interface SentDocuments {
  documents: SentDocument[];
  isReplicated: boolean;
  /** Of verdicts on these documents, from before this server was restored; unchecked. */
  receipts: SentReceipt[];
}

/**
 * The documents of a `_bulk_docs`, or undefined where it is none. What is nested too deep to be
 * read is cut out before anything is parsed and comes as its own text, so that the others of the
 * request are read as ever and no document costs more than its own bytes.
 */
export function sentDocuments(body: unknown): SentDocuments | 'tooMany' | 'tooLarge' | undefined {
  if (typeof body !== 'string') return undefined;
  const { text, cuts } = withoutTooDeep(body);
  const sent = jsonObject(text);
  if (!sent || !Array.isArray(sent.docs)) return undefined;
  if (sent.docs.length > DOOR_LIMITS.documents) return 'tooMany';
  const documents: SentDocument[] = [];
  for (const each of sent.docs as unknown[]) {
    const document = sentOne(typeof each === 'string' ? (cuts.get(each) ?? each) : each);
    if (document.bytes > DOOR_LIMITS.documentBytes) return 'tooLarge';
    documents.push(document);
  }
  const receipts = readableReceipts(sent.receipts, DOOR_LIMITS.documents);
  return { documents, isReplicated: sent.new_edits === false, receipts };
}

export function sentOne(sent: unknown): SentDocument {
  const action = namedAction(sent);
  const isWellFormed = !hasLoneSurrogate(action.text);
  const bytes = isWellFormed ? Buffer.byteLength(action.text) : 0;
  return { action, bytes, isWellFormed, claim: claimOf(sent) };
}

/** A single document; unreadable as its text. */
export function sentDocument(body: unknown, id: string): SentDocument | 'tooLarge' | undefined {
  const sent = jsonObject(body);
  const isDeep = !sent && typeof body === 'string' && withoutTooDeep(`[[${body}]]`).cuts.size === 1;
  if (!sent && !isDeep) return undefined;
  const document = sentOne(sent ? { ...sent, _id: id } : new Unreadable(body as string, id));
  return document.bytes > DOOR_LIMITS.documentBytes ? 'tooLarge' : document;
}

function withoutTooDeep(body: string): { text: string; cuts: Map<string, Unreadable> } {
  const cuts = new Map<string, Unreadable>();
  const pieces: string[] = [];
  const most = DOOR_LIMITS.levels - DOCUMENT_LEVEL;
  let done = 0;
  let from = 0;
  let deepest = 0;
  scanBrackets(body, (at, depth, isOpening) => {
    if (isOpening && depth === DOCUMENT_LEVEL) [from, deepest] = [at, 0];
    if (depth > deepest) deepest = depth;
    if (isOpening || depth !== DOCUMENT_LEVEL || deepest - DOCUMENT_LEVEL < most) return;
    // Nobody can write such a name into the request that it is in.
    const name = randomUUID();
    const text = body.slice(from, at + 1);
    cuts.set(name, new Unreadable(text, idIn(text)));
    pieces.push(body.slice(done, from), JSON.stringify(name));
    done = at + 1;
  });
  return { text: pieces.length === 0 ? body : pieces.join('') + body.slice(done), cuts };
}

/** The id that it begins with, for its row and its verdict; most clients write it first. */
function idIn(text: string): string | undefined {
  return /^\{\s*"_id"\s*:\s*"([a-z0-9-]{8,64}:[0-9]{10})"/.exec(text)?.[1];
}
