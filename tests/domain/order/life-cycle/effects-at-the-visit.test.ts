import { describe, expect, it } from 'vitest';
import type { Job } from '#domain/order/job.ts';
import type { CommandKind } from '#domain/order/life-cycle/command.ts';
import { buildConsent } from '#domain/order/signing/consent.ts';
import { withActionsPackage, withActionsPrice } from '#domain/order/signing/extra-work.ts';
import { aFullJob, CABLE, FULL_RULES, SHA, TV } from '../../../support/a-full-job.ts';
import { aJob, FACTS, NOW, SIGNATURE } from '../../../support/builders.ts';
import { HASH, AT, effect, called, atWork } from '../../../support/job-effects.ts';

const aPhoto = (index: 0 | 1): Job['photos'][number] => ({
  ...{ action: 'device-1:0000000001', at: NOW, sha256: SHA[index], size: 10 },
  ...{ type: 'image/png', caption: '' }
});

describe('what a provider’s action changes in the job, written out', () => {
  it.each<[CommandKind, Job, object, unknown]>([
    ['delivery.pickedUp', called(), {}, { pickedUpAt: '+2:00' }],
    ['delivery.handedOver', atWork(), {}, { handedOverAt: '+2:00' }],
    [
      'travel.start',
      called({ state: 'confirmed', confirmedAt: NOW }),
      { etaMinutes: 25 },
      { travel: { startedAt: '+2:00', etaAt: '+2:25' }, state: 'travelling' }
    ],
    ['visit.arrive', aJob({ state: 'travelling' }), {}, { arrivedAt: '+2:00', state: 'arrived' }],
    ['work.start', aJob({ state: 'arrived' }), {}, { workStartedAt: '+2:00', state: 'working' }],
    [
      'work.progress',
      aJob({ state: 'working', progress: [{ action: 'p', at: NOW, text: 'eins' }] }),
      { text: 'zwei' },
      {
        progress: [
          { action: 'p', at: '+0:00', text: 'eins' },
          { action: 'device-1:0000000042', at: '+2:00', text: 'zwei' }
        ]
      }
    ],
    [
      'note.add',
      aJob({ notes: [{ action: 'n', at: NOW, text: 'eins' }] }),
      { text: 'zwei' },
      {
        notes: [
          { action: 'n', at: '+0:00', text: 'eins' },
          { action: 'device-1:0000000042', at: '+2:00', text: 'zwei' }
        ]
      }
    ],
    [
      'checklist.set',
      aJob({ checked: { 'wlan.router': { done: true, at: NOW } } }),
      { item: 'wlan.explain', done: true },
      {
        checked: {
          'wlan.router': { done: true, at: '+0:00' },
          'wlan.explain': { done: true, at: '+2:00' }
        }
      }
    ],
    [
      'checklist.set',
      aJob({ checked: { 'wlan.router': { done: true, at: NOW } } }),
      { item: 'wlan.router', done: false },
      { checked: { 'wlan.router': { done: false, at: '+2:00' } } }
    ],
    ['checklist.set', aJob(), { item: 'tv.mount', done: true }, 'refused checklist.unknownItem'],
    [
      'photo.add',
      aJob(),
      { sha256: SHA[0], size: 10, type: 'image/png', caption: 'Router' },
      {
        photos: [
          {
            ...{ action: 'device-1:0000000042', at: '+2:00', sha256: SHA[0], size: 10 },
            ...{ type: 'image/png', caption: 'Router' }
          }
        ]
      }
    ],
    [
      'photo.remove',
      aJob({ photos: [aPhoto(0), aPhoto(1)] }),
      { sha256: SHA[0] },
      { photos: [{ ...aPhoto(1), at: '+0:00' }] }
    ],
    // Removed twice, from two devices.
    ['photo.remove', aJob(), { sha256: SHA[0] }, { photos: [] }],
    // The same picture again, from a second device.
    ['photo.add', atWork(), { sha256: SHA[0], size: 10, type: 'image/png', caption: '' }, {}]
  ])('[R12.1, R12.2, R14.2, R19.1, R11.1] %s', (kind, job, body, expected) => {
    expect(effect(job, kind, body as never)).toEqual(expected);
  });

  it('[R13.1] agreeing a higher price', () => {
    const job = atWork({ agreedPrice: null });
    const body = { priceMinor: 7901, reason: 'mehr', facts: FACTS, consentHash: HASH };
    const said = { ...body, signature: SIGNATURE, consent: {} };
    const after = withActionsPrice(job, { id: 'x', at: AT, body: said });
    const signed = { ...said, consent: { ...buildConsent(job, after, FACTS) } };
    expect(effect(job, 'price.agree', signed)).toEqual({
      agreedPrice: {
        ...{ action: 'device-1:0000000042', priceMinor: 7901, reason: 'mehr', at: '+2:00' },
        ...{ consentHash: HASH, signature: SIGNATURE }
      }
    });
    expect(effect(job, 'price.agree', said)).toBe('held consent.mismatch');
    expect(effect(job, 'price.agree', { ...signed, priceMinor: 7900 })).toBe(
      'refused price.notHigher'
    );
    const pro = { ...job, provider: { ...job.provider!, role: 'pro' } } as const;
    expect(effect(pro, 'price.agree', signed)).toBe('refused price.notAFriend');
    expect(effect({ ...job, provider: null }, 'price.agree', signed)).toBe(
      'refused order.notYours'
    );
  });

  it('[R13.2, R13.6] adding a package', () => {
    const job = aFullJob('pro', { addedPackages: [] });
    const said = {
      ...{ packageId: 'tv', packageVersion: 3, quantity: 2, facts: FACTS, consentHash: HASH },
      ...{ signature: SIGNATURE, consent: {} }
    };
    const after = withActionsPackage(job, { id: 'x', at: AT, body: said }, FULL_RULES.catalog)!;
    const signed = { ...said, consent: { ...buildConsent(job, after, FACTS) } };
    expect(effect(job, 'package.add', signed)).toEqual({
      addedPackages: [
        {
          ...{ action: 'device-1:0000000042', packageId: 'tv', packageVersion: 3 },
          ...{ title: TV.title, quantity: 2, unitMinor: 5900, at: '+2:00' },
          ...{ consentHash: HASH, signature: SIGNATURE, items: ['tv.mount'] }
        }
      ],
      checklist: [...job.checklist, TV.checklist[0]]
    });
    expect(effect(job, 'package.add', said)).toBe('held consent.mismatch');
    expect(effect(job, 'package.add', { ...said, packageId: 'x' })).toBe('held package.unknown');
    expect(effect(aFullJob(), 'package.add', signed)).toBe('refused package.notAPro');
  });

  it('[R18.1, R18.2, R18.3] selling a product', () => {
    const body = { productId: 'cable', productVersion: 2, quantity: 3 };
    const sold = {
      ...{ action: 'device-1:0000000042', productId: 'cable', productVersion: 2 },
      ...{ title: CABLE.title, quantity: 3, unitMinor: 1990, salesCommissionBps: 1000, at: '+2:00' }
    };
    expect(effect(atWork(), 'product.sell', body)).toEqual({ soldProducts: [sold] });
    expect(effect(atWork({ partner: null }), 'product.sell', body)).toEqual({
      soldProducts: [sold]
    });
    const other = { id: 'p', name: 'P', brands: ['Nord'] };
    expect(effect(atWork({ partner: other }), 'product.sell', body)).toEqual({
      soldProducts: [{ ...sold, salesCommissionBps: 0 }]
    });
    const { soldProducts } = aFullJob();
    expect(effect(aFullJob(), 'product.sell', body)).toEqual({
      soldProducts: [{ ...soldProducts[0], at: '+48:30' }, sold]
    });
    expect(effect(atWork(), 'product.sell', { ...body, productVersion: 1 })).toBe(
      'held product.unknown'
    );
    expect(effect(atWork(), 'product.sell', { ...body, productId: 'x' })).toBe(
      'held product.unknown'
    );
    expect(effect(atWork({ market: 'DE' }), 'product.sell', body)).toBe('held product.unknown');
    const tv = { ...atWork().service, skill: 'tv' } as const;
    expect(effect(atWork({ service: tv }), 'product.sell', body)).toBe('held product.notFitting');
  });
});
