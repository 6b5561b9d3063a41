// Apart from the schemas of the bodies, which are large: screens and the job need these alone.
import * as z from 'zod/mini';
import { ACTION_LIMITS } from '../policy/policy.ts';

export const quantity = z.int().check(z.minimum(1), z.maximum(ACTION_LIMITS.quantity));

export const FAILURE_CAUSES = [
  'customerAbsent',
  'customerRefused',
  'siteNotReady',
  'deviceDefective',
  'notSolvable',
  'providerPrevented'
] as const;
export const CONTACT_WAYS = ['phone', 'mail', 'message'] as const;
