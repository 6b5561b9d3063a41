// The application that community has open, and what they decide about it: said to be sent only when
// the server has taken it, so that nothing that was written about it goes before.
import type { VettedApplication } from '#domain/application/views.ts';
import { m } from '$lib/paraglide/messages';
import { OpenPage } from '$lib/staff/open-page.svelte.ts';
import type { Asked } from '$lib/staff/staff-api.ts';

type Answer = Asked<VettedApplication>;

export class OpenApplication extends OpenPage<VettedApplication> {
  isBusy = $state(false);
  /** Why the last thing that was sent was not taken. */
  notTaken = $state('');

  /** Whether it was taken. */
  async take(asked: Promise<Answer>): Promise<boolean> {
    const about = this.found?.id;
    this.isBusy = true;
    const answer = await asked;
    this.isBusy = false;
    this.notTaken = answer.ok ? '' : whyNot(answer);
    if (about === undefined || about !== this.found?.id) return answer.ok;
    if (answer.ok) this.found = answer.value;
    else if (answer.why === 'refused') await this.readAgain(about);
    return answer.ok;
  }
}

function whyNot(answer: Exclude<Answer, { ok: true }>): string {
  if (answer.why === 'away') return m.helpers_vet_away();
  if (answer.why === 'signedOut') return m.helpers_vet_signed_out();
  const isChanged = answer.why === 'refused' && answer.code.startsWith('application.');
  return isChanged ? m.helpers_vet_changed() : m.helpers_vet_refused();
}
