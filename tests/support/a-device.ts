import type { ActionEnvelope, UnsignedAction } from '#domain/protocol/action.ts';
import type { ActionBody, ActionKind } from '#domain/protocol/action-body.ts';
import { actionHashText } from '#domain/protocol/action-hash.ts';
import { newActionId } from '#domain/protocol/action-id.ts';
import { fromBase64url, toBase64url } from '#domain/protocol/base64url.ts';
import { hashOfText } from '#domain/protocol/hash.ts';
import type { DevicePublicKey } from '../../sync-server/people/device.ts';
import { NOW } from './builders.ts';

/** A device that signs a chain of actions, as the app does. */
export interface TestDevice {
  id: string;
  name: string;
  publicKey: DevicePublicKey;
  /** The next link of the chain. */
  act<K extends ActionKind>(
    kind: K,
    body: ActionBody<K>,
    fields: Partial<UnsignedAction<K>> & { provider: string }
  ): Promise<ActionEnvelope>;
}

let made = 0;

export async function aDevice(id = `tablet-${String((made += 1)).padStart(4, '0')}`) {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  /** Hash and number of the last link; the next one waits for it. */
  let last: Promise<{ seq: number; hash: string | null }> = Promise.resolve({ seq: 0, hash: null });

  const device: TestDevice = {
    id,
    name: `Tablet ${id}`,
    publicKey: { kty, crv, x, y } as DevicePublicKey,
    async act(kind, body, fields) {
      const before = last;
      const next = Promise.withResolvers<{ seq: number; hash: string | null }>();
      last = next.promise;
      const { seq: done, hash: previous } = await before;
      const seq = done + 1;
      const unsigned = {
        kind,
        order: null,
        device: id,
        seq,
        at: { wall: NOW, anchor: NOW, sinceAnchor: 0 },
        body,
        previous,
        ...fields
      };
      const hash = await hashOfText(actionHashText(unsigned as UnsignedAction));
      const bytes = await crypto.subtle.sign(
        { name: 'ECDSA', hash: 'SHA-256' },
        pair.privateKey,
        fromBase64url(hash)
      );
      next.resolve({ seq, hash });
      return {
        _id: newActionId(id, seq),
        ...unsigned,
        hash,
        signature: toBase64url(new Uint8Array(bytes))
      } as ActionEnvelope;
    }
  };
  return device;
}
