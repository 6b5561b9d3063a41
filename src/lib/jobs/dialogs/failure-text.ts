import type { FailureCause } from '#domain/billing/failed-visit.ts';
import { m } from '$lib/paraglide/messages';

export const FAILURE_TEXT: Record<FailureCause, () => string> = {
  customerAbsent: m.jobs_fail_customerAbsent,
  customerRefused: m.jobs_fail_customerRefused,
  siteNotReady: m.jobs_fail_siteNotReady,
  deviceDefective: m.jobs_fail_deviceDefective,
  notSolvable: m.jobs_fail_notSolvable,
  providerPrevented: m.jobs_fail_providerPrevented
};
