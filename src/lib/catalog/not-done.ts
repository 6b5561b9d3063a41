import { m } from '$lib/paraglide/messages';
import type { Asked } from '$lib/staff/staff-api.ts';

/** Why something about the catalogue was not done, in words. */
export function notDoneText(answer: Exclude<Asked<unknown>, { ok: true }>): string {
  switch (answer.why) {
    case 'away':
      return m.catalog_not_done();
    case 'signedOut':
      return m.catalog_not_done_out();
    case 'forbidden':
      return m.catalog_not_done_role();
    case 'unknown':
      return m.catalog_not_done_gone();
    case 'refused':
      if (answer.code === 'document.conflict') return m.catalog_not_done_conflict();
      return answer.fields.length > 0 ? m.catalog_not_done_faults() : m.catalog_not_done_refused();
  }
}
