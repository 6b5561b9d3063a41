import { expect } from 'vitest';
import type { ActionKind } from '#domain/protocol/action-body.ts';
import { readBody } from '#domain/protocol/read-body.ts';

/** The last moment that a date can say. */
export const LATEST = 8.64e15;
export const text = (length: number) => 'x'.repeat(length);

/** The kind of an action, bodies that are taken, at the edges, and bodies that are one beyond. */
export type Edges = [kind: ActionKind, taken: object[], refused: object[]];

export function expectEdges(...[kind, taken, refusedBodies]: Edges): void {
  for (const body of taken) expect(readBody(kind, body), JSON.stringify(body)).toEqual(body);
  for (const body of [...refusedBodies, null, 'x', []]) {
    expect(readBody(kind, body), JSON.stringify(body).slice(0, 80)).toBeUndefined();
  }
}
