import { describe, expect, it } from 'vitest';
import { isEnoughInk, isSignature } from '#domain/order/signing/ink.ts';
import { judgeCommand } from '#domain/order/judge-command.ts';
import type { CommandBody } from '#domain/order/life-cycle/command.ts';
import { SIGNING_POLICY } from '#domain/policy/policy.ts';
import type { CustomerSignature } from '#domain/protocol/signature.ts';
import { aBody, aCommand, anOrderAfter, NOW, RULES } from '../../support/builders.ts';

const { inkPx, extentPx } = SIGNING_POLICY;
const line = (...places: [number, number][]) =>
  places.map(([x, y], t) => ({ x, y, t, pressure: 0.5 }));
const drawn = (...strokes: ReturnType<typeof line>[]): CustomerSignature => ({
  ...{ method: 'drawn', strokes, svg: '<svg/>' }
});

describe('what counts as a signature', () => {
  it.each([
    ['nothing', []],
    ['a stroke of no point', [line()]],
    ['a tap', [line([10, 10])]],
    ['many taps on one spot', Array.from({ length: 90 }, () => line([10, 10], [10.5, 10]))],
    ['taps all over the pad', [line([10, 10]), line([300, 10]), line([10, 150])]],
    [
      'a scribble on one spot',
      [line(...Array.from({ length: 90 }, (_, n) => [n % 3, 0] as [number, number]))]
    ],
    ['a short dash', [line([0, 0], [inkPx - 0.5, 0])]],
    ['lines that come to little', [line([0, 0], [extentPx, 0]), line([0, 5], [5, 5])]]
  ])('[R15.27] %s does not', (_what, strokes) => {
    expect(isEnoughInk(strokes)).toBe(false);
    expect(isSignature(drawn(...strokes))).toBe(false);
  });

  it.each([
    ['a line', [line([0, 0], [inkPx, 0])]],
    ['a line downwards', [line([0, 0], [0, inkPx])]],
    ['initials of two strokes', [line([0, 0], [20, 32]), line([24, 0], [24, 20])]]
  ])('[R15.27] %s does', (_what, strokes) => {
    expect(isSignature(drawn(...strokes))).toBe(true);
  });

  it('[R15.27] of a typed one its name is enough', () => {
    expect(isSignature({ method: 'typed', typedName: 'Rosa Keller' })).toBe(true);
  });

  it.each(['job.complete', 'price.agree'] as const)(
    '[R15.7, R15.27] a dot under a %s is held, never taken and never merely refused',
    (kind) => {
      const order = anOrderAfter(kind === 'job.complete' ? 'checklist.set' : 'work.start');
      const body = aBody(kind, order.job) as CommandBody<typeof kind>;
      const judged = (signature: CustomerSignature) =>
        judgeCommand(
          order,
          aCommand(kind, order.job, { body: { ...body, signature } }),
          RULES,
          NOW
        );
      expect(judged(drawn(line([10, 10])))).toEqual({
        outcome: 'held',
        code: 'signature.tooSmall'
      });
      expect(judged(drawn(line([0, 0], [90, 40]))).outcome).toBe('applied');
    }
  );
});
