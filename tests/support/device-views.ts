// What screens are given, with full defaults: views of jobs and offers, rows of the outbox.
import type { JobDocument, OfferDocument } from '#domain/order/views/inbox.ts';
import type { Job } from '#domain/order/job.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import type { Action } from '#domain/protocol/action.ts';
import type { JobView } from '../../src/lib/device/views/job-view.ts';
import type { OfferView } from '../../src/lib/device/views/offer-view.ts';
import type { OutboxRow } from '../../src/lib/device/store/rows.ts';
import { aJob, NOW } from './builders.ts';

export function aJobView(job: Partial<Job> = {}, fields: Partial<JobView> = {}): JobView {
  const shown = aJob(job);
  const document: JobDocument = {
    _id: `job:${shown.id}`,
    type: 'job',
    generation: 1,
    order: shown.id,
    job: shown,
    judged: {}
  };
  return {
    order: shown.id,
    job: shown,
    document,
    waiting: [],
    refusedLocally: [],
    notAccepted: [],
    ...fields
  };
}

export function anOutboxRow(fields: Partial<OutboxRow> = {}): OutboxRow {
  const { seq = 1, kind = 'visit.arrive', order = 'order1' } = fields;
  const action = {
    kind,
    order,
    provider: 'anna',
    device: 'device-1',
    seq,
    at: { wall: NOW, anchor: NOW, sinceAnchor: 0 },
    body: {}
  } as unknown as Action;
  return {
    id: `device-1:${String(seq).padStart(10, '0')}`,
    seq,
    order,
    kind,
    action,
    state: 'local',
    size: 300,
    attempts: 0,
    lastError: null,
    notBefore: 0,
    receivedAt: null,
    code: null,
    judgedAt: null,
    ...fields
  };
}

export function anOfferView(
  offer: Partial<OfferDocument> = {},
  fields: Partial<OfferView> = {}
): OfferView {
  const order = offer.order ?? 'order1';
  return {
    order,
    asked: null,
    notAccepted: null,
    seen: false,
    ...fields,
    offer: {
      _id: `offer:${order}`,
      type: 'offer',
      generation: 1,
      order,
      state: 'open',
      title: { de: 'WLAN einrichten' },
      scope: [],
      packageId: 'wlan',
      startsAt: NOW + 5 * HOUR_MS,
      durationMin: 60,
      timeZone: 'Europe/Zurich',
      area: { postcode: '4053', city: 'Basel', lat: 47.54, lon: 7.59 },
      distanceM: 2_100,
      currency: 'CHF',
      priceMinor: 7_900,
      earningsMinor: 6_320,
      partner: null,
      pickup: null,
      reasons: [],
      sentAt: NOW,
      exclusiveUntil: NOW + 120_000,
      judged: {},
      ...offer
    }
  };
}
