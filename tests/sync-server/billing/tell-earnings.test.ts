import { expect, it } from 'vitest';
import { newPayoutLine } from '#domain/billing/payout-line.ts';
import { startTestServer } from '../../support/test-server.ts';
import { anOrderAfter } from '../../support/builders.ts';
import { until } from '../../support/until.ts';

it('[S5.9] an earning that is in the ledger and in no inbox is told again', async () => {
  const server = await startTestServer();
  try {
    const { job } = anOrderAfter('offer.accept');
    const settlement = { payoutMinor: 5_000, payoutLines: [] };
    const line = newPayoutLine(job, { at: 1, settlement } as never)!;
    // What else is in the ledger keeps nothing back.
    await server.store.ledger.put({ _id: 'another', type: 'other' } as { _id: string });
    // Paid, so that no payout tells it.
    const payout = { id: 'payout:anna:CHF:000001', paidAt: 2 };
    await server.store.ledger.put({ ...line, state: 'paid', payout });
    const earning = await until(() => server.store.inbox('anna').get(`earning:${job.id}`), 'it');
    expect(earning).toMatchObject({ payoutMinor: 5_000, state: 'paid' });
  } finally {
    await server.close();
  }
});
