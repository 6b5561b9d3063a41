import { describe, expect, it } from 'vitest';
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
});
