import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/domain/order/job.ts';
import { jobDocument } from '../../../sync-server/projector/job-document.ts';
import { signed } from '../../support/an-invoice.ts';
import { anOrderAfter, NOW } from '../../support/builders.ts';

describe('the job document of a visit that has ended', () => {
  it('[C1.2] says nothing about the customer once their contact data have left the device', async () => {
    const order = anOrderAfter('checklist.set');
    const job = await signed(order.job);
    const { name, phone, email } = job.customer;
    const kept = JSON.stringify(jobDocument({ ...order, job }, {}));
    for (const text of [name, phone, email, job.place.street]) expect(kept).toContain(text);

    const { job: removed } = jobDocument({ ...order, job: { ...job, contactRemovedAt: NOW } }, {});
    const said = JSON.stringify(removed);
    for (const text of [name, phone, email, job.place.street]) expect(said).not.toContain(text);
    expect(removed.completion?.statement.totalMinor).toBe(job.completion?.statement.totalMinor);
    expect(removed.service).toEqual(job.service);
  });

  it('[R15.37] says what support has settled and not the words that it wrote', () => {
    const order = anOrderAfter('checklist.set');
    const settled = { at: NOW, way: 'agreed', payer: 'customer', reason: 'Rosa war laut' } as const;
    const { job } = jobDocument({ ...order, job: { ...order.job, settled } }, {});
    expect(job).toEqual({ ...order.job, settled: { ...settled, reason: '' } });
  });

  it('[C1.2] keeps no word that somebody wrote freely, wherever the job has one', async () => {
    const order = anOrderAfter('checklist.set');
    const { completion } = await signed(order.job);
    const secret = 'Ruths Schlüssel liegt unter der Matte';
    const action = 'device-1:0000000001';
    const signature = { method: 'typed', typedName: secret } as const;
    const written = [{ action, at: NOW, text: secret }];
    const job: Job = {
      ...order.job,
      problem: secret,
      place: { ...order.job.place, hint: secret },
      pickup: { branch: 'Basel', address: 'Bahnhof', openingHours: '', reference: secret },
      contacts: [{ at: NOW, way: 'phone', reached: true, agreed: secret }],
      appointmentChanges: [
        {
          ...{ action, from: NOW, startsAt: NOW, customerWish: secret },
          ...{ confirmedBy: 'phone', at: NOW, state: 'agreed' }
        }
      ],
      progress: written,
      notes: written,
      photos: [{ action, at: NOW, sha256: 'a', size: 1, type: 'image/jpeg', caption: secret }],
      agreedPrice: {
        ...{ action, priceMinor: 20_000, reason: secret, at: NOW, consentHash: 'h', signature }
      },
      completion: completion && {
        ...completion,
        signature,
        statement: {
          ...completion.statement,
          signer: { name: secret, role: 'customer' },
          lines: completion.statement.lines.map((line) => ({
            ...{ ...line, kind: 'additionalWork', title: secret }
          }))
        }
      },
      failure: { at: NOW, cause: 'siteNotReady', note: secret },
      refusal: { at: NOW, reason: secret, action },
      cancellation: { at: NOW, by: 'customer', reason: secret, payer: 'nobody', feeMinor: 0 },
      rating: { stars: 5, words: secret, at: NOW },
      contactRemovedAt: NOW
    };
    const { job: removed } = jobDocument({ ...order, job }, {});
    expect(JSON.stringify(removed)).not.toContain(secret);
    expect(removed.completion?.statement.lines[0]?.title).toBe('Mehraufwand');
  });
});
