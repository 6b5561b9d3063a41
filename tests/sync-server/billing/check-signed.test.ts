import { describe, expect, it } from 'vitest';
import type { Job } from '#domain/order/job.ts';
import { checkSigned } from '../../../sync-server/billing/check-signed.ts';
import { signed } from '../../support/an-invoice.ts';
import { anOrderAfter } from '../../support/builders.ts';

describe('[R15.6] what is checked before money moves', () => {
  const completed = () => signed(anOrderAfter('checklist.set').job);
  const checked = async (change: (job: Job) => Job) => checkSigned(change(await completed()));

  it('is the statement to the byte, and its hash', async () => {
    expect(await checked((job) => job)).toEqual({ ok: true });
    const { completion } = await completed();
    expect(await checked((job) => ({ ...job, completion: null }))).toEqual({
      ...{ ok: false, code: 'statement.mismatch', rebuilt: null }
    });
    const dearer = (job: Job): Job => ({ ...job, service: { ...job.service, priceMinor: 1 } });
    expect(await checked(dearer)).toMatchObject({
      ...{ ok: false, code: 'statement.mismatch', rebuilt: { totalMinor: 491 } }
    });
    const hash = (statementHash: string) => (job: Job) => ({
      ...job,
      completion: { ...job.completion!, statementHash }
    });
    expect(await checked(hash('x'))).toEqual({
      ...{ ok: false, code: 'statement.badHash', rebuilt: completion!.statement }
    });
    const facts = (fields: object) => (job: Job) => ({
      ...job,
      completion: {
        ...job.completion!,
        statement: { ...job.completion!.statement, ...fields }
      }
    });
    expect(await checked(facts({ language: 'xx' }))).toEqual({
      ...{ ok: false, code: 'statement.mismatch', rebuilt: null }
    });
    expect(await checked(facts({ signedAt: 1 }))).toMatchObject({ code: 'statement.badHash' });
  });
});
