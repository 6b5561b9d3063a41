import type { ActionBody } from '../protocol/action-body.ts';

export type FailureCause = ActionBody<'job.fail'>['cause'];
export const VISIT_FEE_PAYERS = ['customer', 'platform', 'nobody'] as const;
export type VisitFeePayer = (typeof VISIT_FEE_PAYERS)[number];

/**
 * Who pays the visit fee of a visit that failed (R26, R27): the customer where it lay with them,
 * nobody where it lay with the provider, the platform for everything else, so that the provider
 * bears no risk that the platform can see.
 */
export const VISIT_FEE_PAYER: Record<FailureCause, VisitFeePayer> = {
  customerAbsent: 'customer',
  customerRefused: 'customer',
  siteNotReady: 'customer',
  deviceDefective: 'platform',
  notSolvable: 'platform',
  providerPrevented: 'nobody'
};
