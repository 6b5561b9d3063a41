// What the customer has agreed to in writing, until the helper has the tablet back: one that restarts
// in their hands shows the same page again, and not the helper's form.
import * as z from 'zod/mini';
import { LOCALES } from '#domain/policy/policy.ts';

const consented = z.object({
  hash: z.string(),
  afterMinor: z.number(),
  language: z.enum(LOCALES)
});
export type Consented = z.infer<typeof consented>;

export const consentedDraftKey = (order: string): string => `extra-consented:${order}`;

/** Null where nothing is kept, or nothing that can be read. */
export function readConsented(text: string): Consented | null {
  try {
    return text === '' ? null : (consented.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    return null;
  }
}

export function writeConsented({ hash, afterMinor, language }: Consented): string {
  return JSON.stringify({ hash, afterMinor, language });
}
