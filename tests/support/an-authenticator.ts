// An authenticator as the server sees it: a key of its own, user verification, a counter. It signs
// what a browser would hand it (WebAuthn level 2, attestation "none", ES256).
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

interface Asked {
  challenge: string;
  rp?: { id?: string };
  rpId?: string;
  user?: { id: string };
}

export interface Authenticator {
  /** Base64url, of the credential that it has made. */
  id: string;
  counter: number;
  /** False: as those whose keys are on several devices. */
  isCounting: boolean;
  isVerifying: boolean;
  make(options: Asked, origin: string): object;
  show(options: Asked, origin: string): object;
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest();
const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

export function anAuthenticator(): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  let owner = '';
  const authenticator: Authenticator = {
    id: base64url(id),
    counter: 0,
    isCounting: true,
    isVerifying: true,
    make(options, origin) {
      owner = options.user?.id ?? '';
      const key = Buffer.concat([Buffer.alloc(16), sizeOf(id), id, coseOf(publicKey)]);
      const authData = dataOf(authenticator, options.rp?.id ?? '', HAS_KEY, key);
      const attestationObject = Buffer.concat([
        Buffer.from([0xa3]),
        ...[text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0])],
        ...[text('authData'), bytes(authData)]
      ]);
      return answer(authenticator.id, {
        clientDataJSON: clientData('webauthn.create', options.challenge, origin),
        attestationObject: base64url(attestationObject),
        transports: ['internal']
      });
    },
    show(options, origin) {
      if (authenticator.isCounting) authenticator.counter += 1;
      const authenticatorData = dataOf(authenticator, options.rpId ?? '', 0);
      const clientDataJSON = clientData('webauthn.get', options.challenge, origin);
      const hash = sha256(Buffer.from(clientDataJSON, 'base64url'));
      const signed = Buffer.concat([authenticatorData, hash]);
      return answer(authenticator.id, {
        ...{ clientDataJSON, authenticatorData: base64url(authenticatorData), userHandle: owner },
        signature: base64url(sign('sha256', signed, privateKey))
      });
    }
  };
  return authenticator;
}

const answer = (id: string, response: object) => ({
  ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }
});

function clientData(type: string, challenge: string, origin: string): string {
  return base64url(Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })));
}

function dataOf(
  { counter, isVerifying }: Authenticator,
  rpId: string,
  flags: number,
  rest = Buffer.alloc(0)
): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  const seen = PRESENT | flags | (isVerifying ? VERIFIED : 0);
  return Buffer.concat([sha256(rpId), Buffer.from([seen]), count, rest]);
}

/** {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y} in CBOR. */
function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]);
  const coordinate = (value: string) => bytes(Buffer.from(value, 'base64url'));
  return Buffer.concat([head, coordinate(x), Buffer.from([0x22]), coordinate(y)]);
}

function sizeOf(id: Buffer): Buffer {
  const size = Buffer.alloc(2);
  size.writeUInt16BE(id.length);
  return size;
}

function bytes(value: Buffer): Buffer {
  const isShort = value.length < 256;
  const head = isShort ? [0x58, value.length] : [0x59, value.length >> 8, value.length & 0xff];
  return Buffer.concat([Buffer.from(head), value]);
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 | value.length]), Buffer.from(value)]);
}
