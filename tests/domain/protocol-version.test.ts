import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { actionEnvelope } from '#domain/protocol/action.ts';
import { ACTION_BODIES } from '#domain/protocol/action-body.ts';
import { CODES } from '#domain/protocol/code.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { PROTOCOL_VERSION } from '#domain/protocol/version.ts';

/**
 * What goes over the wire, pinned beside the version. A new kind or code is a new hash; a change that an
 * older app or server could not read is a new version as well.
 */
const PINNED = { version: 1, hash: '_O-_RBs3rVC3z7PAl_OriTdL6uB4hN89annIupNZjFY' };

describe('the wire', () => {
  it('[P1.3, P8.1] has the shape that is pinned for this version', async () => {
    const bodies = Object.entries(ACTION_BODIES).map(([kind, schema]) => [
      kind,
      z.toJSONSchema(schema as z.ZodMiniType)
    ]);
    const shape = JSON.parse(
      JSON.stringify({ envelope: z.toJSONSchema(actionEnvelope), bodies, codes: CODES })
    ) as unknown;
    expect({ version: PROTOCOL_VERSION, hash: await hashOf(shape) }).toEqual(PINNED);
  });
});
