import { describe, expect, it } from 'vitest';
import { occurredAt } from '#domain/protocol/occurred-at.ts';
import { NOW } from '../../support/builders.ts';

describe('[P5.1, P5.2, P5.3] when something happened', () => {
  const DAY = 24 * 3_600_000;
  const of = (anchor: number, sinceAnchor: number, notBefore?: number) =>
    occurredAt({ wall: 0, anchor, sinceAnchor }, NOW, notBefore);

  it.each<[string, number, number, number | undefined, number | undefined]>([
    ['as the device counts it', NOW - 5000, 2000, undefined, NOW - 3000],
    ['no later than it was received', NOW - 5000, 9000, undefined, NOW],
    ['no earlier than what it follows', NOW - 5000, 2000, NOW - 1000, NOW - 1000],
    ['no later than received, whatever it follows', NOW - 5000, 2000, NOW + 1000, NOW],
    ['by a clock that is two minutes ahead', NOW + 120_000, 0, undefined, NOW],
    ['never by one that is further ahead', NOW + 120_001, 0, undefined, undefined],
    ['never before its own anchor', NOW - 5000, -1, undefined, undefined],
    ['60 days ago', NOW - 60 * DAY, 0, undefined, NOW - 60 * DAY],
    ['60 days ago on an older anchor', NOW - 61 * DAY, DAY, undefined, NOW - 60 * DAY],
    ['never before that', NOW - 60 * DAY - 1, 0, undefined, undefined]
  ])('is %s', (_title, anchor, sinceAnchor, notBefore, expected) => {
    expect(of(anchor, sinceAnchor, notBefore)).toBe(expected);
  });
});
