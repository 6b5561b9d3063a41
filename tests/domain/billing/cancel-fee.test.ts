import { describe, expect, it } from 'vitest';
import { cancelFee, cancelFeeMinor, cancelTiers } from '#domain/billing/cancellation.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { aJob } from '../../support/builders.ts';

describe('the fee of a cancelled visit', () => {
  const job = aJob();
  const startsAt = job.appointment.startsAt;
  const travel = { startedAt: 0, etaAt: 0 };

  it('[R27.4] rises by tiers that the customer’s page names', () => {
    expect(cancelTiers(job)).toEqual([
      { from: startsAt - 24 * HOUR_MS, feeMinor: 1750 },
      { from: startsAt - 3 * HOUR_MS, feeMinor: 3500 }
    ]);
  });

  it('[R27.2, R27.5] is the whole once somebody is on the way, and nothing where nobody has it', () => {
    expect(cancelFeeMinor({ ...job, travel }, 0)).toBe(3500);
    expect(cancelFeeMinor({ ...job, travel, provider: null }, startsAt)).toBe(0);
  });

  it('[R27.8] is nobody’s where it is nothing', () => {
    const free = startsAt - 24 * HOUR_MS;
    for (const cause of ['customer', 'platform', 'provider'] as const) {
      expect(cancelFee(job, cause, free)).toEqual({ payer: 'nobody', feeMinor: 0 });
    }
    expect(cancelFee(job, 'platform', free + 1)).toEqual({ payer: 'platform', feeMinor: 1750 });
    expect(cancelFee(job, 'customer', free + 1)).toEqual({ payer: 'customer', feeMinor: 1750 });
    expect(cancelFee(job, 'provider', free + 1)).toEqual({ payer: 'nobody', feeMinor: 0 });
  });
});
