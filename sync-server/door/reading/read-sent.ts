// What a body says, made small: members that are not offered, and lists beyond their end, do not
// come out of here. It costs as much as the body is long; see body-reader.ts for where it is done.
import type { DoorOperation } from '../allowed-requests.ts';
import { DOOR_LIMITS } from '../door-limits.ts';
import { isWellFormedJson } from '../../store/well-formed-text.ts';
import { jsonObject } from './json-body.ts';
import { readBody } from './read-body.ts';
import { sentDocument, sentDocuments } from './sent-documents.ts';

const { keys: MOST_KEYS } = DOOR_LIMITS;

/** One for each kind of body. */
export const READINGS = {
  documents: ({ text }: { text: string }) => sentDocuments(text),

  document: ({ text, id }: { text: string; id: string }) => sentDocument(text, id),

  /** The body for the store. */
  read: ({ text, operation }: { text: string; operation: DoorOperation }) =>
    isWellFormedJson(text) ? readBody(operation, text) : ('notWellFormed' as const),

  /** Of each id its revisions. */
  revisions({ text }: { text: string }): [id: string, revs: string[]][] | 'tooMany' | undefined {
    const asked = jsonObject(text);
    if (!asked) return undefined;
    const ids = Object.keys(asked);
    const lists = Object.values(asked).map((revs) => (Array.isArray(revs) ? revs : []));
    const all = lists.reduce((sum, { length }) => sum + length, 0);
    if (ids.length > MOST_KEYS || all > 2 * MOST_KEYS) return 'tooMany';
    return ids.map((id, index) => [id, lists[index]!.map(String)]);
  },

  /** The names that are asked for; undefined where none are. */
  keys({ text }: { text: string }): Keys | 'tooMany' | undefined {
    const { keys, include_docs: includeDocs } = jsonObject(text) ?? {};
    if (!Array.isArray(keys)) return undefined;
    if (keys.length > MOST_KEYS) return 'tooMany';
    return { keys: keys.map(String), includeDocs: includeDocs === true };
  }
} as const;

export interface Keys {
  keys: string[];
  includeDocs: boolean;
}

type Readings = typeof READINGS;
export type Kind = keyof Readings;
export type Asked<K extends Kind> = Parameters<Readings[K]>[0];
export type Read<K extends Kind> = ReturnType<Readings[K]>;

export function readSent<K extends Kind>(kind: K, asked: Asked<K>): Read<K> {
  return (READINGS[kind] as (asked: Asked<K>) => Read<K>)(asked);
}
