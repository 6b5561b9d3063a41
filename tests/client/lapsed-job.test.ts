import type { EndReason } from '#domain/order/assignment/assignment.ts';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import type { JobView } from '../../src/lib/device/views/job-view.ts';
import JobEnd from '../../src/lib/jobs/JobEnd.svelte';
import JobNotices from '../../src/lib/jobs/JobNotices.svelte';
import { setLocale } from '../../src/lib/paraglide/runtime.js';
import { NOW } from '../support/builders.ts';
import { aJobView, anOutboxRow } from '../support/device-views.ts';

void setLocale('de', { reload: false });

function lost(why: EndReason, ...kinds: ('job.giveBack' | 'note.add' | 'job.complete')[]): JobView {
  const waiting = kinds.map((kind, index) => anOutboxRow({ kind, seq: index + 1 }));
  const view = aJobView({ state: 'requested', provider: null }, { waiting });
  return { ...view, document: { ...view.document, removed: { at: NOW, why } } };
}
const end = (view: JobView) => render(JobEnd, { props: { view } }).body;
const notices = (view: JobView) =>
  render(JobNotices, { props: { view, dismiss: () => undefined } }).body;

describe('the page of a job that a limit took back', () => {
  it('does not say that the helper gave it back, whatever they said meanwhile', () => {
    expect(end(lost('contact.lapsed', 'job.giveBack'))).toContain('nicht mehr bei Ihnen');
    expect(end(lost('givenBack'))).toContain('Sie haben den Auftrag zurückgegeben');
  });

  it('[R9.23] says how much waits until it is known whether it still counts', () => {
    expect(notices(lost('confirm.lapsed', 'note.add', 'job.complete'))).toContain(
      '2 Angaben zu diesem Auftrag warten. Der Server prüft'
    );
    expect(notices(lost('contact.lapsed', 'note.add'))).toContain('1 Angabe');
  });

  it('says nothing of it where nothing waits, or where it is known', () => {
    expect(notices(lost('contact.lapsed'))).not.toContain('Server prüft');
    expect(notices(lost('cancelled', 'note.add'))).not.toContain('Server prüft');
  });
});
