import { describe, expect, it } from 'vitest';
import { absentFrom, isFarAhead } from '#domain/order/limits.ts';
import { HOUR_MS, TIME_POLICY } from '#domain/policy/policy.ts';
import { aJob, NOW } from '../support/builders.ts';

const KINDS = Object.keys(TIME_POLICY.askedBeforeMs) as (keyof typeof TIME_POLICY.askedBeforeMs)[];

describe('a visit too early', () => {
  const job = aJob({ appointment: { ...aJob().appointment, startsAt: NOW } });

  it.each(KINDS)('[R11.5] is asked about: %s', (kind) => {
    const from = NOW - TIME_POLICY.askedBeforeMs[kind];
    expect([from - 1, from, NOW, NOW + HOUR_MS].map((at) => isFarAhead(job, kind, at))).toEqual([
      ...[true, false, false, false]
    ]);
  });

  it('[R27.9] counts nobody as absent before the appointment', () => {
    const from = (arrivedAt: number) => absentFrom({ ...job, arrivedAt });
    expect(from(NOW - 12 * HOUR_MS)).toBe(NOW + TIME_POLICY.absentAfterMs);
    expect(from(NOW + HOUR_MS)).toBe(NOW + HOUR_MS + TIME_POLICY.absentAfterMs);
  });
});
