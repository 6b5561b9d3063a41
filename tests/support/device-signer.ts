import type { ActionBody, ActionKind } from '#domain/protocol/action-body.ts';
import { actionHashText } from '#domain/protocol/action-hash.ts';
import { newActionId } from '#domain/protocol/action-id.ts';
import type { Action, ActionTime, UnsignedAction } from '#domain/protocol/action.ts';
import { fromBase64url, toBase64url } from '#domain/protocol/base64url.ts';
import { hashOfText } from '#domain/protocol/hash.ts';

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export interface SignerDevice {
  id: string;
  provider: string;
  publicKey: JsonWebKey;
  /** The next action of this device's chain, signed. `at` in ms of server time. */
  sign<K extends ActionKind>(
    kind: K,
    order: string | null,
    body: ActionBody<K>,
    at: number
  ): Promise<Action<K>>;
  /** The same for whatever a test wants to break: members of `fields` win before hashing, unchecked. */
  signAnything(fields: Record<string, unknown>, at: number): Promise<Record<string, unknown>>;
}

/** A device with a real key, as a browser makes it: every action hashed, chained and signed. */
export async function aDevice(
  provider: string,
  id = `device-${crypto.randomUUID().slice(0, 8)}`
): Promise<SignerDevice> {
  const keys = await crypto.subtle.generateKey(ECDSA, false, ['sign', 'verify']);
  const publicKey = await crypto.subtle.exportKey('jwk', keys.publicKey);
  let seq = 0;
  let previous: string | null = null;

  async function signed(unsigned: UnsignedAction): Promise<Record<string, unknown>> {
    const hash = await hashOfText(actionHashText(unsigned));
    const bytes = fromBase64url(hash);
    const signature = new Uint8Array(await crypto.subtle.sign(ECDSA, keys.privateKey, bytes));
    previous = hash;
    return {
      _id: newActionId(id, unsigned.seq),
      ...unsigned,
      hash,
      signature: toBase64url(signature)
    };
  }

  function unsigned(at: number, fields: Record<string, unknown>): UnsignedAction {
    seq += 1;
    const time: ActionTime = { wall: at, anchor: at, sinceAnchor: 0 };
    const base = { order: null, provider, device: id, seq, at: time, body: {}, previous };
    return { ...base, ...fields } as unknown as UnsignedAction;
  }

  return {
    id,
    provider,
    publicKey,
    async sign(kind, order, body, at) {
      return (await signed(unsigned(at, { kind, order, body }))) as unknown as Action<typeof kind>;
    },
    signAnything: (fields, at) => signed(unsigned(at, fields))
  };
}
