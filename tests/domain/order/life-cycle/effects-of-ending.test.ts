import { describe, expect, it } from 'vitest';
import type { Job } from '#domain/order/job.ts';
import { buildStatement } from '#domain/order/signing/statement.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { FACTS, NOW, SIGNATURE } from '../../../support/builders.ts';
import { HASH, AT, decide, effect, atWork, STARTS_AT } from '../../../support/job-effects.ts';

describe('what a provider’s action changes in the job, written out', () => {
  it('[R15.3, R15.4] completing', () => {
    const job = atWork();
    const statement = { ...buildStatement(job, FACTS) };
    const body = { facts: FACTS, statement, statementHash: HASH, signature: SIGNATURE };
    const decision = decide(job, 'job.complete', body);
    if (decision.outcome !== 'applied') throw new Error(decision.code);
    const { completion, billing, state, ...rest } = decision.next;
    expect(completion).toEqual({
      ...{ action: 'device-1:0000000042', at: AT, statement, statementHash: HASH },
      signature: SIGNATURE
    });
    expect(billing).toEqual({
      ...{ state: 'due', invoiceNumber: null, totalMinor: 10_390, payoutMinor: null }
    });
    expect(state).toBe('completed');
    expect({ ...rest, completion: null, billing: job.billing, state: 'working' }).toEqual(job);
    const wrong = { ...body, statement: { ...statement, signedAt: 1 } };
    expect(effect(job, 'job.complete', wrong)).toBe('held statement.mismatch');
  });

  it('[R14.1] completing while a required item is open', () => {
    const body = { facts: FACTS, statement: {}, statementHash: HASH, signature: SIGNATURE };
    for (const checked of [{} as Job['checked'], { 'wlan.explain': { done: false, at: NOW } }]) {
      expect(effect(atWork({ checked }), 'job.complete', body)).toBe('refused checklist.open');
    }
  });

  it.each([
    ['customerAbsent', 'due', 3500],
    ['customerRefused', 'due', 3500],
    ['siteNotReady', 'due', 3500],
    ['deviceDefective', 'due', 0],
    ['notSolvable', 'due', 0]
  ] as const)('[R26.2, R26.3] failing: %s', (cause, state, totalMinor) => {
    const appointment = { ...atWork().appointment, startsAt: AT - 600_000 };
    const job = atWork({ arrivedAt: AT - 600_000, appointment });
    expect(effect(job, 'job.fail', { cause, note: 'zu' })).toEqual({
      failure: { at: '+2:00', cause, note: 'zu' },
      billing: { state, invoiceNumber: null, totalMinor, payoutMinor: null },
      state: 'failed'
    });
  });

  it('[R26.4, R27.9] failing where nobody pays, and too early', () => {
    const job = atWork({ arrivedAt: AT - 600_000 + 1 });
    expect(effect(job, 'job.fail', { cause: 'providerPrevented', note: '' })).toEqual({
      ...{ failure: { at: '+2:00', cause: 'providerPrevented', note: '' }, state: 'failed' }
    });
    expect(effect(job, 'job.fail', { cause: 'customerAbsent', note: '' })).toBe(
      'refused failure.tooEarly'
    );
    // The evening before: nobody has to be there yet.
    const early = atWork({ arrivedAt: STARTS_AT - 12 * HOUR_MS });
    const absent = (at: number) =>
      effect(early, 'job.fail', { cause: 'customerAbsent', note: '' }, undefined, at);
    expect(absent(STARTS_AT + 599_999)).toBe('refused failure.tooEarly');
    expect(absent(STARTS_AT + 600_000)).toMatchObject({ state: 'failed' });
  });

  it('[R15.16] reporting that the customer would not sign', () => {
    expect(effect(atWork(), 'job.refuseToSign', { reason: 'zu teuer' })).toEqual({
      refusal: { at: '+2:00', reason: 'zu teuer', action: 'device-1:0000000042' },
      billing: { state: 'held', invoiceNumber: null, totalMinor: null, payoutMinor: null },
      state: 'held'
    });
  });
});
