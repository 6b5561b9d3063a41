// PROTOCOL.md against the real thing: an outside client is written from that page alone, so nothing in it may be wrong.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { JOB_STATES } from '#domain/order/job-states.ts';
import { LIFE_CYCLE, type Transition } from '#domain/order/life-cycle/table.ts';
import { ACTION_BODIES, ACTION_KINDS, type ActionKind } from '#domain/protocol/action-body.ts';
import { actionHashText } from '#domain/protocol/action-hash.ts';
import { actionEnvelope } from '#domain/protocol/action.ts';
import { fromBase64url } from '#domain/protocol/base64url.ts';
import { hashOfText } from '#domain/protocol/hash.ts';
import { readBody } from '#domain/protocol/read-body.ts';
import { PROTOCOL_VERSION } from '#domain/protocol/version.ts';
import { bodyWords, difference, quoted, readPage, tableBehind } from '../support/protocol-page.ts';
import { partsOf, playPage, type Played } from '../support/played-page.ts';
import { MOMENTS, type ProtocolStory } from '../support/protocol-story.ts';

const page = readPage();
const parts = partsOf(page);
const { examples, http, deviceKey, actions } = parts;
let story: ProtocolStory;
let played: Played[];
beforeAll(async () => {
  ({ story, played } = await playPage(parts));
});
afterAll(() => story.close());

describe('the HTTP examples', () => {
  it('are played at a moment that there is', () => {
    expect(http.length).toBeGreaterThan(20);
    expect(http.filter(({ moment }) => !MOMENTS.includes(moment as never))).toEqual([]);
  });

  it.each(http.map(({ method, url }, index) => [method, url, index] as const))(
    'show what the server answers: %s %s (example %i)',
    (_method, _url, index) => {
      const { example, status, headers, body } = played.find(
        (each) => each.example === http[index]
      )!;
      expect({ status, body }).toMatchObject({ status: example.answer.status });
      for (const [name, value] of Object.entries(example.answer.headers)) {
        expect([name, headers[name.toLowerCase()]]).toEqual([name, value]);
      }
      const [shown, real] = [example.answer.body, body].map((text) =>
        text === '' ? null : (JSON.parse(text) as unknown)
      );
      expect(difference(shown, real)).toBeUndefined();
    }
  );

  it('carry the headers without which no answer is to be believed', () => {
    for (const { headers } of played) {
      expect(headers['mila-protocol']).toBe(String(PROTOCOL_VERSION));
      expect(Number(headers['mila-time'])).toBeGreaterThan(0);
    }
  });
});

describe('[P2.1, P3.1] the actions', () => {
  it.each(actions.map((action) => [action.kind, action] as const))(
    'are whole, hashed, signed and readable: %s',
    async (kind, action) => {
      expect(actionEnvelope.safeParse(action).success).toBe(true);
      expect(readBody(kind as ActionKind, action.body)).toEqual(action.body);
      expect(await hashOfText(actionHashText(action))).toBe(action.hash);
      const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
      const { kty, crv, x, y } = deviceKey!;
      const publicKey = { kty, crv, x, y } as JsonWebKey;
      const key = await crypto.subtle.importKey('jwk', publicKey, algorithm, false, ['verify']);
      const [signature, hash] = [action.signature, action.hash].map(fromBase64url);
      expect(await crypto.subtle.verify(algorithm, key, signature!, hash!)).toBe(true);
    }
  );

  it('have the canonical text that is shown', async () => {
    const { text } = examples.find(({ label }) => label === 'canonical')!;
    expect(actionHashText(actions.find(({ seq }) => seq === 1)!)).toBe(text);
    const hash = createHash('sha256').update(text).digest('base64url');
    expect(hash).toBe(actions.find(({ seq }) => seq === 1)!.hash);
  });

  it('have every member of the envelope in the table', () => {
    const members = tableBehind(page, '## An action').map(([member]) => quoted(member!)[0]);
    expect(members).toEqual(Object.keys(actions[0]!));
  });

  it('have every kind in the table, with the states in which it is allowed', () => {
    const table: Partial<Record<string, readonly Transition[]>> = LIFE_CYCLE;
    const allowed = ACTION_KINDS.map((kind) => {
      const theirs = (table[kind] ?? []).filter(({ by }) => by === 'provider' || by === 'offeree');
      return [kind, JOB_STATES.filter((state) => theirs.some(({ from }) => from.includes(state)))];
    });
    const rows = tableBehind(page, '## Action kinds').map(([kind, , states]) => [
      quoted(kind!)[0],
      quoted(states!)
    ]);
    expect(rows).toEqual(allowed);
  });

  it('have every member of every body in the table, with its limits', () => {
    const real = ACTION_KINDS.flatMap((kind) =>
      bodyWords(ACTION_BODIES[kind] as z.ZodMiniType).map(([member, type]) => [kind, member, type])
    );
    const rows = tableBehind(page, '### Bodies').map(([kind, member, type]) => [
      quoted(kind!)[0],
      quoted(member!)[0],
      type
    ]);
    expect(rows).toEqual(real);
  });
});
