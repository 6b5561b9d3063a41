import { describe, expect, it } from 'vitest';
import { exclusiveTime, offerStatus, openOffers } from '../../src/lib/offers/offer-status.ts';
import { NOW } from '../support/builders.ts';
import { anOfferView, anOutboxRow } from '../support/device-views.ts';

const asked = (answer: 'accept' | 'decline') => ({
  asked: { answer, row: anOutboxRow({ kind: `offer.${answer}` }) }
});

describe('offer standing', () => {
  it('[R5.17] is only asked for until the server has said whose it is', () => {
    expect(offerStatus(anOfferView({}, asked('accept')), NOW)).toBe('asked');
    expect(offerStatus(anOfferView({ state: 'yours' }, asked('accept')), NOW)).toBe('yours');
    expect(offerStatus(anOfferView({ state: 'taken' }, asked('accept')), NOW)).toBe('taken');
  });

  it('[R5.17] is taken where the server has refused for that reason, whatever the document still says', () => {
    const notAccepted = anOutboxRow({
      kind: 'offer.accept',
      state: 'refused',
      code: 'offer.taken'
    });
    expect(offerStatus(anOfferView({}, { notAccepted }), NOW)).toBe('taken');
  });

  it.each([
    ['declined here', anOfferView({}, asked('decline')), 'declined'],
    ['declined', anOfferView({ state: 'declined' }), 'declined'],
    ['withdrawn', anOfferView({ state: 'withdrawn' }), 'withdrawn'],
    ['past its time', anOfferView({ startsAt: NOW }), 'expired'],
    ['fresh', anOfferView(), 'open']
  ] as const)('of an offer that is %s', (_name, view, standing) => {
    expect(offerStatus(view, NOW)).toBe(standing);
  });

  it('lists what runs out first on top, what was asked for last, and nothing that is over', () => {
    const views = [
      anOfferView({ order: 'asked' }, asked('accept')),
      anOfferView({ order: 'later', exclusiveUntil: null }),
      anOfferView({ order: 'taken', state: 'taken' }),
      anOfferView({ order: 'urgent', exclusiveUntil: NOW + 5_000 })
    ];
    expect(openOffers(views, NOW).map((view) => view.order)).toEqual(['urgent', 'later', 'asked']);
  });
});

describe('exclusive time', () => {
  it('[R5.2] counts the two minutes down', () => {
    const time = exclusiveTime(anOfferView(), NOW + 30_000);
    expect(time).toEqual({ leftMs: 90_000, totalMs: 120_000, isShort: true });
  });

  it('[R2.2] says hours of a personal request in words', () => {
    const reasons = [{ factor: 'personal', value: 1, points: 10 }] as const;
    const fields = { startsAt: NOW + 172_800_000, exclusiveUntil: NOW + 7_000_000 };
    const view = anOfferView({ ...fields, reasons: [...reasons] });
    expect(exclusiveTime(view, NOW)).toMatchObject({ totalMs: 7_200_000, isShort: false });
  });

  it('[R2.2] counts a request shortly before the visit from what it has, not from the longest', () => {
    const reasons = [{ factor: 'personal', value: 1, points: 10 }] as const;
    const fields = { sentAt: NOW, startsAt: NOW + 7_200_000, exclusiveUntil: NOW + 1_800_000 };
    const view = anOfferView({ ...fields, reasons: [...reasons] });
    expect(exclusiveTime(view, NOW)).toMatchObject({ leftMs: 1_800_000, totalMs: 1_800_000 });
  });

  it('is none once others were reached', () => {
    expect(exclusiveTime(anOfferView({ exclusiveUntil: null }), NOW)).toBeNull();
    expect(exclusiveTime(anOfferView(), NOW + 120_000)).toBeNull();
  });
});
