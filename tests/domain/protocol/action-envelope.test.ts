import { describe, expect, it } from 'vitest';
import { actionHashText } from '#domain/protocol/action-hash.ts';
import { newActionId } from '#domain/protocol/action-id.ts';
import { actionEnvelope, actionTime } from '#domain/protocol/action.ts';
import { text } from '../../support/body-edges.ts';

const HASH = 'A'.repeat(43);
const ENVELOPE = {
  _id: 'device-1:0000000001',
  kind: 'note.add',
  order: 'order1',
  provider: 'anna',
  device: 'device-1',
  seq: 1,
  at: { wall: 1, anchor: 2, sinceAnchor: 3 },
  body: { text: 'x' },
  previous: null,
  hash: HASH,
  signature: HASH
};

describe('[P3.2] the envelope of an action', () => {
  it.each<[string, object, boolean]>([
    ['all that it needs', {}, true],
    ['what the store adds', { _rev: '1-a', _revisions: { start: 1 } }, true],
    ['no order and one before it', { order: null, previous: 'a_-' }, true],
    ['the last number', { seq: 9_999_999_999 }, true],
    ['a device of eight letters', { _id: 'abcdefgh:0000000001' }, true],
    ['a device of 64', { _id: `${text(64)}:0000000001` }, true],
    ['long names', { kind: text(64), order: text(80), provider: text(80), device: text(64) }, true],
    ['a device of seven letters', { _id: 'abcdefg:0000000001' }, false],
    ['a device of 65', { _id: `${text(65)}:0000000001` }, false],
    ['nine digits', { _id: 'device-1:000000001' }, false],
    ['eleven digits', { _id: 'device-1:00000000001' }, false],
    ['something before the id', { _id: 'DEVICE-1:0000000001' }, false],
    ['no kind', { kind: '' }, false],
    ['a long kind', { kind: text(65) }, false],
    ['a long order', { order: text(81) }, false],
    ['a long provider', { provider: text(81) }, false],
    ['a long device', { device: text(65) }, false],
    ['the number nought', { seq: 0 }, false],
    ['a number too large', { seq: 10_000_000_000 }, false],
    ['half a number', { seq: 1.5 }, false],
    ['no time', { at: {} }, false],
    ['a time with more', { at: { ...ENVELOPE.at, zone: 'x' } }, false],
    ['a body that is none', { body: 'x' }, false],
    ['a hash with other letters', { hash: 'a+b' }, false],
    ['a hash with a space before', { hash: ' ab' }, false],
    ['a hash with a space behind', { hash: 'ab ' }, false],
    ['an empty signature', { signature: '' }, false],
    ['a previous one that is none', { previous: '=' }, false],
    ['more', { colour: 'red' }, false]
  ])('has %s', (_title, fields, isTaken) => {
    expect(actionEnvelope.safeParse({ ...ENVELOPE, ...fields }).success).toBe(isTaken);
  });

  it.each(Object.keys(ENVELOPE))('is none without %s', (member) => {
    expect(actionEnvelope.safeParse({ ...ENVELOPE, [member]: undefined }).success).toBe(false);
  });

  it.each<[object, boolean]>([
    [{ wall: -5, anchor: -7.5, sinceAnchor: 0 }, true],
    [{ wall: 0, anchor: 0, sinceAnchor: -1 }, false],
    [{ wall: 0, anchor: 0 }, false],
    [{ wall: 0, sinceAnchor: 0 }, false],
    [{ anchor: 0, sinceAnchor: 0 }, false]
  ])('says when it was: %j', (at, isTaken) => {
    expect(actionTime.safeParse(at).success).toBe(isTaken);
  });

  it('[P2.1] is hashed without what comes after hashing', () => {
    expect(actionHashText(ENVELOPE as never)).toBe(
      '{"at":{"anchor":2,"sinceAnchor":3,"wall":1},"body":{"text":"x"},"device":"device-1",' +
        '"kind":"note.add","order":"order1","previous":null,"provider":"anna","seq":1}'
    );
    expect(newActionId('device-1', 42)).toBe('device-1:0000000042');
    expect(newActionId('device-1', 12_345_678_901)).toBe('device-1:12345678901');
  });
});
