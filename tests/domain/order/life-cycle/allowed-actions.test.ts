import { describe, expect, it } from 'vitest';
import type { Job } from '#domain/order/job.ts';
import { allowedActions, isAllowed } from '#domain/order/life-cycle/allowed-actions.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { AT, accepted, called, atWork, STARTS_AT } from '../../../support/job-effects.ts';

describe('what a screen may offer', () => {
  it('[R9.1, R14.1, R13.3] is what the table gives, with what speaks against it', () => {
    const shown = (job: Job, by: 'provider' | 'customer' | 'support', at: number) =>
      allowedActions(job, by, at)
        .map(({ kind, blockedBy }) => (blockedBy ? `${kind}: ${blockedBy}` : kind))
        .join(' · ');
    expect(shown(called(), 'provider', AT)).toBe(
      'customer.contacted · appointment.confirm: confirm.tooEarly · appointment.change · job.giveBack · delivery.pickedUp · checklist.set · note.add · photo.add · photo.remove'
    );
    expect(shown(atWork({ checked: {} }), 'provider', AT)).toBe(
      'delivery.handedOver · work.progress · checklist.set · note.add · photo.add · photo.remove · price.agree · package.add: package.notAPro · product.sell · addition.takeBack · job.complete: checklist.open · job.fail · job.refuseToSign'
    );
    expect(shown(called(), 'customer', AT)).toBe(
      'appointment.agree: appointment.unclear · appointment.reject: appointment.unclear · order.cancel'
    );
    expect(shown(called(), 'support', AT)).toBe('order.cancel · held.resolve');
    expect(shown(accepted({ state: 'cancelled' }), 'provider', AT)).toBe('');
  });

  it('[R9.1] is not allowed before its time', () => {
    const opens = STARTS_AT - 24 * HOUR_MS;
    const may = (at: number) => isAllowed(called(), 'provider', 'appointment.confirm', at);
    expect([may(opens - 1), may(opens)]).toEqual([false, true]);
    expect(isAllowed(called(), 'provider', 'work.start', opens)).toBe(false);
  });
});
