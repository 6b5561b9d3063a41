import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { confirmOpensAt } from '#domain/order/limits.ts';
import type { Job } from '#domain/order/job.ts';
import NextVisit from '../../src/lib/today/NextVisit.svelte';
import type { JobView } from '../../src/lib/device/views/job-view.ts';
import { setLocale } from '../../src/lib/paraglide/runtime.js';
import { aJob, NOW } from '../support/builders.ts';
import { aJobView } from '../support/device-views.ts';

void setLocale('de', { reload: false });

const ticked = { 'wlan.router': { done: true, at: NOW } };
function button(job: Partial<Job>, now = NOW): string {
  return buttonOf(aJobView(job), now, aJobView(job).job);
}
function buttonOf(view: JobView, now: number, whole: Job | null): string {
  const props = { view, whole, now, isOfflineReady: false, isCurrent: false, isAside: false };
  const { body } = render(NextVisit, { props });
  return /<a[^>]*class="[^"]*btn[^"]*"[^>]*>[\s\S]*<\/a>/.exec(body)?.[0] ?? '';
}

describe('the large button of Today', () => {
  it.each([
    ['a call is owed', { state: 'accepted' }, NOW, 'Weiter: Anrufen'],
    ['confirming is open', { state: 'contacted' }, confirmOpensAt(aJob()), 'Weiter: Bestätigen'],
    ['the work goes on', { state: 'working', checked: ticked }, NOW, 'Weiter: Arbeiten']
  ] as const)('[R10.6] leads to the next step where %s', (_when, job, now, words) => {
    expect(button(job, now)).toContain('btn-primary');
    expect(button(job, now)).toContain(words);
  });

  it('[R10.6] only opens the visit where the next step is not ready yet', () => {
    const tooEarly = button({ state: 'contacted' }, confirmOpensAt(aJob()) - 1);
    expect(tooEarly).not.toContain('btn-primary');
    expect(tooEarly).toContain('Besuch öffnen');
  });

  it('[R10.6] promises no step before the whole job was read', () => {
    const unread = buttonOf(aJobView({ state: 'accepted' }), NOW, null);
    expect(unread).not.toContain('btn-primary');
    expect(unread).toContain('Besuch öffnen');
  });
});
