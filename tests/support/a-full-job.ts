import type { Product, ServicePackage } from '#domain/catalog/service-package.ts';
import type { Job } from '#domain/order/job.ts';
import type { Rules } from '#domain/order/life-cycle/command.ts';
import { HOUR_MS } from '#domain/policy/policy.ts';
import { aJob, aPackage, NOW, SIGNATURE } from './builders.ts';

const HASH = 'B'.repeat(43);
export const SHA = ['C'.repeat(43), 'D'.repeat(43)] as const;

export const TV: ServicePackage = aPackage({
  _id: 'package:tv',
  id: 'tv',
  version: 3,
  title: { de: 'TV einrichten', en: 'Set up a TV' },
  checklist: [
    { id: 'tv.mount', phase: 'work', text: { de: 'Montiert', en: 'Mounted' }, required: true },
    { id: 'wlan.explain', phase: 'explain', text: { de: 'Noch einmal' }, required: false }
  ],
  prices: { DE: 4900, CH: 5900 },
  earlier: { '2': { prices: { CH: 4900 }, until: NOW } }
});

export const CABLE: Product = {
  _id: 'product:cable',
  type: 'product',
  id: 'cable',
  version: 2,
  brand: 'Wabe',
  title: { de: 'Kabel', en: 'Cable' },
  prices: { CH: 1990 },
  salesCommissionBps: 1000,
  goesWith: ['wlan'],
  active: true
};

export const FULL_RULES: Rules = {
  catalog: {
    packageAt: (id) => (id === 'tv' ? TV : undefined),
    productAt: (id) => (id === 'cable' ? CABLE : undefined)
  }
};

/** At work, with one of everything that can happen before: a Friend's, or a Pro's. */
export function aFullJob(role: 'friend' | 'pro' = 'friend', fields: Partial<Job> = {}): Job {
  const job = aJob();
  return {
    ...job,
    state: 'working',
    customer: { ...job.customer, company: 'Keller AG' },
    partner: { id: 'nordhall', name: 'Nordhall', brands: ['Wabe'] },
    pickup: { branch: 'Basel', address: 'Freie Strasse 1', openingHours: '9–18', reference: 'N-1' },
    provider: { id: 'anna', name: 'Anna Muster', role },
    terms: { ...job.terms, commissionBps: role === 'pro' ? 1500 : 2000 },
    checked: { 'wlan.explain': { done: true, at: NOW + 48.5 * HOUR_MS } },
    contacts: [{ at: NOW + HOUR_MS, way: 'mail', reached: true, agreed: 'klingeln' }],
    contactedAt: NOW + HOUR_MS,
    confirmedAt: NOW + 30 * HOUR_MS,
    appointmentChanges: [
      {
        action: 'device-1:0000000003',
        from: NOW + 47 * HOUR_MS,
        startsAt: NOW + 48 * HOUR_MS,
        customerWish: 'eine Stunde später',
        confirmedBy: 'phone',
        at: NOW + 2 * HOUR_MS,
        state: 'agreed'
      }
    ],
    travel: { startedAt: NOW + 47 * HOUR_MS, etaAt: NOW + 47.5 * HOUR_MS },
    pickedUpAt: NOW + 46 * HOUR_MS,
    handedOverAt: NOW + 48.6 * HOUR_MS,
    arrivedAt: NOW + 48 * HOUR_MS,
    workStartedAt: NOW + 48.1 * HOUR_MS,
    progress: [{ action: 'device-1:0000000009', at: NOW + 48.2 * HOUR_MS, text: 'Router steht' }],
    notes: [{ action: 'device-1:0000000010', at: NOW + 48.3 * HOUR_MS, text: 'Dose locker' }],
    photos: SHA.map((sha256, index) => ({
      action: `device-1:000000001${index}`,
      at: NOW + 48.4 * HOUR_MS,
      sha256,
      size: 1000 + index,
      type: 'image/webp',
      caption: 'Router'
    })),
    agreedPrice:
      role === 'pro'
        ? null
        : {
            action: 'device-1:0000000012',
            priceMinor: 9900,
            reason: 'zweiter Router',
            at: NOW + 48.2 * HOUR_MS,
            consentHash: HASH,
            signature: SIGNATURE
          },
    addedPackages:
      role === 'friend'
        ? []
        : [
            {
              action: 'device-1:0000000012',
              packageId: 'tv',
              packageVersion: 3,
              title: TV.title,
              quantity: 2,
              unitMinor: 5900,
              at: NOW + 48.2 * HOUR_MS,
              consentHash: HASH,
              signature: SIGNATURE
            }
          ],
    soldProducts: [
      {
        action: 'device-1:0000000013',
        productId: 'cable',
        productVersion: 2,
        title: CABLE.title,
        quantity: 3,
        unitMinor: 1990,
        salesCommissionBps: 1000,
        at: NOW + 48.5 * HOUR_MS
      }
    ],
    ...fields
  };
}
