import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '#domain/protocol/base64url.ts';
import { canonicalText } from '#domain/protocol/canonical-text.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { catalogBody, importServerKey, isSignedBy } from '#domain/protocol/server-signature.ts';
import { applied, held, receiptBody, refused } from '#domain/protocol/verdict.ts';

describe('what is hashed and signed', () => {
  it('[P2.1] is hashed with SHA-256, as base64url without padding', async () => {
    // sha256 of {"a":1}
    expect(await hashOf({ a: 1 })).toBe('AVq9f1zFei3ZS3WQ8ErYCEJzkF7jPsXOvq5iJ2qX-GI');
  });

  it.each([
    [[], ''],
    [[0], 'AA'],
    [[255, 255], '__8'],
    [[251, 239, 190], '----'],
    [[1, 2, 3, 4], 'AQIDBA']
  ])('[P2.1] writes %j as %s and reads it back', (bytes, written) => {
    expect(toBase64url(Uint8Array.from(bytes))).toBe(written);
    expect([...fromBase64url(written)]).toEqual(bytes);
  });

  it('[P9.1] of the catalogue is all but revision and signature', async () => {
    const document = { _id: 'catalog', version: '1', _rev: '1-a', signature: 'x' };
    expect(canonicalText(catalogBody(document))).toBe('{"_id":"catalog","version":"1"}');
    const keys = (await crypto.subtle.generateKey('Ed25519', true, [
      'sign',
      'verify'
    ])) as CryptoKeyPair;
    const spki = await crypto.subtle.exportKey('spki', keys.publicKey);
    const key = (await importServerKey(toBase64url(new Uint8Array(spki))))!;
    const bytes = new TextEncoder().encode(canonicalText(catalogBody(document)));
    const made = await crypto.subtle.sign('Ed25519', keys.privateKey, bytes);
    const signature = toBase64url(new Uint8Array(made));
    expect(await isSignedBy(key, catalogBody(document), signature)).toBe(true);
    expect(await isSignedBy(key, { ...document, version: '2' }, signature)).toBe(false);
    expect(await isSignedBy(key, catalogBody(document), '%')).toBe(false);
    expect(key.extractable).toBe(false);
    expect(await importServerKey('no key')).toBeNull();
  });

  it('[P9.1] of a verdict is what was decided on which content', () => {
    const judgement = { outcome: 'held', code: 'job.lapsed', at: 7, more: 1 } as const;
    expect(receiptBody('h', judgement)).toEqual({
      ...{ actionHash: 'h', outcome: 'held', code: 'job.lapsed', at: 7 }
    });
    expect([applied(1), refused('offer.taken'), held('job.lapsed')]).toEqual([
      { outcome: 'applied', next: 1 },
      { outcome: 'refused', code: 'offer.taken' },
      { outcome: 'held', code: 'job.lapsed' }
    ]);
  });
});
