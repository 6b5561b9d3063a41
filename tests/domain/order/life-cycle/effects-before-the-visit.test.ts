import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { NOW } from '../../../support/builders.ts';
import {
  AT,
  PROVIDER,
  CUSTOMER,
  effect,
  accepted,
  called,
  STARTS_AT
} from '../../../support/job-effects.ts';

const WAITING = {
  action: 'w',
  from: NOW + 48 * HOUR_MS,
  startsAt: NOW + 96 * HOUR_MS,
  customerWish: 'am Freitag',
  confirmedBy: 'link',
  at: NOW,
  state: 'waiting'
} as const;
const AGREED = { ...WAITING, action: 'g', state: 'agreed' } as const;

describe('what a provider’s action changes in the job, written out', () => {
  it('[R8.2, R9.3] accepting', () => {
    const offered = accepted({ state: 'offered', provider: null, acceptedAt: null });
    const accept = (at: number) =>
      effect(offered, 'offer.accept', {}, { type: 'offeree', id: 'anna' }, at);
    expect(accept(AT)).toEqual({ acceptedAt: '+2:00', state: 'accepted' });
    const confirmed = { acceptedAt: '+45:00', confirmedAt: '+45:00', state: 'accepted' };
    expect(accept(STARTS_AT - 3 * HOUR_MS)).toEqual(confirmed);
    expect(accept(STARTS_AT - 3 * HOUR_MS - 1)).toEqual({
      ...{ acceptedAt: '+44:59:59.999', state: 'accepted' }
    });
    expect(accept(STARTS_AT - 1)).toMatchObject({ state: 'accepted' });
    expect(accept(STARTS_AT)).toBe('refused offer.expired');
  });

  it('[R8.2, R8.5, R8.8, R8.9] calling', () => {
    const body = { way: 'phone', reached: true, agreed: 'klingeln' } as const;
    const contact = { at: '+2:00', way: 'phone', reached: true, agreed: 'klingeln' };
    expect(effect(accepted(), 'customer.contacted', body)).toEqual({
      ...{ contacts: [contact], contactedAt: '+2:00', state: 'contacted' }
    });
    const missed = { ...body, reached: false };
    expect(effect(accepted(), 'customer.contacted', missed)).toEqual({
      contacts: [{ ...contact, reached: false }]
    });
    for (const way of ['mail', 'message'] as const) {
      expect(effect(accepted(), 'customer.contacted', { ...body, way })).toEqual({
        contacts: [{ ...contact, way }]
      });
    }
    for (const agreed of ['', ' \n', '\u200B\u00AD', '\u2800']) {
      const wordless = { ...body, agreed };
      expect(effect(accepted(), 'customer.contacted', wordless)).toBe('refused contact.wordless');
      expect(effect(accepted(), 'customer.contacted', { ...wordless, reached: false })).toEqual({
        contacts: [{ ...contact, reached: false, agreed }]
      });
    }
    // The first call that reached them stays the call.
    const earlier = { at: NOW, way: 'phone', reached: true, agreed: '' } as const;
    const again = called({ contacts: [earlier] });
    expect(effect(again, 'customer.contacted', body)).toEqual({
      contacts: [{ ...earlier, at: '+0:00' }, contact]
    });
    expect(effect(accepted({ confirmedAt: NOW }), 'customer.contacted', body)).toMatchObject({
      state: 'confirmed'
    });
    expect(effect(accepted({ confirmedAt: NOW }), 'customer.contacted', missed)).not.toMatchObject({
      state: 'confirmed'
    });
  });

  it('[R9.1] confirming', () => {
    const opens = STARTS_AT - 24 * HOUR_MS;
    expect(effect(called(), 'appointment.confirm', {}, PROVIDER, opens)).toEqual({
      ...{ confirmedAt: '+24:00', state: 'confirmed' }
    });
    expect(effect(called(), 'appointment.confirm', {}, PROVIDER, opens - 1)).toBe(
      'refused confirm.tooEarly'
    );
  });

  const change = (confirmedBy: 'phone' | 'link', startsAt = NOW + 72 * HOUR_MS) => ({
    ...{ startsAt, customerWish: 'lieber später', confirmedBy }
  });
  const entry = {
    action: 'device-1:0000000042',
    ...{ from: '+48:00', startsAt: '+72:00', customerWish: 'lieber später', at: '+2:00' }
  };

  it('[R7.1, R7.6] moving the visit as agreed on the phone', () => {
    const confirmed = called({ state: 'confirmed', confirmedAt: NOW });
    expect(effect(confirmed, 'appointment.change', change('phone'))).toEqual({
      appointmentChanges: [{ ...entry, confirmedBy: 'phone', state: 'agreed' }],
      appointment: { startsAt: '+72:00', durationMin: 60, timeZone: 'Europe/Zurich' },
      confirmedAt: null,
      state: 'contacted'
    });
    // A minute inside the confirmation window of the new time: moving is confirming.
    const soon = change('phone', AT + 3 * HOUR_MS);
    expect(effect(called(), 'appointment.change', soon)).toMatchObject({
      ...{ confirmedAt: '+2:00', state: 'confirmed' }
    });
    const later = change('phone', AT + 3 * HOUR_MS + 1);
    expect(effect(called(), 'appointment.change', later)).not.toHaveProperty('state');
  });

  it('[R7.2] asking for another time by link: the last one that is asked for waits', () => {
    const job = called({ appointmentChanges: [AGREED, WAITING] });
    expect(effect(job, 'appointment.change', change('link'))).toEqual({
      appointmentChanges: [
        { ...AGREED, from: '+48:00', startsAt: '+96:00', at: '+0:00' },
        { ...entry, confirmedBy: 'link', state: 'waiting' }
      ]
    });
  });

  it.each([
    [AT, 'refused appointment.past'],
    [AT + 1, 'applied'],
    [AT + 60 * 24 * HOUR_MS, 'applied'],
    [AT + 60 * 24 * HOUR_MS + 1, 'refused appointment.tooFar']
  ])('[R7.3] a new time at %i is %s', (startsAt, expected) => {
    for (const by of ['phone', 'link'] as const) {
      const result = effect(called(), 'appointment.change', change(by, startsAt));
      expect(typeof result === 'string' ? result : 'applied').toBe(expected);
    }
    const asked = called({ appointmentChanges: [{ ...WAITING, startsAt }] });
    const agreed = effect(asked, 'appointment.agree', {}, CUSTOMER);
    expect(typeof agreed === 'string' ? agreed : 'applied').toBe(expected);
  });

  it('[R7.2, R7.5] the customer’s answer: the new time, not the old one', () => {
    const job = called({ appointmentChanges: [AGREED, WAITING] });
    const answered = (state: 'agreed' | 'rejected') => [
      { ...AGREED, from: '+48:00', startsAt: '+96:00', at: '+0:00' },
      {
        ...{ ...WAITING, from: '+48:00', startsAt: '+96:00', at: '+0:00', state },
        answeredAt: '+2:00'
      }
    ];
    expect(effect(job, 'appointment.agree', {}, CUSTOMER)).toEqual({
      appointmentChanges: answered('agreed'),
      appointment: { startsAt: '+96:00', durationMin: 60, timeZone: 'Europe/Zurich' }
    });
    expect(effect(job, 'appointment.reject', {}, CUSTOMER)).toEqual({
      appointmentChanges: answered('rejected')
    });
    const nothing = called({ appointmentChanges: [AGREED] });
    expect(effect(nothing, 'appointment.agree', {}, CUSTOMER)).toBe('refused appointment.unclear');
    expect(effect(nothing, 'appointment.reject', {}, CUSTOMER)).toBe('refused appointment.unclear');
    const soon = called({ appointmentChanges: [{ ...WAITING, startsAt: AT + 1 }] });
    expect(effect(soon, 'appointment.agree', {}, CUSTOMER)).toMatchObject({
      ...{ confirmedAt: '+2:00', state: 'confirmed' }
    });
  });
});
