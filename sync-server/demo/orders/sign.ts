// What the demo's customers sign: consents and statements as a device would build them.
import type { CommandBody } from '#domain/order/life-cycle/command.ts';
import type { Job } from '#domain/order/job.ts';
import type { Order } from '#domain/order/order.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import type { CustomerSignature, SigningFacts } from '#domain/protocol/signature.ts';
import { buildConsent } from '#domain/order/signing/consent.ts';
import { withAddedPackage } from '#domain/order/signing/extra-work.ts';
import { buildStatement } from '#domain/order/signing/statement.ts';
import type { ServicePackage } from '#domain/catalog/service-package.ts';

/** A friendly squiggle. */
export const DRAWN: CustomerSignature = {
  method: 'drawn',
  strokes: [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((step) => ({
      x: 40 + step * 18,
      y: Math.round(90 + Math.sin(step * 1.3) * (34 - step * 2)),
      t: step * 45,
      pressure: 0.5
    }))
  ],
  svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 160"><path d="M40 90q18 60 36 16t36-30 36 22 36-14 36 8 36-4" fill="none" stroke="#111" stroke-width="3" stroke-linecap="round"/></svg>'
};

const typed = (typedName: string): CustomerSignature => ({ method: 'typed', typedName });

function factsOf(job: Job, signedAt: number): SigningFacts {
  const { name, locale } = job.customer;
  return { signer: { name, role: 'customer' }, signedAt, language: locale };
}

/** R13, a Friend: a higher price, agreed before the work is done. */
export const priceAgreed =
  (priceMinor: number, reason: string, at: number) =>
  async ({ job }: Order): Promise<CommandBody<'price.agree'>> => {
    const facts = factsOf(job, at);
    const signature = typed(job.customer.name);
    const agreed = { action: '', priceMinor, reason, at, consentHash: '', signature };
    const consent = buildConsent(job, { ...job, agreedPrice: agreed }, facts);
    const consentHash = await hashOf(consent);
    return { priceMinor, reason, facts, consent: { ...consent }, consentHash, signature };
  };

/** R13, a Pro: a further package from the catalogue. */
export const packageAdded =
  (added: ServicePackage, at: number) =>
  async ({ job }: Order): Promise<CommandBody<'package.add'>> => {
    const facts = factsOf(job, at);
    const entry = {
      action: '',
      packageId: added.id,
      packageVersion: added.version,
      quantity: 1,
      at,
      consentHash: '',
      signature: DRAWN
    };
    const consent = buildConsent(job, withAddedPackage(job, added, entry) ?? job, facts);
    const consentHash = await hashOf(consent);
    return {
      packageId: added.id,
      packageVersion: added.version,
      quantity: 1,
      facts,
      consent: { ...consent },
      consentHash,
      signature: DRAWN
    };
  };

/** R15: the statement of the whole visit. */
export const statementSigned =
  (at: number) =>
  async ({ job }: Order): Promise<CommandBody<'job.complete'>> => {
    const facts = factsOf(job, at);
    const statement = buildStatement(job, facts);
    const statementHash = await hashOf(statement);
    return { facts, statement: { ...statement }, statementHash, signature: DRAWN };
  };
