import { createHash } from 'node:crypto';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import type { Judgement } from '#domain/protocol/verdict.ts';
import type { StoredDocument } from '../store/stored-document.ts';

/**
 * What was sent to an outbox, as it is kept. The envelope is kept as its own JSON text, so that the
 * store never has to understand it: members that a database would refuse or reinterpret (`_x`,
 * `__proto__`, lone surrogates, numbers) go in and come out as they came, whatever the engine.
 */
export interface StoredAction extends StoredDocument {
  type: 'action';
  text: string;
  /** The client's own id and revision for it; answers speak of it by these. */
  sentId: string;
  sentRev: string | null;
  device: string;
  receivedAt: number;
  /** What this server said of it before it was restored; its receipt was genuine. */
  earlier?: Judgement;
}

export type NewStoredAction = StoredAction & { _rev: string };
type Sender = Pick<StoredAction, 'device' | 'receivedAt'>;
export type NamedAction = Omit<NewStoredAction, keyof Sender | 'earlier'>;

const ACTION_ID = /^[a-z0-9-]{8,64}:[0-9]{10}$/;
const CLIENT_REV = /^[0-9]{1,9}-[A-Za-z0-9]{1,64}$/;

/** An action's id is kept; any other name becomes a safe one, always the same for the same name. */
export function storedId(id: string): string {
  return ACTION_ID.test(id) ? id : `other:${digest(id)}`;
}

/** Nested deeper than anybody reads: kept as the text that was sent, and never parsed. */
export class Unreadable {
  readonly text: string;
  readonly id: string | undefined;
  constructor(text: string, id: string | undefined) {
    this.text = text;
    this.id = id;
  }
}

/**
 * One document of a request, whatever it is. Its revision is made of its content alone, so the same
 * action sent again is the same revision, and another content under the same id stands beside it.
 */
export function storedAction(sent: unknown, from: Sender): NewStoredAction {
  return { ...namedAction(sent), ...from };
}

/** The same, without who sent it and when: all that takes long for a large one. */
export function namedAction(sent: unknown): NamedAction {
  const { content, id, rev } = withoutTransport(sent);
  const text = JSON.stringify(content);
  const hash = digest(stableText(content, text));
  const name = typeof id === 'string' && id !== '' ? id : `other:${hash}`;
  return {
    _id: storedId(name),
    _rev: `1-${hash.slice(0, 32)}`,
    type: 'action',
    text,
    sentId: name,
    sentRev: typeof rev === 'string' && CLIENT_REV.test(rev) ? rev : null
  };
}

/** What a replicating client adds for itself is no part of the action. */
function withoutTransport(sent: unknown): { content: unknown; id?: unknown; rev?: unknown } {
  if (sent instanceof Unreadable) return { content: { unreadable: sent.text }, id: sent.id };
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return { content: sent };
  const { _rev: rev, _revisions: _, ...content } = sent as Record<string, unknown>;
  if (content._deleted === false) delete content._deleted;
  if (isEmptyObject(content._attachments)) delete content._attachments;
  return { content, id: content._id, rev };
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/**
 * The order of members must not matter; what RFC 8785 cannot write is compared as it was written.
 */
function stableText(content: unknown, text: string): string {
  try {
    return canonicalText(content);
  } catch {
    return text;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
