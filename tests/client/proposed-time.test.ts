import { BOOKING_POLICY, HOUR_MS } from '#domain/policy/policy.ts';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import ConfirmStep from '../../src/lib/jobs/steps/ConfirmStep.svelte';
import { setLocale } from '../../src/lib/paraglide/runtime.js';
import ChangeRequest from '../../src/lib/tracking/answers/ChangeRequest.svelte';
import { aJob, NOW } from '../support/builders.ts';
import { aJobView } from '../support/device-views.ts';
import PartOfJob from '../support/PartOfJob.svelte';

void setLocale('de', { reload: false });
const TO_COME = NOW + 48 * HOUR_MS;
const TOO_FAR = NOW + BOOKING_POLICY.horizonMs + HOUR_MS;
const PASSED = 'verstrichen';

describe('a proposed time on the customer’s page', () => {
  function shown(startsAt: number, canAgree: boolean | undefined): string {
    const { appointment } = aJob();
    const change = { startsAt, from: appointment.startsAt, wish: '', canAgree };
    const props = { watch: {}, view: { appointment }, change, now: NOW };
    return render(ChangeRequest, { props: props as never }).body;
  }
  const AGREE = 'Neuer Termin passt';

  it.each([
    ['is open where the server says so', TO_COME, true],
    ['is open where an earlier server or a remembered page says nothing of it', TO_COME, undefined],
    ['is not passed while it lies too far ahead', TOO_FAR, true]
  ])('%s', (_name, startsAt, canAgree) => {
    expect(shown(startsAt, canAgree)).toContain(AGREE);
    expect(shown(startsAt, canAgree)).not.toContain(PASSED);
  });

  it('[R7.5] has passed with its time, whatever a remembered page says', () => {
    expect(shown(NOW, true)).not.toContain(AGREE);
    expect(shown(NOW, true)).toContain(PASSED);
  });

  it('[R7.5] cannot be agreed to where the server says so, and is not told as passed before its time', () => {
    expect(shown(TO_COME, false)).not.toContain(AGREE);
    expect(shown(TO_COME, false)).not.toContain(PASSED);
    expect(shown(TO_COME, false)).toContain('können Sie nicht mehr zustimmen');
  });
});

describe('a proposed time on the helper’s device', () => {
  function shown(startsAt: number): string {
    const change = { action: 'a', at: NOW, startsAt, customerWish: 'später', state: 'waiting' };
    const appointmentChanges = [change] as never;
    const view = aJobView({ state: 'contacted', appointmentChanges });
    const source = {
      ...{ view, now: NOW, catalog: null },
      record: () => Promise.resolve(true),
      addPhoto: () => Promise.resolve(null),
      photoBlob: () => Promise.resolve(null)
    };
    return render(PartOfJob, { props: { part: ConfirmStep, isCurrent: false, source } }).body;
  }

  it.each([
    ['waits for the customer', TO_COME, 'Die Kundschaft muss noch zustimmen'],
    ['waits while it lies too far ahead', TOO_FAR, 'Die Kundschaft muss noch zustimmen'],
    ['has passed with its time', NOW, PASSED]
  ])('%s', (_name, startsAt, text) => {
    expect(shown(startsAt)).toContain(text);
  });
});
